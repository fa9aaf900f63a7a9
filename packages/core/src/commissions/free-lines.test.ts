import { afterEach, beforeEach, expect, test } from 'vitest';
import { unexplained } from '../testing/explain-everything.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { promote, yuan } from '../testing/promote.ts';
import { balances } from '../testing/ready-orders.ts';

/*
 * Lines that a coupon made free earn on the goods before discounts where the shop says so: what goes back of them is no
 * money, but the commission goes with the pieces (R34: by pieces where the net is 0).
 */

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop({ policies: { commissionBase: 'gross' } });
  const coupon = await promote(shop, {
    kind: 'coupon',
    steps: [{ basisPoints: 10_000 }],
    categories: ['水果'],
  });
  await shop.tuan.coupons.create({ promotionId: coupon.id, coupons: [{ code: 'FREE', uses: 1 }] });
});
afterEach(async () => {
  expect(await unexplained(shop)).toEqual([]);
  await shop.audit();
  await shop.close();
});

/** 3 free apples of 10.00 and a box of eggs for 32.80, at 10 %: 3.00 and 3.28. */
async function order() {
  const { id, lines } = await shop.tuan.orders.place({
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    couponCode: 'FREE',
    lines: [
      { offerId: planted.appleOffer, pieces: 3 },
      { offerId: planted.eggOffer, pieces: 1 },
    ],
    payment: { amount: yuan(3280), reference: 'till 1' },
  });
  return { orderId: id, lineId: lines[0]?.id ?? '' };
}

const duesOf = async (orderId: string) =>
  (await shop.tuan.commissions.list({ orderId })).data.map(({ due }) => due.amount).toReversed();

test('R34: gross: pieces of a free line that are taken back take their commission with them', async () => {
  const { orderId, lineId } = await order();
  expect(await duesOf(orderId)).toEqual([300, 328]);
  await shop.tuan.orders.reduce({ orderId, lines: [{ lineId, pieces: 1 }] });
  expect(await duesOf(orderId)).toEqual([200, 328]);
  await shop.tuan.orders.reduce({ orderId, lines: [{ lineId, pieces: 2 }] });
  expect(await duesOf(orderId)).toEqual([0, 328]);
  expect(await balances(shop)).toMatchObject({ '1600': 328, '2300': -328 });
});

test('R34: gross: a free line that is called off or comes short leaves no commission that nobody earns', async () => {
  const { orderId } = await order();
  await freezeToday(shop);
  await shop.tuan.orders.withdraw({ orderId, reason: '缺货', fault: 'supplier' });
  expect(await duesOf(orderId)).toEqual([0, 0]);
  const left = await balances(shop);
  expect([left['1600'], left['2300']]).toEqual([undefined, undefined]);
  const { data } = await shop.tuan.refunds.list({ orderId });
  expect(data.map(({ amount }) => amount)).toEqual([yuan(3280)]);
});

test('R34: gross: an earned commission on a free line is a negative entry of the next statement', async () => {
  const { orderId, lineId } = await order();
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId: planted.campaign });
  for (const { id: purchaseOrderId, lines } of data) {
    await shop.tuan.purchaseOrders.send({ purchaseOrderId });
    const arrived = lines.map(({ variantId, ordered: accepted }) => ({ variantId, accepted }));
    await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines: arrived });
    await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  }
  const runs = await shop.tuan.deliveryRuns.plan({ campaignId: planted.campaign });
  for (const { id: runId, stops } of runs.data) {
    await shop.tuan.deliveryRuns.start({ runId });
    for (const { id: stopId } of stops)
      await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '老周' });
  }
  shop.at('2026-11-24T16:00:00+08:00');
  await shop.tuan.pickups.handOver({ orderId, handoverId: 'handover-1' });
  shop.at('2026-11-27T09:00:00+08:00');
  const given = { pieces: 1, reason: '补偿', fault: 'shop' as const };
  await shop.tuan.orders.refund({ orderId, lineId, ...given });
  expect(await duesOf(orderId)).toEqual([200, 328]);
  const { statementId } = await shop.tuan.statements.create({ leaderId: planted.leader, to: '2026-11-27' });
  expect(statementId).not.toBeNull();
  const { earned } = await shop.tuan.commissions.summary({ leaderId: planted.leader });
  expect(earned).toEqual(yuan(-100));
});
