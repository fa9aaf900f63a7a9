import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, buyApples } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
const stranger = { actor: { kind: 'customer', customerId: planted.otherCustomer } } as const;
const visitor = { actor: { kind: 'storefront', keyId: 'key_browser' } } as const;

/** A ready order that someone else may collect, and one of which nobody else was spoken. */
async function entrusted() {
  const { id: orderId } = await buyApples(shop, 2, 'till-1');
  const { id: alone } = await buyApples(shop, 1, 'till-2');
  await arrive(shop, [orderId, alone]);
  const allowed = await shop.tuan.pickups.allowCollector({ orderId, name: '李四' }, customer);
  return { orderId, alone, code: allowed.collector?.code ?? '' };
}

const revoke = (orderId: string, options: object = customer) =>
  shop.tuan.pickups.revokeCollector({ orderId }, options);
const toldOf = async (type: string) =>
  shop.tuan.reader.rows('SELECT "subject" FROM "events" WHERE "type" = ?', [type]);

test('taken back nobody else collects: neither by the code nor by the name', async () => {
  const { orderId, code } = await entrusted();
  expect(await revoke(orderId)).toEqual({ collector: null });
  expect(await shop.tuan.pickups.collector({ orderId }, customer)).toEqual({ collector: null });
  expect(await shop.tuan.pickups.verify({ code }, leader)).toMatchObject({ outcome: 'unknown' });
  for (const takenBy of [{ code }, { name: '李四' }])
    await expect(
      shop.tuan.pickups.handOver({ orderId, handoverId: 'phone-a-1', takenBy }, leader),
    ).rejects.toMatchObject({ code: 'consent_unknown' });
});

test('taken back twice, or where nobody was named, changes nothing and tells nobody', async () => {
  const { orderId, alone } = await entrusted();
  await revoke(orderId);
  expect(await revoke(orderId)).toEqual({ collector: null });
  expect(await toldOf('order.collectorRevoked')).toEqual([{ subject: orderId }]);
  expect(await revoke(alone)).toEqual({ collector: null });
  expect(await toldOf('order.collectorRevoked')).toHaveLength(1);
});

test('after it somebody may be named anew, with another code', async () => {
  const { orderId, code } = await entrusted();
  await revoke(orderId);
  const again = await shop.tuan.pickups.allowCollector({ orderId, name: '李四' }, customer);
  expect(again.collector?.code).toMatch(/^.{8}$/);
  expect(again.collector?.code).not.toBe(code);
});

test('only the own customer takes it back, and the shop', async () => {
  const { orderId, code } = await entrusted();
  for (const actor of [stranger, leader, visitor])
    await expect(revoke(orderId, actor)).rejects.toMatchObject({ code: 'not_found' });
  await expect(revoke('ord_of_nobody')).rejects.toMatchObject({ code: 'not_found' });
  expect(await shop.tuan.pickups.verify({ code }, leader)).toMatchObject({ outcome: 'found' });
  expect(await revoke(orderId, {})).toEqual({ collector: null });
});
