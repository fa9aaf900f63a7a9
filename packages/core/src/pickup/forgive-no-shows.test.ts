import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { customers } from '../customers/tables.ts';

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
const visitor = { actor: { kind: 'storefront', keyId: 'key_browser' } } as const;
const till = { actor: { kind: 'shop', keyId: 'key_till', scopes: ['*'] } } as const;

const forgive = (options: object = {}, customerId: string = planted.customer) =>
  shop.tuan.pickups.forgiveNoShows({ customerId }, options);
const told = async () =>
  shop.tuan.reader.rows(`SELECT "subject" FROM "events" WHERE "type" = 'customer.noShowsForgiven'`);

async function hasNotCome(times: number): Promise<void> {
  await shop.plant((work) => work.set(customers, work.get(customers, planted.customer), { noShows: times }));
}

const noShows = async () => {
  const [row] = await shop.tuan.reader.table(customers, 't."id" = ?', [planted.customer]);
  return row?.noShows;
};

test('R17: forgets all of them at once and says how many; twice forgets none and tells nobody', async () => {
  await hasNotCome(3);
  expect(await forgive(till)).toEqual({ customerId: planted.customer, forgiven: 3 });
  expect(await noShows()).toBe(0);
  expect(await forgive(till)).toEqual({ customerId: planted.customer, forgiven: 0 });
  expect(await told()).toEqual([{ subject: planted.customer }]);
});

test('R17: the shop forgives; leaders, customers and visitors do not', async () => {
  await hasNotCome(1);
  for (const actor of [leader, customer, visitor])
    await expect(forgive(actor)).rejects.toMatchObject({ code: 'not_allowed' });
  expect(await noShows()).toBe(1);
});

test('a customer whom nobody knows is not found', async () => {
  await expect(forgive(till, 'cus_of_nobody')).rejects.toMatchObject({ code: 'not_found' });
});
