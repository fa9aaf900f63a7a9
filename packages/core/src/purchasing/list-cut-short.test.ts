import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { neighbourOrders } from '../testing/neighbours.ts';

const { campaign: campaignId, apple: variantId } = planted;
const by = (leaderId: string) => ({ actor: { kind: 'leader', leaderId } as const });
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

/** Of 12 that were ordered 8 came in time; 4 came after the closing and are given out. */
async function lateApples(): Promise<string> {
  for (const [name, pieces] of [
    ['王姐', 6],
    ['李叔', 4],
    ['赵姨', 2],
  ] as const) {
    await neighbourOrders(shop, { name, pieces });
    shop.now += 1000;
  }
  await freezeToday(shop);
  const [order] = (await shop.tuan.purchaseOrders.generate({ campaignId })).data;
  const purchaseOrderId = order?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines: [{ variantId, accepted: 8 }] });
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines: [{ variantId, accepted: 4 }] });
  const endsAt = '2026-11-24T12:00:00+08:00';
  return (await shop.tuan.extras.offer({ purchaseOrderId, variantId, endsAt })).id;
}

test('R26: who was cut short stands in the order of ordering, with what was given since', async () => {
  const extraId = await lateApples();
  const first = await shop.tuan.extras.cutShort({ extraId, limit: 1 });
  expect(first.data).toMatchObject([
    { customerName: '李叔', ordered: 4, short: 2, lost: 0, given: 0, pickupPointId: planted.point },
  ]);
  const rest = await shop.tuan.extras.cutShort({ extraId, cursor: first.nextCursor ?? '' });
  expect(rest).toMatchObject({ data: [{ customerName: '赵姨', short: 2 }], nextCursor: null });
  const customer = first.data[0]?.customerId ?? '';
  await shop.tuan.extras.assign({ extraId, pieces: 2, customer, leaderId: planted.leader });
  const { data } = await shop.tuan.extras.cutShort({ extraId });
  expect(data.map(({ given }) => given)).toEqual([2, 0]);
});

test('a leader sees own neighbours only, customers nobody; a foreign cursor and offer are refused', async () => {
  const extraId = await lateApples();
  expect((await shop.tuan.extras.cutShort({ extraId }, by(planted.leader))).data).toHaveLength(2);
  expect((await shop.tuan.extras.cutShort({ extraId }, by(planted.otherLeader))).data).toEqual([]);
  const customer = { actor: { kind: 'customer', customerId: planted.customer } as const };
  await expect(shop.tuan.extras.cutShort({ extraId }, customer)).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(shop.tuan.extras.cutShort({ extraId, cursor: 'x' })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  await expect(shop.tuan.extras.cutShort({ extraId: 'ext_none' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('R31: who would have taken more, and filled no case with it, is asked too', async () => {
  const lines = (pieces: number, tolerance: number) => [{ variantId: planted.egg, pieces, tolerance }];
  for (const [nickname, wish] of [
    ['王姐', lines(5, 2)],
    ['李叔', lines(4, 3)],
  ] as const) {
    const { total } = await shop.tuan.orders.quote({ campaignId, lines: wish });
    await shop.tuan.orders.place({
      campaignId,
      customer: { nickname },
      leaderId: planted.leader,
      pickupPointId: planted.point,
      lines: wish,
      payment: { amount: total, reference: `till ${nickname}` },
    });
    shop.now += 1000;
  }
  await freezeToday(shop);
  await shop.tuan.purchaseOrders.generate({ campaignId });
  const [order] = (await shop.tuan.purchaseOrders.list({ campaignId })).data;
  const purchaseOrderId = order?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  const received = [{ variantId: planted.egg, accepted: 14, over: true }];
  await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines: received });
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  const offer = { purchaseOrderId, variantId: planted.egg, endsAt: '2026-11-24T12:00:00+08:00' };
  const { id: extraId } = await shop.tuan.extras.offer(offer);
  expect((await shop.tuan.extras.cutShort({ extraId }, by(planted.leader))).data).toMatchObject([
    { customerName: '李叔', ordered: 5, short: 0, lost: 0, unfilled: 2, given: 0 },
  ]);
});
