import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, buyApples } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop({ policies: { pickupGuessesMax: 3 } });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
const stranger = { actor: { kind: 'customer', customerId: planted.otherCustomer } } as const;

async function readyOrder(pieces = 3) {
  const order = await buyApples(shop, pieces, 'till-1');
  await arrive(shop, [order.id]);
  return { orderId: order.id, lineId: order.lines[0]?.id ?? '', code: order.pickupCode ?? '' };
}

const allow = (orderId: string, extra: object = {}, options: object = customer) =>
  shop.tuan.pickups.allowCollector({ orderId, name: '王建国', ...extra }, options);
const handOver = (orderId: string, handoverId: string, takenBy?: object, extra: object = {}) =>
  shop.tuan.pickups.handOver({ orderId, handoverId, ...(takenBy && { takenBy }), ...extra }, leader);

test('someone else collects by a one-time code: it opens the order, is recorded, and ends with that handover', async () => {
  const { orderId, lineId } = await readyOrder();
  const { collector } = await allow(orderId);
  const code = collector?.code ?? '';
  expect(await shop.tuan.pickups.verify({ code }, leader)).toMatchObject({
    outcome: 'found',
    pickup: { orderId, collector: { name: '王*', asks: 'code' } },
  });
  const lines = [{ lineId, pieces: 1 }];
  expect(await handOver(orderId, 'phone-a-1', { code }, { lines })).toMatchObject({
    outcome: 'accepted',
    takenBy: '王*',
    consent: 'code',
  });
  expect(await shop.tuan.pickups.verify({ code }, leader)).toMatchObject({ outcome: 'unknown' });
  await expect(handOver(orderId, 'phone-a-2', { code })).rejects.toMatchObject({ code: 'consent_unknown' });
  // Sent again, the first is told as it was.
  expect(await handOver(orderId, 'phone-a-1', { code }, { lines })).toMatchObject({ consent: 'code' });
});

test('someone else collects by the end of the phone; where one was given the name alone proves nothing', async () => {
  const { orderId, code } = await readyOrder();
  await allow(orderId, { phoneTail: '4321' });
  expect(await shop.tuan.pickups.verify({ code }, leader)).toMatchObject({
    pickup: { collector: { name: '王*', asks: 'phoneTail' } },
  });
  for (const takenBy of [{ name: '王建国' }, { phoneTail: '1234' }, { code: 'WRONG000' }])
    await expect(handOver(orderId, 'phone-a-1', takenBy)).rejects.toMatchObject({ code: 'consent_unknown' });
  expect(await handOver(orderId, 'phone-a-1', { phoneTail: '4321' })).toMatchObject({ consent: 'named' });
});

test('someone else collects by name, however it is written', async () => {
  const { orderId } = await readyOrder();
  await allow(orderId);
  expect(await handOver(orderId, 'phone-a-1', { name: ' 王 建国' })).toMatchObject({
    outcome: 'accepted',
    consent: 'named',
    takenBy: '王*',
  });
});

test('without consent nobody else collects: refused at the counter, kept as missing when a phone tells it late', async () => {
  const { orderId } = await readyOrder();
  await expect(handOver(orderId, 'phone-a-1', { name: '李四' })).rejects.toMatchObject({
    code: 'consent_unknown',
  });
  const handovers = [{ orderId, handoverId: 'phone-a-2', takenBy: { name: '李四' } }];
  const { data } = await shop.tuan.pickups.syncHandovers({ handovers }, leader);
  expect(data).toMatchObject([{ handover: { outcome: 'accepted', consent: 'missing', takenBy: '李*' } }]);
});

test('another person takes the place of the one before, whose code is dead; the same again changes nothing', async () => {
  const { orderId } = await readyOrder();
  const first = (await allow(orderId)).collector?.code ?? '';
  expect((await allow(orderId)).collector?.code).toBe(first);
  const second = (await allow(orderId, { name: '李四' })).collector?.code ?? '';
  expect(second).not.toBe(first);
  expect(await shop.tuan.pickups.verify({ code: first }, leader)).toMatchObject({ outcome: 'unknown' });
  expect(await shop.tuan.pickups.verify({ code: second }, leader)).toMatchObject({ outcome: 'found' });
});

test('consent is the own customer’s, or of who placed the order on behalf', async () => {
  const { orderId } = await readyOrder();
  for (const actor of [stranger, leader, { actor: { kind: 'storefront', keyId: 'key_browser' } } as const]) {
    await expect(allow(orderId, {}, actor)).rejects.toMatchObject({ code: 'not_found' });
    await expect(shop.tuan.pickups.collector({ orderId }, actor)).rejects.toMatchObject({
      code: 'not_found',
    });
  }
  await allow(orderId, {}, { actor: { kind: 'shop', keyId: 'key_till', scopes: ['*'] } });
  await handOver(orderId, 'phone-a-1');
  await expect(allow(orderId, { name: '李四' })).rejects.toMatchObject({ code: 'order_status' });
});

test('a customer who is erased takes along who collected for them', async () => {
  const { orderId } = await readyOrder();
  const { collector } = await allow(orderId, { phoneTail: '4321' });
  await handOver(orderId, 'phone-a-1', { code: collector?.code ?? '' });
  await shop.tuan.customers.erase({ customerId: planted.customer });
  const kept = await shop.tuan.reader.rows(
    `SELECT k."name" AS "name", k."phoneTail" AS "phoneTail", h."takenBy" AS "takenBy", h."consent" AS "consent"
      FROM "pickup_consents" k JOIN "handovers" h ON h."orderId" = k."orderId"`,
  );
  expect(kept).toEqual([{ name: '', phoneTail: null, takenBy: '', consent: 'code' }]);
});

test.each([
  ['name', { name: '' }],
  ['name', { name: 'a\u0000b' }],
  ['phoneTail', { phoneTail: '12345' }],
  ['phoneTail', { phoneTail: '１２３４' }],
  ['extra', { extra: 1 }],
])('consent: a wrong %s is named (%#)', async (path, extra) => {
  const { orderId } = await readyOrder();
  await expect(allow(orderId, extra)).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path }] },
  });
});
