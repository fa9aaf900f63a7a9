import { instantText } from '../shared/time.ts';
import type { ChangedValue } from './change-tables.ts';
import type { ChangeKind } from './record-change.ts';

/** A row of `changeColumns`. */
export interface ChangeRow {
  readonly id: string;
  readonly changeDocumentId: string;
  readonly kind: ChangeKind;
  readonly reason: string;
  readonly createdAt: number;
  readonly variantId: string | null;
  readonly externalId: string;
  readonly title: string;
  readonly specification: string;
  readonly unit: string;
  readonly pickupPointId: string | null;
  readonly pickupPointName: string | null;
  readonly orderId: string | null;
  readonly purchaseOrderId: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

export function changeLineView({ createdAt, before, after, ...row }: ChangeRow) {
  return { ...row, at: instantText(createdAt), before: valueOf(before), after: valueOf(after) };
}

/** As it is stored: JSON, so that a day and a number stay what they are. */
function valueOf(stored: string | null): ChangedValue {
  return stored === null ? null : (JSON.parse(stored) as ChangedValue);
}
