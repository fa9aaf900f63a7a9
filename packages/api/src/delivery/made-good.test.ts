import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

/*
 * What goes otherwise than planned, over HTTP: who drove and lost something, a stop that is redirected, goods that go
 * into no van, and cash that the leader of another point takes.
 */

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const { campaign, point, otherPoint } = planted;
const round = `/campaigns/${campaign}`;
const post = (path: string, body: unknown = {}, token = shop.secretKey) => shop.call(path, { body, token });
/** Sessions end after an hour: each call is made with a new one. */
const asLeader = async (leaderId: string, path: string, body: unknown) =>
  post(path, body, await shop.session('leader', leaderId));
const chen = (path: string, body: unknown) => asLeader(planted.leader, path, body);
const fang = (path: string, body: unknown) => asLeader(planted.otherLeader, path, body);
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

interface Run {
  readonly id: string;
  readonly carrier: string | null;
  readonly stops: readonly { readonly id: string; readonly movingTo: string | null }[];
}

/** Three apples for one neighbour, to be paid at pickup, shared out. */
async function sharedOut() {
  const placed = await post('/orders', {
    campaignId: campaign,
    customer: { nickname: '王姐' },
    leaderId: planted.leader,
    pickupPointId: point,
    lines: [{ offerId: planted.appleOffer, pieces: 3 }],
    payment: 'atPickup',
  });
  shop.at('2026-11-23T22:10:00+08:00');
  await post(`${round}/freeze`);
  const bought = await post(`${round}/purchase-orders`);
  const order = `/purchase-orders/${(bought.body.data as { id: string }[])[0]?.id ?? ''}`;
  await post(`${order}/send`);
  await post(`${order}/receipts`, { lines: [{ variantId: planted.apple, accepted: 20 }] });
  await post(`${order}/close`);
  return String(placed.body.id);
}

async function startedRun(vehicle: object = { name: '面包车' }) {
  const planned = await post(`${round}/delivery-runs`, { vehicles: [vehicle] });
  const [run] = planned.body.data as Run[];
  shop.at('2026-11-24T09:00:00+08:00');
  await post(`/delivery-runs/${run?.id ?? ''}/start`);
  return { path: `/delivery-runs/${run?.id ?? ''}`, stop: `/stops/${run?.stops[0]?.id ?? ''}`, run };
}

test('R33: a carrier that is paid to drive answers for what is missing at a stop, and an own van for nothing', async () => {
  await sharedOut();
  const { path, stop, run } = await startedRun({ name: '外包车', carrier: '顺达物流' });
  expect(run?.carrier).toBe('顺达物流');
  const lines = [{ variantId: planted.apple, missing: 1 }];
  expect(await post(`${path}${stop}/hand-over`, { signedBy: '小陈', lines })).toMatchObject({ status: 200 });
  const due = `SELECT sum("amount") AS "due" FROM "ledger_entries" WHERE "account" = 1500`;
  expect(await shop.tuan.reader.rows(due)).toEqual([{ due: 800 }]);
});

test('R44: a stop is redirected with its orders, and says that nothing is left to move', async () => {
  const orderId = await sharedOut();
  const { path, stop } = await startedRun();
  const redirect = { toPointId: otherPoint, reason: '团长今天不在' };
  const answer = await post(`${path}${stop}/redirect`, redirect);
  expect(answer).toMatchObject({
    status: 200,
    body: { stops: [{ pickupPointId: otherPoint, movingTo: null }] },
  });
  expect(await chen(`${path}${stop}/redirect`, redirect)).toMatchObject({ status: 403 });
  const told = await shop.call('/notices?limit=50', { token: shop.secretKey });
  const texts = (told.body.data as { topic: string; text: string }[]).filter(
    ({ topic }) => topic === 'order.moved',
  );
  expect(texts[0]?.text).toContain('提货地点有变（团长今天不在）：请到「幸福里西区便利店」');
  expect(await shop.call(`/orders/${orderId}`, { token: shop.secretKey })).toMatchObject({
    body: { pickupPointId: otherPoint },
  });
});

test('goods that go into no van are named with what to do', async () => {
  await sharedOut();
  const vehicles = [{ name: '三轮', capacity: { pieces: 2 } }];
  expect(await post(`${round}/delivery-runs`, { vehicles })).toMatchObject({
    status: 422,
    body: {
      code: 'delivery_capacity',
      left: [{ pickupPointId: point, reason: 'tooLarge', pieces: 3, advice: { zh: expect.any(String) } }],
    },
  });
});

test('R18, R44: the leader an order was moved to takes the cash, owes it and gives it back', async () => {
  const orderId = await sharedOut();
  const paths = { pay: `/leader/orders/${orderId}/payments` };
  const cash = { amount: yuan(3000), reference: 'hand 1' };
  expect(await fang(paths.pay, cash)).toMatchObject({ status: 404 });
  const { path, stop } = await startedRun();
  await post(`${path}${stop}/redirect`, { toPointId: otherPoint, reason: '团长今天不在' });
  await post(`${path}${stop}/hand-over`, { signedBy: '周' });
  expect(await fang(paths.pay, { ...cash, collectedBy: 'host' })).toMatchObject({ status: 422 });
  expect(await fang(paths.pay, cash)).toMatchObject({ status: 200, body: { outcome: 'accepted' } });
  const debts = `SELECT "leaderId" AS "who", "cash" FROM "leader_accounts" WHERE "cash" <> 0`;
  expect(await shop.tuan.reader.rows(debts)).toEqual([{ who: planted.otherLeader, cash: 3000 }]);
  const [line] = (await shop.tuan.orders.get({ orderId })).lines;
  const refund = { lineId: line?.id, amount: yuan(500), reason: '人情', fault: 'shop' };
  const asked = await post(`/orders/${orderId}/refunds`, refund);
  const { id = '' } = (asked.body.refund ?? {}) as { id?: string };
  const back = { reference: 'back 1' };
  const cashOf = async (leaderId: string) =>
    (await shop.call('/leader/refunds', { token: await shop.session('leader', leaderId) })).body;
  expect(await cashOf(planted.leader)).toMatchObject({ data: [] });
  expect(await cashOf(planted.otherLeader)).toMatchObject({
    data: [{ refundId: id, orderId, title: '苹果', amount: yuan(500) }],
    nextCursor: null,
  });
  expect(await chen(`/leader/refunds/${id}/confirm`, back)).toMatchObject({ status: 403 });
  expect(await fang(`/leader/refunds/${id}/confirm`, back)).toMatchObject({ status: 200 });
  expect(await shop.tuan.reader.rows(debts)).toEqual([{ who: planted.otherLeader, cash: 2500 }]);
});
