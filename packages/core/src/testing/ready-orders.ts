import { campaigns, offers } from '../campaigns/tables.ts';
import { goodsAccepted } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { linesOf, type OrderLine } from '../orders/order.ts';
import { refundLine } from '../orders/refund-line.ts';
import { orderLines, orders } from '../orders/tables.ts';
import { cancelWhenNothingIsLeft } from '../purchasing/cancel-empty-order.ts';
import { addGoods } from '../purchasing/campaign-goods.ts';
import type { Context } from '../shared/context.ts';
import type { RowRequest, Work } from '../work.ts';
import { planted } from './neighbourhood.ts';
import type { TestShop } from './test-shop.ts';

export interface Arrival {
  /** Minor units a piece, by variant; default 8.00. */
  readonly unitCost?: Readonly<Record<string, number>>;
  /** Pieces that came short, by line: refunded, never handed over. */
  readonly short?: Readonly<Record<string, number>>;
  /** Lines of which nothing is shared out yet. */
  readonly waiting?: readonly string[];
}

/**
 * Plants what purchasing and delivery leave behind: goods accepted and shared out, orders ready, the campaign
 * collecting. It is Tuesday 16:00 then, when the pickup window opens.
 */
export async function arrive(
  shop: TestShop,
  orderIds: readonly string[],
  arrival: Arrival = {},
): Promise<void> {
  shop.at('2026-11-24T16:00:00+08:00');
  await shop.plant((work, context) => {
    collect(work);
    work.need(
      ...orderIds.flatMap((id): RowRequest[] => [
        [orders, { id }],
        [orderLines, { orderId: id }],
      ]),
    );
    for (const orderId of orderIds) {
      for (const line of linesOf(work, orderId)) shareOut(work, line, arrival, context);
      if (cancelWhenNothingIsLeft(work, orderId, context)) continue;
      const { campaignId, pickupPointId } = work.set(orders, work.get(orders, orderId), {
        status: 'ready',
        readyAt: context.now,
      });
      work.emit({ type: 'order.ready', subject: orderId, data: { campaignId, pickupPointId } });
    }
    return null;
  });
}

function collect(work: Work): void {
  const campaign = work.get(campaigns, planted.campaign);
  for (const offer of work.list(offers, { campaignId: campaign.id }))
    work.set(offers, offer, { status: 'frozen' });
  work.set(campaigns, campaign, { status: 'collecting' });
  work.emit({ type: 'campaign.collecting', subject: campaign.id, data: { campaignId: campaign.id } });
}

function shareOut(
  work: Work,
  line: OrderLine,
  { unitCost, short = {}, waiting = [] }: Arrival,
  context: Context,
): void {
  if (waiting.includes(line.id)) return;
  const missing = short[line.id] ?? 0;
  const allocated = line.pieces - line.cancelled - missing;
  const cost = allocated * (unitCost?.[line.variantId] ?? 800);
  const { campaignId, variantId, supplierId } = line;
  addGoods(work, campaignId, variantId, allocated, cost);
  const accepted = goodsAccepted(cost, { campaignId, variantId, supplierId });
  postTransaction(work, context, { type: 'goods.accepted', subject: line.id }, accepted);
  if (missing > 0) {
    const occasion = { reason: 'short', fault: 'supplier', source: `short ${line.id}` };
    refundLine(work, line.id, { kind: 'byPiece', pieces: missing }, occasion, context);
  }
  work.set(orderLines, work.get(orderLines, line.id), { allocated, short: missing });
}

/** What each account holds, in minor units, by its number; accounts of 0 are left out. */
export async function balances(shop: TestShop): Promise<Readonly<Record<string, number>>> {
  const rows = await shop.tuan.reader.rows<{ account: number; amount: number }>(
    'SELECT "account", sum("amount") AS "amount" FROM "ledger_entries" GROUP BY "account" HAVING sum("amount") <> 0 ORDER BY "account"',
  );
  return Object.fromEntries(rows.map(({ account, amount }) => [String(account), amount]));
}

/** Profit in minor units: −Σ of the accounts 4000 to 6999. */
export async function profit(shop: TestShop): Promise<number> {
  const sums = Object.entries(await balances(shop)).filter(([account]) => Number(account) >= 4000);
  return sums.reduce((total, [, amount]) => total - amount, 0);
}

/** What one kind of transaction has posted, account by account in the order of posting. */
export async function posted(shop: TestShop, type: string): Promise<readonly (readonly [number, number])[]> {
  const rows = await shop.tuan.reader.rows<{ account: number; amount: number }>(
    `SELECT e."account" AS "account", sum(e."amount") AS "amount" FROM "ledger_transactions" t
      JOIN "ledger_entries" e ON e."transactionId" = t."id" WHERE t."type" = ? GROUP BY e."account" ORDER BY e."account"`,
    [type],
  );
  return rows.map(({ account, amount }) => [account, amount] as const);
}

/** Places and pays an order of apples (10.00 a piece, 10 %) in one call. */
export async function buyApples(
  shop: TestShop,
  pieces: number,
  reference: string,
  extra: Readonly<Record<string, unknown>> = {},
) {
  return shop.tuan.orders.place({
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [{ offerId: planted.appleOffer, pieces }],
    payment: { amount: { amount: pieces * 1000, currency: 'CNY' }, reference },
    ...extra,
  });
}

/** Moves the clock past the claim window and earns what is due. */
export async function earn(shop: TestShop): Promise<void> {
  shop.now += 48 * 3_600_000;
  await shop.tuan.commissions.earn({});
}
