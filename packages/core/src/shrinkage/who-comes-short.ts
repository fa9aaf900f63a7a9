import { orderLines } from '../orders/tables.ts';
import type { OrderLine } from '../orders/order.ts';
import { type Share, shareOut, type Want } from '../purchasing/share-out.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';

/** A line that loses pieces. */
export interface ShortWant extends Share {
  readonly line: OrderLine;
}

/** Shares a loss out by the shop's shortage policy, as when less had arrived (R26, R28): whose lines lack what. */
export function whoComesShort(work: Work, wants: readonly Want[], lost: number): ShortWant[] {
  if (lost === 0) return [];
  const there = wants.reduce((sum, { pieces }) => sum + pieces, 0);
  const shares = shareOut(theShop(work).policies.shortage, there - lost, wants).filter(
    ({ want, got }) => got < want.pieces,
  );
  work.need(...shares.map(({ want }) => [orderLines, { id: want.lineId }] as const));
  return shares.map((share) => ({ ...share, line: work.get(orderLines, share.want.lineId) }));
}
