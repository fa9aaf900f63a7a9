import { microDegrees } from '../pickup-points/position.ts';
import { instantOrNull, money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import type { Row } from '../work.ts';
import type { FilledReceiptRow } from './filled-receipt.ts';
import type { FilledSettlementRow } from './filled-settlement.ts';
import type { FilledWeighingRow } from './filled-weighings.ts';
import type { LeaderListRow } from './leader-list.ts';
import type { PickupPointListRow } from './pickup-point-list.ts';
import type { PriceListRow } from './price-list.ts';
import type { ImportProblem, ImportRowView, ImportSummary, ImportView } from './schemas.ts';
import type { imports } from './tables.ts';

export type Import = Row<typeof imports>;

/** The rows of an import as its parser gave them. */
export type ImportRows =
  | { readonly kind: 'priceList'; readonly rows: readonly PriceListRow[] }
  | { readonly kind: 'leaders'; readonly rows: readonly LeaderListRow[] }
  | { readonly kind: 'pickupPoints'; readonly rows: readonly PickupPointListRow[] }
  | { readonly kind: 'receipt'; readonly rows: readonly FilledReceiptRow[] }
  | { readonly kind: 'weighings'; readonly rows: readonly FilledWeighingRow[] }
  | { readonly kind: 'settlementResults'; readonly rows: readonly FilledSettlementRow[] };

/** The stored rows, which are those of the kind. */
export function importRows({ kind, rows }: Import): ImportRows {
  return { kind, rows } as unknown as ImportRows;
}

export function importView(stored: Import, currency: string): ImportView {
  return {
    ...factsOf(stored),
    rows: rowViews(importRows(stored), currency),
    problems: [...stored.problems] as unknown as ImportProblem[],
    ignoredColumns: [...stored.ignoredColumns],
  };
}

export function importSummary(stored: Import): ImportSummary {
  return { ...factsOf(stored), rows: stored.rows.length, problems: stored.problems.length };
}

function factsOf({
  id,
  kind,
  status,
  fileName,
  created,
  updated,
  unchanged,
  createdAt,
  confirmedAt,
}: Import) {
  const instants = { createdAt: instantText(createdAt), confirmedAt: instantOrNull(confirmedAt) };
  return { id, kind, status, fileName, created, updated, unchanged, ...instants };
}

function settlementView(filled: FilledSettlementRow, currency: string): ImportRowView {
  const { row, number, paymentReference, attempt, result, reference, failure } = filled;
  const amount = money(filled.amount, currency);
  return { row, number, paymentReference, amount, attempt, result, reference, failure };
}

function rowViews({ kind, rows }: ImportRows, currency: string): ImportRowView[] {
  switch (kind) {
    case 'priceList':
      return rows.map((row) => ({
        ...row,
        cost: money(row.cost, currency),
        price: money(row.price, currency),
      }));
    case 'leaders':
    case 'weighings':
      return [...rows];
    case 'receipt':
      return rows.map((row) => ({
        ...row,
        unitCost: row.unitCost === null ? null : money(row.unitCost, currency),
      }));
    case 'settlementResults':
      return rows.map((row) => settlementView(row, currency));
    case 'pickupPoints':
      return rows.map(({ latitude, longitude, windows, ...row }) => ({
        ...row,
        windows: [...windows],
        position:
          latitude === null || longitude === null
            ? null
            : { latitude: latitude / microDegrees, longitude: longitude / microDegrees },
      }));
    default:
      return kind satisfies never;
  }
}
