import { claims } from '../aftersales/tables.ts';
import { offers } from '../campaigns/tables.ts';
import type { CommissionEntry } from '../commissions/commission-of.ts';
import { commissionEntries, commissionMovements, commissionRules } from '../commissions/tables.ts';
import { events } from '../events/tables.ts';
import { leaders } from '../leaders/tables.ts';
import { accounts } from '../ledger/accounts.ts';
import type { Order, OrderLine } from '../orders/order.ts';
import { orderLines, orders, payments, refunds } from '../orders/tables.ts';
import { weighings } from '../packing/tables.ts';
import { benefitUses, orderDiscounts, promotions } from '../promotions/tables.ts';
import { refuse } from '../shared/error.ts';
import { shops } from '../shop/tables.ts';
import { shopId, type Shop } from '../shop/the-shop.ts';
import { type Reader, tableRows } from '../storage/reader.ts';
import type { Row } from '../work.ts';
import { type BookedEntry, bookedEntries } from './booked-entries.ts';
import { type Say, sayIn } from './explained.ts';
import { readTogether } from './read-tables.ts';

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

/** SQL for the ids of the orders that something belongs to; its parameter is ?1. */
const ordersOf = {
  order: `(SELECT o."id" FROM "orders" o WHERE o."id" = ?1)`,
  externalOrder: `(SELECT o."id" FROM "orders" o WHERE o."externalId" = ?1)`,
  refund: `(SELECT r."orderId" FROM "refunds" r WHERE r."id" = ?1)`,
  claim: `(SELECT c."orderId" FROM "claims" c WHERE c."id" = ?1)`,
  commission: `(SELECT e."orderId" FROM "commission_entries" e WHERE e."id" = ?1)`,
} as const;

/** One order with everything about it, in one round trip. Refuses: not_found. */
export async function readOrderFacts(
  reader: Reader,
  by: keyof typeof ordersOf,
  key: string,
): Promise<OrderFacts> {
  const found = await readTogether(reader, wishesFor(ordersOf[by], key, 'TRUE'));
  return factsOf(found)[0] ?? refuse('not_found', { what: by, key });
}

/** Many orders in one round trip, by their ids; of the books only what each was paid with. */
export async function readManyOrderFacts(
  reader: Reader,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, OrderFacts>> {
  const ids = `(SELECT value FROM json_each(?1))`;
  const paid = `x."type" IN ('order.paid', 'fault.charged', 'fault.reversed', 'refund.requested') AND t."account" IN (${[accounts.deposits, accounts.recoveries, accounts.returns].join(', ')})`;
  const found = await readTogether(reader, wishesFor(ids, JSON.stringify(orderIds), paid));
  return new Map(factsOf(found).map((facts) => [facts.order.id, facts]));
}

type Found = Awaited<ReturnType<typeof readTogether<ReturnType<typeof wishesFor>>>>;

function factsOf(found: Found): OrderFacts[] {
  const [shop] = found.shops;
  if (shop === undefined) return refuse('shop_not_set_up');
  const shared = {
    shop,
    say: sayIn(shop.currency),
    offers: byId(found.offers),
    promotions: byId(found.promotions),
    leaders: byId(found.leaders),
  };
  return found.orders.map((order) => {
    const of = <One extends { readonly orderId: string | null }>(rows: readonly One[]): readonly One[] =>
      found.orders.length === 1 ? rows : rows.filter(({ orderId }) => orderId === order.id);
    const lines = of(found.lines);
    const commissions = of(found.commissions);
    const subjects = new Set([order.id, ...lines.map(({ id }) => id)]);
    const entryIds = new Set(commissions.map(({ id }) => id));
    return {
      ...shared,
      order,
      lines,
      commissions,
      payments: of(found.payments),
      refunds: of(found.refunds),
      discounts: of(found.discounts),
      benefits: of(found.benefits),
      weighings: of(found.weighings),
      claims: of(found.claims),
      entries: of(found.entries),
      events: found.events.filter(({ subject }) => subjects.has(subject)),
      movements: found.movements.filter(({ commissionEntryId }) => entryIds.has(commissionEntryId ?? '')),
      rules: found.rules.filter((rule) => wasInForce(rule, order.placedAt)),
    };
  });
}

/** Retired rules too: they decided then. */
function wasInForce(rule: Row<typeof commissionRules>, placedAt: number): boolean {
  const { createdAt, validFrom, validTo } = rule;
  return createdAt <= placedAt && validFrom <= placedAt && (validTo === null || placedAt < validTo);
}

function byId<One extends { readonly id: string }>(rows: readonly One[]): ReadonlyMap<string, One> {
  return new Map(rows.map((row) => [row.id, row]));
}

function wishesFor(ids: string, key: string, booked: string) {
  const params = [key];
  const ofOrder = `t."orderId" IN ${ids}`;
  const those = (column: string, table: string) =>
    `t."id" IN (SELECT s."${column}" FROM "${table}" s WHERE s."orderId" IN ${ids})`;
  return {
    shops: tableRows(shops, 't."id" = ?', [shopId]),
    orders: tableRows(orders, `t."id" IN ${ids}`, params),
    lines: tableRows(orderLines, `${ofOrder} ORDER BY t."position"`, params),
    offers: tableRows(offers, those('offerId', 'order_lines'), params),
    payments: tableRows(payments, `${ofOrder} ORDER BY t.rowid`, params),
    refunds: tableRows(refunds, `${ofOrder} ORDER BY t.rowid`, params),
    discounts: tableRows(orderDiscounts, `${ofOrder} ORDER BY t."position"`, params),
    benefits: tableRows(benefitUses, `${ofOrder} ORDER BY t.rowid`, params),
    promotions: tableRows(promotions, those('promotionId', 'benefit_uses'), params),
    events: tableRows(
      events,
      `t."subject" IN (SELECT o."id" FROM "orders" o WHERE o."id" IN ${ids}
         UNION ALL SELECT s."id" FROM "order_lines" s WHERE s."orderId" IN ${ids})
       AND t."type" IN ('gift.charged', 'line.repriced', 'line.reduced', 'order.reduced') ORDER BY t."sequence"`,
      params,
    ),
    weighings: tableRows(weighings, `${ofOrder} ORDER BY t.rowid`, params),
    claims: tableRows(claims, `${ofOrder} ORDER BY t.rowid`, params),
    commissions: tableRows(commissionEntries, `${ofOrder} ORDER BY t.rowid`, params),
    movements: tableRows(
      commissionMovements,
      `t."commissionEntryId" IN (SELECT s."id" FROM "commission_entries" s WHERE s."orderId" IN ${ids}) ORDER BY t.rowid`,
      params,
    ),
    leaders: tableRows(
      leaders,
      `${those('beneficiaryId', 'commission_entries')} OR t."id" IN (SELECT o."leaderId" FROM "orders" o WHERE o."id" IN ${ids})`,
      params,
    ),
    rules: tableRows(commissionRules, rulesFor(ids), params),
    entries: bookedEntries(`${ofOrder} AND ${booked}`, params),
  };
}

/** Rules that name nothing else than these orders are about, the latest first; those of other times are left out later. */
function rulesFor(ids: string): string {
  const names = (column: string, table: string, name: string) =>
    `(t."${column}" IS NULL OR t."${column}" IN (SELECT s."${name}" FROM "${table}" s WHERE s."orderId" IN ${ids}))`;
  return `t."validFrom" <= (SELECT max(o."placedAt") FROM "orders" o WHERE o."id" IN ${ids})
    AND (t."validTo" IS NULL OR t."validTo" > (SELECT min(o."placedAt") FROM "orders" o WHERE o."id" IN ${ids}))
    AND ${names('offerId', 'order_lines', 'offerId')} AND ${names('leaderId', 'commission_entries', 'beneficiaryId')}
    AND ${names('campaignId', 'order_lines', 'campaignId')} ORDER BY t.rowid DESC LIMIT 500`;
}
