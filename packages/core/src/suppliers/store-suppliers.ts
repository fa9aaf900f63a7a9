import { countOf, differing, given, isAnything, type RowOutcome, touchedIds } from '../shared/bulk-rows.ts';
import type { Context } from '../shared/context.ts';
import { shopId } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { suppliers } from './tables.ts';

/** A supplier to be stored; the phone in E.164. What is undefined stays as it is. */
export interface SupplierValues {
  readonly externalId: string;
  readonly name: string;
  readonly phone?: string | null | undefined;
  readonly lossBufferBasisPoints?: number | null | undefined;
  readonly rebateMode?: 'whole' | 'marginal' | undefined;
  readonly leadDays?: number | undefined;
  /** Minor units. */
  readonly minimumValue?: number | null | undefined;
  readonly minimumCases?: number | null | undefined;
  readonly belowMinimum?: 'buy' | 'extend' | 'fail' | undefined;
  readonly minimumExtendHours?: number | null | undefined;
  readonly retired?: boolean | undefined;
}

/** Stores suppliers by `externalId`. A row that changes nothing writes nothing. One event for the call. */
export function storeSuppliers(work: Work, rows: readonly SupplierValues[], context: Context): RowOutcome[] {
  work.need(...rows.map(({ externalId }) => [suppliers, { externalId }] as const));
  const outcomes = rows.map((row) => storeSupplier(work, row, context));
  const supplierIds = touchedIds(outcomes);
  if (supplierIds.length > 0) {
    const data = {
      created: countOf(outcomes, 'created'),
      updated: countOf(outcomes, 'updated'),
      supplierIds,
    };
    work.emit({ type: 'suppliers.upserted', subject: shopId, data });
  }
  return outcomes;
}

function storeSupplier(work: Work, row: SupplierValues, { now, newId }: Context): RowOutcome {
  const { externalId } = row;
  const known = work.first(suppliers, { externalId });
  if (known === undefined) {
    const supplier = work.insert(suppliers, {
      id: newId('sup'),
      ...given(row),
      createdAt: now,
      updatedAt: now,
    });
    return { externalId, id: supplier.id, outcome: 'created' };
  }
  const changes = differing(known, row);
  if (!isAnything(changes)) return { externalId, id: known.id, outcome: 'unchanged' };
  work.set(suppliers, known, { ...changes, updatedAt: now });
  return { externalId, id: known.id, outcome: 'updated' };
}
