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
const other = { actor: { kind: 'leader', leaderId: planted.otherLeader } } as const;
const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
const visitor = { actor: { kind: 'storefront', keyId: 'key_browser' } } as const;

async function substituteId(): Promise<string> {
  const call = { pickupPointId: planted.point, leaderId: planted.otherLeader };
  const days = { from: '2026-11-23', to: '2026-11-30' };
  return (await shop.tuan.pickupPoints.appointSubstitute({ ...call, ...days }, leader)).id;
}

const end = (id: string, options: object = leader) =>
  shop.tuan.pickupPoints.endSubstitute({ substituteId: id }, options);

test('R44: ended at once: the orders of the point are not the substitute’s any more; twice is harmless', async () => {
  const id = await substituteId();
  const order = await buyApples(shop, 1, 'till-1');
  await arrive(shop, [order.id]);
  expect((await shop.tuan.pickups.findBundle({}, other)).orders).toHaveLength(1);
  const ended = await end(id);
  expect(ended).toMatchObject({ id, endedAt: '2026-11-24T08:00:00.000Z' });
  shop.now += 60_000;
  expect(await end(id)).toEqual(ended);
  expect((await shop.tuan.pickups.findBundle({}, other)).orders).toEqual([]);
  for (const reader of [leader, other, {}])
    expect((await shop.tuan.pickupPoints.listSubstitutes({}, reader)).data).toEqual([ended]);
  const told = `SELECT 1 FROM "events" WHERE "type" = 'pickupPoint.substituteEnded'`;
  expect(await shop.tuan.reader.rows(told)).toHaveLength(1);
});

test('ended by the shop and the leader of the point alone, not by who stands in', async () => {
  const id = await substituteId();
  await expect(end(id, other)).rejects.toMatchObject({ code: 'not_found' });
  for (const actor of [customer, visitor])
    await expect(end(id, actor)).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(end('sub_of_nobody')).rejects.toMatchObject({ code: 'not_found' });
  expect((await shop.tuan.pickupPoints.listSubstitutes({}, {})).data).toMatchObject([{ endedAt: null }]);
  expect((await end(id, {})).endedAt).not.toBeNull();
});
