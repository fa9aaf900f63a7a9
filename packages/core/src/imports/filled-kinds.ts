import type { Context } from '../shared/context.ts';
import { demandScope } from '../shop/scopes.ts';
import type { ImportRows } from './import.ts';

type Kind = ImportRows['kind'];

/** Kinds that move goods or money when they are confirmed, and the verb that does the same without a sheet. */
const verbOfKind: Readonly<Partial<Record<Kind, string>>> = {
  receipt: 'purchaseOrders.receive',
  weighings: 'weighings.record',
  settlementResults: 'settlements.confirm',
};

/** Whether a sheet of the kind moves goods or money: twice would be twice. */
export function isFilledIn(kind: Kind): boolean {
  return kind in verbOfKind;
}

/** A key that may not do it by the verb may not do it by a sheet either. Refuses: not_allowed. */
export function demandForKind({ actor }: Context, kind: Kind): void {
  const name = verbOfKind[kind];
  if (name !== undefined) demandScope(actor, { name, kind: 'verb' });
}
