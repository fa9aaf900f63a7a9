import type { Context } from '../shared/context.ts';
import { demandScope } from '../shop/scopes.ts';
import type { ImportRows } from './import.ts';

type Kind = ImportRows['kind'];

/** Kinds that move goods or money when they are confirmed: twice would be twice. */
const filledIn: ReadonlySet<Kind> = new Set(['receipt', 'weighings', 'settlementResults']);

/** The verbs that do the same without a sheet: a list of leaders approves them and sets the rate of each. */
const verbsOfKind: Readonly<Record<Kind, readonly string[]>> = {
  priceList: ['products.upsert', 'suppliers.upsert'],
  leaders: ['leaders.approve', 'communities.create', 'commissionRules.create'],
  pickupPoints: ['pickupPoints.upsert'],
  receipt: ['purchaseOrders.receive'],
  weighings: ['weighings.record'],
  settlementResults: ['settlements.confirm'],
};

/** Whether a sheet of the kind moves goods or money. */
export function isFilledIn(kind: Kind): boolean {
  return filledIn.has(kind);
}

/**
 * A key that may not do it by the verbs may not do it by a sheet either, and one that may not read what the verbs make
 * does not read it in a sheet. Refuses: not_allowed.
 */
export function demandForKind({ actor }: Context, kind: Kind, does: 'verb' | 'query' = 'verb'): void {
  for (const name of verbsOfKind[kind]) demandScope(actor, { name, kind: does });
}
