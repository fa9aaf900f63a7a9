import { claims } from '../aftersales/tables.ts';
import { offers } from '../campaigns/tables.ts';
import type { CommissionEntry } from '../commissions/commission-of.ts';
import { commissionEntries, commissionMovements, commissionRules } from '../commissions/tables.ts';
import { events } from '../events/tables.ts';
import { leaders } from '../leaders/tables.ts';
import type { Order, OrderLine } from '../orders/order.ts';
import { orderLines, orders, payments, refunds } from '../orders/tables.ts';
import { weighings } from '../packing/tables.ts';
import { benefitUses, orderDiscounts, promotions } from '../promotions/tables.ts';
import { refuse } from '../shared/error.ts';
import { shops } from '../shop/tables.ts';
import { shopId, type Shop } from '../shop/the-shop.ts';
import type { Reader } from '../storage/reader.ts';
import type { Row } from '../work.ts';
import { type BookedEntry, bookedEntries } from './booked-entries.ts';
import { type Say, sayIn } from './explained.ts';
import { readTogether, rowsOf } from './read-tables.ts';

/** Everything that is stored of an order: what its amounts follow from. */
export interface OrderFacts {
  readonly shop: Shop;
  readonly say: Say;
  readonly order: Order;
  readonly lines: readonly OrderLine[];
  readonly offers: ReadonlyMap<string, Row<typeof offers>>;
  readonly payments: readonly Row<typeof payments>[];
  /** In the order of time. */
  readonly refunds: readonly Row<typeof refunds>[];
  readonly discounts: readonly Row<typeof orderDiscounts>[];
  readonly benefits: readonly Row<typeof benefitUses>[];
  readonly promotions: ReadonlyMap<string, Row<typeof promotions>>;
  /** Of the order and its lines: prices that fell, gifts that were charged. */
  readonly events: readonly Row<typeof events>[];
  readonly weighings: readonly Row<typeof weighings>[];
  readonly claims: readonly Row<typeof claims>[];
  readonly commissions: readonly CommissionEntry[];
  readonly movements: readonly Row<typeof commissionMovements>[];
  readonly leaders: ReadonlyMap<string, Row<typeof leaders>>;
  /** Every rule that was in force when the order was placed and names nothing else. */
  readonly rules: readonly Row<typeof commissionRules>[];
  readonly entries: readonly BookedEntry[];
}

/** SQL for the id of the order that something belongs to; its parameter is ?1. */
const orderOf = {
  order: `(SELECT o."id" FROM "orders" o WHERE o."id" = ?1)`,
  externalOrder: `(SELECT o."id" FROM "orders" o WHERE o."externalId" = ?1)`,
  refund: `(SELECT r."orderId" FROM "refunds" r WHERE r."id" = ?1)`,
  claim: `(SELECT c."orderId" FROM "claims" c WHERE c."id" = ?1)`,
  commission: `(SELECT e."orderId" FROM "commission_entries" e WHERE e."id" = ?1)`,
} as const;

/** Reads it in one round trip. Refuses: not_found. */
export async function readOrderFacts(
  reader: Reader,
  by: keyof typeof orderOf,
  key: string,
): Promise<OrderFacts> {
  const found = await readTogether(reader, wishesFor(orderOf[by], key));
  const [shop] = found.shops;
  const [order] = found.orders;
  if (shop === undefined) return refuse('shop_not_set_up');
  if (order === undefined) return refuse('not_found', { what: by, key });
  return {
    shop,
    order,
    say: sayIn(shop.currency),
    lines: found.lines,
    offers: byId(found.offers),
    payments: found.payments,
    refunds: found.refunds,
    discounts: found.discounts,
    benefits: found.benefits,
    promotions: byId(found.promotions),
    events: found.events,
    weighings: found.weighings,
    claims: found.claims,
    commissions: found.commissions,
    movements: found.movements,
    leaders: byId(found.leaders),
    rules: found.rules,
    entries: found.entries,
  };
}

function byId<Found extends { readonly id: string }>(rows: readonly Found[]): ReadonlyMap<string, Found> {
  return new Map(rows.map((row) => [row.id, row]));
}

function wishesFor(orderId: string, key: string) {
  const params = [key];
  const ofOrder = `t."orderId" = ${orderId}`;
  const those = (column: string, table: string) =>
    `t."id" IN (SELECT s."${column}" FROM "${table}" s WHERE s."orderId" = ${orderId})`;
  return {
    shops: rowsOf(shops, 't."id" = ?', [shopId]),
    orders: rowsOf(orders, `t."id" = ${orderId}`, params),
    lines: rowsOf(orderLines, `${ofOrder} ORDER BY t."position"`, params),
    offers: rowsOf(offers, those('offerId', 'order_lines'), params),
    payments: rowsOf(payments, `${ofOrder} ORDER BY t.rowid`, params),
    refunds: rowsOf(refunds, `${ofOrder} ORDER BY t.rowid`, params),
    discounts: rowsOf(orderDiscounts, `${ofOrder} ORDER BY t."position"`, params),
    benefits: rowsOf(benefitUses, `${ofOrder} ORDER BY t.rowid`, params),
    promotions: rowsOf(promotions, those('promotionId', 'benefit_uses'), params),
    events: rowsOf(
      events,
      `t."subject" IN (SELECT ${orderId} UNION ALL SELECT s."id" FROM "order_lines" s WHERE s."orderId" = ${orderId})
       AND t."type" IN ('gift.charged', 'line.repriced', 'order.reduced') ORDER BY t."sequence"`,
      params,
    ),
    weighings: rowsOf(weighings, `${ofOrder} ORDER BY t.rowid`, params),
    claims: rowsOf(claims, `${ofOrder} ORDER BY t.rowid`, params),
    commissions: rowsOf(commissionEntries, `${ofOrder} ORDER BY t.rowid`, params),
    movements: rowsOf(
      commissionMovements,
      `t."commissionEntryId" IN (SELECT s."id" FROM "commission_entries" s WHERE s."orderId" = ${orderId}) ORDER BY t.rowid`,
      params,
    ),
    leaders: rowsOf(
      leaders,
      `${those('beneficiaryId', 'commission_entries')} OR t."id" = (SELECT o."leaderId" FROM "orders" o WHERE o."id" = ${orderId})`,
      params,
    ),
    rules: rowsOf(commissionRules, rulesInForce(orderId), params),
    entries: bookedEntries(ofOrder, params),
  };
}

/** Retired rules too: they decided then. */
function rulesInForce(orderId: string): string {
  const names = (column: string, table: string, name: string) =>
    `(t."${column}" IS NULL OR t."${column}" IN (SELECT s."${name}" FROM "${table}" s WHERE s."orderId" = ${orderId}))`;
  const placedAt = `(SELECT o."placedAt" FROM "orders" o WHERE o."id" = ${orderId})`;
  return `t."createdAt" <= ${placedAt} AND t."validFrom" <= ${placedAt} AND (t."validTo" IS NULL OR t."validTo" > ${placedAt})
    AND ${names('offerId', 'order_lines', 'offerId')} AND ${names('leaderId', 'commission_entries', 'beneficiaryId')}
    AND ${names('campaignId', 'order_lines', 'campaignId')} ORDER BY t.rowid DESC LIMIT 200`;
}
