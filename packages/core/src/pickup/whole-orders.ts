import { campaigns } from '../campaigns/tables.ts';
import type { CommissionEntry } from '../commissions/commission-of.ts';
import { pickupPoints, pickupSubstitutes } from '../pickup-points/tables.ts';
import { campaignGoods } from '../purchasing/tables.ts';
import type { Context } from '../shared/context.ts';
import type { Instant } from '../shared/time.ts';
import { shops } from '../shop/tables.ts';
import { shopId } from '../shop/the-shop.ts';
import type { RowRequest, Work } from '../work.ts';
import { uncollectedAt } from './close-order.ts';
import type { HandoverInput } from './schemas.ts';
import { handsOver } from './station.ts';

/*
 * What a phone brings back in the evening are hundreds of orders that went over the counter whole. Their facts come
 * with one query a table and only the columns that decide, since reading, decoding and writing whole rows costs more
 * than deciding. Whatever is odd about an order leaves it to the road on which any handover goes.
 */

/** An order that may go as a whole: ready, nothing due, nobody's claim. */
export interface WholeOrder {
  readonly id: string;
  readonly version: number;
  readonly campaignId: string;
  readonly leaderId: string;
  readonly pickupPointId: string;
  readonly readyAt: Instant;
  /** As they were chosen, with those of which nothing is open. */
  readonly lines: readonly WholeLine[];
}

/** A line as a completion sees it; amounts in minor units, pieces in sale units. */
export interface WholeLine {
  readonly id: string;
  readonly version: number;
  readonly orderId: string;
  readonly position: number;
  readonly variantId: string;
  readonly pieces: number;
  readonly open: number;
  readonly handedOver: number;
  readonly lastHandedOverAt: Instant | null;
  readonly left: number;
  readonly discount: number;
  readonly gift: boolean;
  /** Shared out, nothing to settle before, and nobody waits for it to come again. */
  readonly plain: boolean;
  readonly accruals: readonly Accrual[];
}

/** Commission that waits for the line to be completed. */
export type Accrual = Pick<CommissionEntry, 'id' | 'version' | 'beneficiaryId' | 'kind' | 'due'>;

const open = `l."pieces" - l."cancelled" - l."short" - l."lost" - l."withdrawn" - l."handedOver" - l."uncollected"`;

const ordersSql = `SELECT json_array(o."id", o."version", o."campaignId", o."leaderId", o."pickupPointId", o."readyAt") AS "pack"
  FROM json_each(?) AS j CROSS JOIN "orders" AS o ON o."id" = j.value
  WHERE o."status" = 'ready' AND o."readyAt" IS NOT NULL
    AND NOT (o."payment" = 'atPickup' AND o."paidAt" IS NULL AND o."amountDue" > 0)
    AND NOT EXISTS (SELECT 1 FROM "claims" AS c WHERE c."orderId" = o."id")`;

const linesSql = `SELECT json_array(l."id", l."version", l."orderId", l."position", l."variantId", l."pieces", ${open},
    l."handedOver", l."lastHandedOverAt", l."net" - l."refunded", l."discount", l."gift",
    l."allocated" IS NOT NULL AND l."completedAt" IS NULL AND l."short" = 0 AND (l."unitPrice" <> 0 OR l."gift" = 1)
      AND l."leaderId" = o."leaderId" AND l."communityId" IS o."communityId" AND l."campaignId" = o."campaignId") AS "pack"
  FROM json_each(?) AS j CROSS JOIN "orders" AS o ON o."id" = j.value CROSS JOIN "order_lines" AS l ON l."orderId" = o."id"`;

const accrualsSql = `SELECT json_array(e."orderLineId", e."id", e."version", e."beneficiaryId", e."kind", e."due") AS "pack"
  FROM json_each(?) AS j CROSS JOIN "commission_entries" AS e ON e."orderId" = j.value WHERE e."status" = 'accrued'`;

const knownSql = `SELECT h."id" AS "id" FROM json_each(?) AS j CROSS JOIN "handovers" AS h ON h."id" = j.value`;

/**
 * Of these handovers those that give away whole orders in the plainest way, with the facts of the order. An order or
 * an id that the call names twice is never among them, so that nothing else in the call looks at their rows.
 */
export function findWholeOrders(
  work: Work,
  inputs: readonly HandoverInput[],
  context: Context,
): ReadonlyMap<HandoverInput, WholeOrder> {
  const candidates = candidatesOf(inputs);
  const orderIds = [JSON.stringify(candidates.map(({ orderId }) => orderId))];
  const handoverIds = [JSON.stringify(candidates.map(({ handoverId }) => handoverId))];
  for (const sql of [ordersSql, linesSql, accrualsSql]) work.expectRows(sql, orderIds);
  work.expectRows(knownSql, handoverIds);
  work.need([shops, { id: shopId }]);
  const known = new Set(work.rows<{ id: string }>(knownSql, handoverIds).map(({ id }) => id));
  const orders = ordersOf(work, orderIds);
  const whole = candidates.flatMap((input) => {
    const order = orders.get(input.orderId);
    return order && !known.has(input.handoverId) && givesAll(input, order) ? [[input, order] as const] : [];
  });
  needForAll(
    work,
    whole.map(([, order]) => order),
    context,
  );
  return new Map(
    whole.filter(
      ([, order]) => context.now < uncollectedAt(work, order) && handsOver(work, order, context, 'synced'),
    ),
  );
}

/** Named by our own id, once, for the customer; the other ways to name an order might mean the same one. */
function candidatesOf(inputs: readonly HandoverInput[]): readonly HandoverInput[] {
  if (inputs.some(({ orderId }) => orderId.startsWith('external:'))) return [];
  const named = new Map<string, number>();
  const count = (name: string) => named.set(name, (named.get(name) ?? 0) + 1);
  for (const { orderId, handoverId } of inputs) {
    count(`order ${orderId}`);
    count(`handover ${handoverId}`);
  }
  return inputs.filter(
    ({ orderId, handoverId, takenBy }) =>
      takenBy === undefined &&
      named.get(`order ${orderId}`) === 1 &&
      named.get(`handover ${handoverId}`) === 1,
  );
}

function givesAll({ lines: wanted }: HandoverInput, { lines }: WholeOrder): boolean {
  const due = lines.filter((line) => line.open > 0);
  if (due.length === 0 || !due.every(({ plain }) => plain)) return false;
  if (wanted === undefined) return true;
  // No line is named twice, so as many as are due are all of them.
  return (
    wanted.length === due.length &&
    wanted.every(({ lineId, pieces }) => due.some((line) => line.id === lineId && line.open === pieces))
  );
}

/** Asks at once for what the orders share with others: the goods of their campaigns, and who stands at their points. */
function needForAll(work: Work, orders: readonly WholeOrder[], { actor }: Context): void {
  const wanted = new Map<string, RowRequest>();
  for (const { campaignId, leaderId, pickupPointId, lines } of orders) {
    wanted.set(campaignId, [campaigns, { id: campaignId }]);
    for (const { variantId } of lines)
      wanted.set(`${campaignId} ${variantId}`, [campaignGoods, { campaignId, variantId }]);
    if (actor.kind !== 'leader' || actor.leaderId === leaderId) continue;
    wanted.set(pickupPointId, [pickupPoints, { id: pickupPointId }]);
    wanted.set(`substitutes ${pickupPointId}`, [pickupSubstitutes, { pickupPointId }]);
  }
  work.need(...wanted.values());
}

/** A decision is taken again when more rows are there; what was read before is not taken apart again. */
const takenApart = new WeakMap<readonly object[], ReadonlyMap<string, WholeOrder>>();

function ordersOf(work: Work, orderIds: readonly string[]): ReadonlyMap<string, WholeOrder> {
  const rows = work.rows(ordersSql, orderIds);
  const known = takenApart.get(rows);
  if (known) return known;
  const accruals = new Map<string, Accrual[]>();
  for (const [lineId, id, version, beneficiaryId, kind, due] of packs<AccrualPack>(
    work,
    accrualsSql,
    orderIds,
  ))
    push(accruals, lineId, { id, version, beneficiaryId, kind, due });
  const lines = new Map<string, WholeLine[]>();
  for (const pack of packs<LinePack>(work, linesSql, orderIds)) {
    const line = lineOf(pack, accruals);
    push(lines, line.orderId, line);
  }
  const orders = new Map<string, WholeOrder>();
  for (const pack of packs<OrderPack>(work, ordersSql, orderIds)) {
    const [id, version, campaignId, leaderId, pickupPointId, readyAt] = pack;
    const own = (lines.get(id) ?? []).toSorted((first, second) => first.position - second.position);
    orders.set(id, { id, version, campaignId, leaderId, pickupPointId, readyAt, lines: own });
  }
  takenApart.set(rows, orders);
  return orders;
}

type AccrualPack = [string, string, number, string, Accrual['kind'], number];
type OrderPack = [string, number, string, string, string, number];
type LinePack = [
  ...[string, number, string, number, string, number, number],
  ...[number, number | null, number, number, number, number],
];

function lineOf(pack: LinePack, accruals: ReadonlyMap<string, readonly Accrual[]>): WholeLine {
  const [id, version, orderId, position, variantId, pieces, left, ...rest] = pack;
  const [handedOver, lastHandedOverAt, kept, discount, gift, plain] = rest;
  return {
    id,
    version,
    orderId,
    position,
    variantId,
    pieces,
    open: left,
    handedOver,
    lastHandedOverAt,
    left: kept,
    discount,
    gift: gift === 1,
    plain: plain === 1,
    accruals: accruals.get(id) ?? none,
  };
}

const none: readonly Accrual[] = [];

function packs<Pack>(work: Work, sql: string, params: readonly string[]): Pack[] {
  return work.rows<{ pack: string }>(sql, params).map(({ pack }) => JSON.parse(pack) as Pack);
}

function push<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
