import { expect } from 'vitest';
import { planted } from '../neighbourhood.ts';
import { neighbourOrders } from '../neighbours.ts';
import { draftOfToday, openedHash, openedLink } from '../sent-purchase-order.ts';
import type { TestShop } from '../test-shop.ts';
import { booksOf, byLeader, byShop, refusalOf, type ShopFlow, yuan } from './flow.ts';

const { campaign: campaignId, apple, supplier: supplierId } = planted;

/**
 * A purchase order is changed, corrected by its supplier, received in parts and closed; what is over goes on.
 *
 * By hand: 12 apples are sold for 120.00, a crate of 20 at 8.00 is ordered and changed to 18 at 7.90; the supplier asks
 * for 8.10 and gets it. 12 and 4 come, 2 are bad, one is sent back: 15 are shared out and three are over. Two go to a
 * neighbour who pays at pickup, the last is sent back too: 14 × 8.10 = 113.40, of which 100.00 are paid. The
 * neighbour pays 20.00 in cash, of which 5.00 go back: 15.00 stay with the leader, who earns 10 % of them.
 */
export const purchasingFlow: ShopFlow = {
  title: 'a purchase order with changes, a link, corrections, parts, and goods that are over',
  async play(shop) {
    const draft = await changeTheDocument(shop);
    await answerByLink(shop, draft);
    await receiveInParts(shop, draft.purchaseOrderId);
    await giveAwayWhatIsOver(shop, draft.purchaseOrderId);
    await payTheSupplier(shop);
    expect(await booksOf(shop)).toEqual({
      hostMoney: 2000,
      leaderCash: 1500,
      goods: 11_340,
      supplierPayable: -1340,
      deposits: -13_500,
      commissionDeferred: 1350,
      commissionAccrued: -1350,
    });
  },
};

interface Draft {
  readonly purchaseOrderId: string;
  readonly purchaseLineId: string;
}

async function changeTheDocument(shop: TestShop): Promise<Draft> {
  const { changes, purchaseOrders } = shop.tuan;
  const draft = await draftOfToday(shop);
  const { purchaseOrderId, purchaseLineId } = draft;
  await purchaseOrders.send({ purchaseOrderId });
  shop.now += 60_000;
  const lines = [{ purchaseLineId, ordered: 18, unitCost: yuan(790) }];
  await purchaseOrders.change({ purchaseOrderId, lines, reason: '只要18斤' });
  const supplier = { reader: 'supplier', readerId: supplierId } as const;
  const { data, totals } = await changes.differences(supplier);
  expect(data.map(({ kind, before, after }) => [kind, before, after])).toEqual([
    ['unitCost', 800, 790],
    ['ordered', 20, 18],
  ]);
  expect(totals).toMatchObject([{ pieces: -2 }]);
  await changes.acknowledge({ ...supplier, changeLineIds: data.map(({ id }) => id) });
  expect((await changes.differences({ ...supplier, acknowledged: false })).data).toEqual([]);
  expect((await changes.list({ campaignId, kind: 'ordered' })).data).toHaveLength(1);
  shop.now += 60_000;
  expect(await purchaseOrders.resend({ purchaseOrderId })).toMatchObject({ sendings: 2 });
  return draft;
}

async function answerByLink(shop: TestShop, { purchaseOrderId, purchaseLineId }: Draft): Promise<void> {
  const { purchaseLinks, purchaseOrders } = shop.tuan;
  const by = await openedLink(shop, purchaseOrderId);
  expect(await purchaseOrders.forSupplier({}, by)).toMatchObject({ lines: [{ ordered: 18 }] });
  const fewer = { purchaseLineId, ordered: 2, reason: '只剩2斤' };
  await purchaseOrders.answer({ corrections: [fewer] }, by);
  await purchaseOrders.refuseCorrections({ purchaseOrderId, note: '不行' });
  const dearer = { purchaseLineId, unitCost: yuan(810), reason: '涨价' };
  await purchaseOrders.answer({ corrections: [dearer] }, by);
  await purchaseOrders.acceptCorrections({ purchaseOrderId });
  const { corrections } = await purchaseOrders.corrections({ purchaseOrderId });
  expect(corrections.map(({ status }) => status).toSorted()).toEqual(['accepted', 'refused']);
  const { data: links } = await purchaseLinks.list({ purchaseOrderId });
  await purchaseLinks.noteUse({ linkId: links[0]?.id ?? '' });
  await purchaseLinks.revoke({ linkId: links[0]?.id ?? '' });
  expect(await purchaseLinks.find({ tokenHash: openedHash })).toEqual({ link: null });
}

async function receiveInParts({ tuan, at }: TestShop, purchaseOrderId: string): Promise<void> {
  const { purchaseOrders } = tuan;
  at('2026-11-24T05:30:00+08:00');
  const receive = (line: object) =>
    purchaseOrders.receive({ purchaseOrderId, lines: [{ variantId: apple, ...line }] });
  await receive({ accepted: 12, rejected: 2, reason: '烂' });
  await receive({ accepted: 4 });
  expect(await refusalOf(receive({ accepted: 5 }))).toBe('receipt_over_ordered');
  await purchaseOrders.sendBack({ purchaseOrderId, variantId: apple, pieces: 1, reason: '开箱后发现烂' });
  expect((await purchaseOrders.receipts({ purchaseOrderId })).data).toHaveLength(2);
  const preview = await purchaseOrders.previewShortage({ purchaseOrderId });
  expect(preview.data).toEqual([]);
  const closed = await purchaseOrders.close({ purchaseOrderId });
  expect(closed.purchaseOrder).toMatchObject({ status: 'closed', lines: [{ surplus: 3, short: 0 }] });
  expect(await purchaseOrders.get({ purchaseOrderId })).toMatchObject({ acceptedTotal: yuan(16 * 810) });
  expect((await purchaseOrders.list({ campaignId, status: 'closed' })).data).toHaveLength(1);
  const { data } = await purchaseOrders.supplierQuality({ supplierId });
  expect(data).toMatchObject([{ ordered: 18, rejected: 2, rounds: 1, correctedRounds: 1 }]);
}

/** The leader takes cash for what was given out, and gives a part of it back by hand (R18). */
async function giveCashBack(
  { orders, refunds }: TestShop['tuan'],
  { id: orderId, lines }: Awaited<ReturnType<TestShop['tuan']['orders']['get']>>,
): Promise<void> {
  const by = byLeader(planted.leader);
  const cash = { orderId, amount: yuan(2000), reference: 'cash B', collectedBy: 'leader' } as const;
  expect(await orders.pay(cash, by)).toMatchObject({ outcome: 'accepted' });
  const lineId = lines[0]?.id ?? '';
  const goodwill = { orderId, lineId, amount: yuan(500), reason: '碰伤', fault: 'shop' } as const;
  const refundId = (await orders.refund(goodwill)).refund?.id ?? '';
  expect((await refunds.inHand({}, by)).data).toMatchObject([{ refundId, amount: yuan(500) }]);
  await refunds.confirm({ refundId, reference: 'cash back B', paidBackBy: 'leader' }, by);
  expect((await refunds.inHand({}, by)).data).toEqual([]);
}

async function giveAwayWhatIsOver({ tuan }: TestShop, purchaseOrderId: string): Promise<void> {
  const offer = { purchaseOrderId, variantId: apple, endsAt: '2026-11-24T12:00:00+08:00' };
  const first = await tuan.extras.offer({ ...offer, pieces: 2 });
  const wish = { extraId: first.id, pieces: 2, customer: { nickname: 'B' } };
  const { order } = await tuan.extras.assign(wish, byLeader(planted.leader));
  expect(order).toMatchObject({ payment: 'atPickup', amountDue: yuan(2000) });
  await giveCashBack(tuan, order);
  await tuan.extras.end({ extraId: first.id });
  expect(await refusalOf(tuan.extras.assign(wish, byLeader(planted.leader)))).toBe('extra_over');
  expect((await tuan.extras.list({ campaignId })).data).toMatchObject([{ taken: 2 }]);
  expect((await tuan.extras.cutShort({ extraId: first.id })).data).toEqual([]);
  const back = { purchaseOrderId, variantId: apple, pieces: 1, reason: '多了' };
  await tuan.purchaseOrders.sendBack(back);
  expect(await refusalOf(tuan.purchaseOrders.sendBack(back))).toBe('sent_back_too_many');
}

async function payTheSupplier({ tuan }: TestShop): Promise<void> {
  const payment = { supplierId, amount: yuan(10_000), reference: 'wire-1' };
  await tuan.supplierPayments.record(payment, byShop);
  await tuan.supplierPayments.record(payment, byShop);
  expect((await tuan.supplierPayments.list({ supplierId })).data).toHaveLength(1);
}

/**
 * Four policies over the same want, in order time: 3 and 20 apples at one point, 15 and 2 at the other, of which 20 came.
 * By point: 20 × 23 ÷ 40 = 11.5 and 8.5, so 12 and 8. One each first: 4, then 2 more for A and 14 more for B.
 */
const shares = {
  orderTime: [3, 17, 0, 0],
  proRataByPoint: [3, 9, 8, 0],
  oneEach: [3, 15, 1, 1],
  wholeOrders: [3, 0, 15, 2],
} as const;

type Policy = keyof typeof shares;

/** What one of the four policies leaves whom: first as a preview, then closed, with the commission taken back. */
export const shortageFlows: readonly ShopFlow[] = (Object.keys(shares) as Policy[]).map((policy) => ({
  title: `20 of 40 apples are shared out by ${policy}, as the preview said`,
  policies: { shortage: policy },
  play: (shop) => shareOutBy(shop, policy),
}));

async function shareOutBy(shop: TestShop, policy: Policy): Promise<void> {
  const { tuan } = shop;
  const orderIds: string[] = [];
  for (const [name, pieces, pickupPointId] of [
    ['A', 3, planted.point],
    ['B', 20, planted.point],
    ['C', 15, planted.otherPoint],
    ['D', 2, planted.otherPoint],
  ] as const) {
    shop.now += 60_000;
    orderIds.push((await neighbourOrders(shop, { name, pieces, pickupPointId })).id);
  }
  shop.at('2026-11-23T22:10:00+08:00');
  await tuan.campaigns.freeze({ campaignId });
  const { data } = await tuan.purchaseOrders.generate({ campaignId });
  const purchaseOrderId = data[0]?.id ?? '';
  await tuan.purchaseOrders.send({ purchaseOrderId });
  const came = { variantId: apple, accepted: 20, rejected: 20, reason: '压坏' };
  await tuan.purchaseOrders.receive({ purchaseOrderId, lines: [came] });
  const preview = await tuan.purchaseOrders.previewShortage({ purchaseOrderId });
  const closed = await tuan.purchaseOrders.close({ purchaseOrderId });
  expect(closed.purchaseOrder).toMatchObject({ status: 'closed', lines: [{ short: 20 }] });
  const orders = await Promise.all(orderIds.map((orderId) => tuan.orders.get({ orderId })));
  expect(orders.map(({ lines }) => lines[0]?.allocated)).toEqual(shares[policy]);
  const short = new Map(orders.map(({ id, lines }) => [id, lines[0]?.short ?? 0]));
  expect(preview.data.map((line) => [line.orderId, line.short])).toEqual(
    preview.data.map(({ orderId }) => [orderId, short.get(orderId)]),
  );
  // 20 apples less: 200.00 back, of the 40.00 that were promised 20.00 are left.
  expect(await booksOf(shop)).toEqual({
    hostMoney: 40_000,
    goods: 16_000,
    supplierPayable: -16_000,
    deposits: -20_000,
    refundsDue: -20_000,
    commissionDeferred: 2000,
    commissionAccrued: -2000,
  });
}
