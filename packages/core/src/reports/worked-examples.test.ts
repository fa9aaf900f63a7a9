import { afterEach, beforeEach, expect, test } from 'vitest';
import { orderLines, orders } from '../orders/tables.ts';
import { orderDiscounts } from '../promotions/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { balances, buyApples, earn, posted } from '../testing/ready-orders.ts';

/*
 * The worked examples of the rules (section 5) and of the article, played by verbs from the order to the payout, and
 * read off the profit report.
 */

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

interface Arrival {
  readonly accepted: number;
  readonly rejected?: number;
  readonly unitCost?: number;
}

/** From the freeze to the pickup point: one receipt of one variant, shared out and brought to every point. */
async function bring(campaignId: string, variantId: string, arrival: Arrival): Promise<void> {
  const { tuan } = shop;
  const { accepted, rejected = 0, unitCost } = arrival;
  const { data } = await tuan.purchaseOrders.generate({ campaignId });
  const purchaseOrderId =
    data.find(({ lines }) => lines.some((line) => line.variantId === variantId))?.id ?? '';
  await tuan.purchaseOrders.send({ purchaseOrderId });
  const line = { variantId, accepted, rejected, ...(rejected > 0 ? { reason: '压坏' } : {}) };
  const lines = [{ ...line, ...(unitCost === undefined ? {} : { unitCost: yuan(unitCost) }) }];
  await tuan.purchaseOrders.receive({ purchaseOrderId, lines });
  await tuan.purchaseOrders.close({ purchaseOrderId });
  const [run] = (await tuan.deliveryRuns.plan({ campaignId })).data;
  const runId = run?.id ?? '';
  await tuan.deliveryRuns.start({ runId });
  for (const { id: stopId } of run?.stops ?? [])
    await tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '小陈' });
}

/** Takes 5.00 off an unpaid order, as the first-order discount does at placement. */
async function discountFirstOrder(orderId: string): Promise<void> {
  await shop.plant((work) => {
    const order = work.get(orders, orderId);
    const [line] = work.list(orderLines, { orderId });
    if (!line) throw new Error('the order has a line');
    const net = line.net - 500;
    work.set(orderLines, line, { discount: 500, net, refundBase: net });
    const discount = { orderLineId: line.id, orderId, promotionId: 'pro_first', position: 0, amount: 500 };
    work.insert(orderDiscounts, discount);
    return work.set(orders, order, { total: net, amountDue: net });
  });
}

test('section 5, Apple: one 斤 at cost 8.00, price 10.00 and 10 % makes 1.00, and earning, settling and paying change no profit [S]', async () => {
  const { id: orderId } = await buyApples(shop, 1, 'till-1');
  expect(await posted(shop, 'order.paid')).toEqual([
    [1100, 1000],
    [1600, 100],
    [2100, -1000],
    [2300, -100],
  ]);
  shop.at('2026-11-23T22:10:00+08:00');
  await shop.tuan.tick();
  // A crate holds 20: the other 19 are stock at 8.00 and no matter of this order.
  await bring(planted.campaign, planted.apple, { accepted: 20 });
  shop.at('2026-11-24T17:00:00+08:00');
  await shop.tuan.pickups.handOver({ orderId, handoverId: 'phone-1-1' });
  expect(await posted(shop, 'line.completed')).toEqual([
    [1300, -800],
    [1600, -100],
    [2100, 1000],
    [4000, -1000],
    [5000, 800],
    [6000, 100],
  ]);
  const made = {
    profit: yuan(100),
    sales: yuan(1000),
    cost: yuan(800),
    commission: yuan(100),
    marginBasisPoints: 1000,
  };
  expect((await shop.tuan.reports.profit({ campaignId: planted.campaign })).total).toMatchObject(made);
  await earn(shop);
  shop.now += 24 * 3_600_000;
  await shop.tuan.statements.create({ to: '2026-11-27' });
  const payout = await shop.tuan.payouts.claim({ leaderId: planted.leader });
  await shop.tuan.payouts.confirm({ payoutId: payout.id, reference: 'transfer-1' });
  expect(payout.amount).toEqual(yuan(100));
  expect((await shop.tuan.reports.profit({})).total).toMatchObject(made);
  expect(await balances(shop)).toEqual({
    '1100': 900,
    '1300': 19 * 800,
    '2400': -20 * 800,
    '4000': -1000,
    '5000': 800,
    '6000': 100,
  });
});

test('section 5, Two crates: sold by verbs, one crate rejected and shared out by order time, 2 斤 claimed: 13.50, 7.71 % of 175.00', async () => {
  const { tuan } = shop;
  const place = async (pieces: number, reference: string, minute: number) => {
    shop.at(`2026-11-23T10:0${String(minute)}:00+08:00`);
    return buyApples(shop, pieces, reference, { customer: { nickname: reference } });
  };
  const anna = await buyApples(shop, 3, '', { payment: undefined });
  await discountFirstOrder(anna.id);
  await tuan.orders.pay({ orderId: anna.id, amount: yuan(2500), reference: 'A' });
  const bo = await place(20, 'B', 1);
  const cai = await place(15, 'C', 2);
  const dan = await place(2, 'D', 3);
  shop.at('2026-11-23T22:10:00+08:00');
  await tuan.tick();
  await bring(planted.campaign, planted.apple, { accepted: 20, rejected: 20 });
  expect(await posted(shop, 'purchaseOrder.received')).toEqual([
    [1300, 16_000],
    [2400, -16_000],
  ]);
  expect(await posted(shop, 'refund.requested')).toEqual([
    [1600, -2000],
    [2100, 20_000],
    [2200, -20_000],
    [2300, 2000],
  ]);
  for (const { id } of [cai, dan])
    expect(await tuan.orders.get({ orderId: id })).toMatchObject({
      status: 'cancelled',
      cancelReason: 'short',
    });
  shop.at('2026-11-24T17:00:00+08:00');
  await tuan.pickups.handOver({ orderId: anna.id, handoverId: 'phone-1-A' });
  await tuan.pickups.handOver({ orderId: bo.id, handoverId: 'phone-1-B' });
  await earn(shop);
  const claim = await tuan.claims.open({
    orderLineId: bo.lines[0]?.id ?? '',
    reason: '不新鲜',
    amount: yuan(2000),
  });
  await tuan.claims.approve({ claimId: claim.id, faultShares: { supplier: 10_000 } });
  for (const { id } of (await tuan.refunds.list({})).data)
    await tuan.refunds.confirm({ refundId: id, reference: `bank ${id}` });
  const { total } = await tuan.reports.profit({ campaignId: planted.campaign });
  expect(total).toMatchObject({ profit: yuan(1350), netSales: yuan(17_500), marginBasisPoints: 771 });
  // Money 175.00 = supplier 144.00 + leader 17.50 + profit 13.50.
  const left = await balances(shop);
  expect(left).toMatchObject({ '1100': 17_500, '2310': -1750, '2400': -14_400 });
  for (const cleared of ['1300', '1600', '2100', '2200', '2300']) expect(left).not.toHaveProperty(cleared);
});

test('potatoes 0.50 cheaper per 斤 at the source, 1,000 斤 a month: 500.00 more profit a month [S]', async () => {
  const supplierId = 'external:果然鲜果业';
  const sold = { externalId: 'V001', unit: '斤', packSize: 50, leadDays: 1, supplierId };
  const potatoes = [{ ...sold, price: yuan(198), cost: yuan(120) }];
  const products = [{ externalId: 'V001', name: '土豆', category: '蔬菜', variants: potatoes }];
  await shop.tuan.products.upsert({ products });
  /** Four rounds of 250 斤 in a month, bought at the market for so much a 斤. */
  const sellFor = async (month: string, unitCost: number) => {
    for (const day of ['05', '12', '19', '26']) await sellPotatoes(`${month}-${day}`, unitCost);
  };
  await sellFor('2027-01', 120);
  await sellFor('2027-02', 70);
  const { total: january } = await shop.tuan.reports.profit({ from: '2027-01-01', to: '2027-02-01' });
  const { total: february } = await shop.tuan.reports.profit({ from: '2027-02-01', to: '2027-03-01' });
  expect([january.cost, february.cost]).toEqual([yuan(120_000), yuan(70_000)]);
  expect(january.sales).toEqual(february.sales);
  expect(february.profit.amount - january.profit.amount).toBe(50_000);
});

/** One round: ordered at 9 in the morning, fetched the next afternoon. */
async function sellPotatoes(date: string, unitCost: number): Promise<void> {
  const { tuan } = shop;
  shop.at(`${date}T09:00:00+08:00`);
  const tomorrow = `${date.slice(0, 8)}${String(Number(date.slice(8)) + 1).padStart(2, '0')}`;
  const { id: campaignId, offers } = await tuan.campaigns.draft({
    title: `土豆 ${date}`,
    closesAt: `${date}T22:00:00+08:00`,
    pickupDate: tomorrow,
    pickupWindows: [{ opens: '16:00', closes: '20:00' }],
    leaderIds: [planted.leader],
    pickupPointIds: [planted.point],
    offers: [{ variantId: 'external:V001' }],
  });
  await tuan.campaigns.publish({ campaignId });
  const { id: orderId } = await tuan.orders.place({
    campaignId,
    customer: planted.customer,
    leaderId: planted.leader,
    lines: [{ variantId: 'external:V001', pieces: 250 }],
    payment: { amount: yuan(49_500), reference: `till ${date}` },
  });
  shop.at(`${date}T22:10:00+08:00`);
  await tuan.campaigns.freeze({ campaignId });
  shop.at(`${tomorrow}T06:00:00+08:00`);
  await bring(campaignId, offers[0]?.variantId ?? '', { accepted: 250, unitCost });
  await tuan.pickups.handOver({ orderId, handoverId: `phone-${date}` });
}
