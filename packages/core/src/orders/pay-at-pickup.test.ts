import { afterEach, expect, test } from 'vitest';
import { customers } from '../customers/tables.ts';
import type { Actor } from '../shared/context.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { promote, yuan } from '../testing/promote.ts';

let shop: TestShop;
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const actors = {
  customer: { kind: 'customer', customerId: planted.customer },
  leader: { kind: 'leader', leaderId: planted.leader },
  till: { kind: 'shop', keyId: 'key_till', scopes: ['*'] },
} as const satisfies Record<string, Actor>;

/** Two 斤 of apples to be paid at pickup, ordered by one of them at the price quoted. */
async function order(who: keyof typeof actors) {
  const actor = actors[who];
  const cart = { campaignId: planted.campaign, lines: [{ offerId: planted.appleOffer, pieces: 2 }] };
  const own = who === 'customer' ? {} : { customer: planted.otherCustomer };
  const { token } = await shop.tuan.orders.quote({ ...cart, ...own }, { actor });
  return shop.tuan.orders.place(
    {
      ...cart,
      ...own,
      leaderId: planted.leader,
      pickupPointId: planted.point,
      quoteToken: token,
      payment: 'atPickup',
    },
    { actor },
  );
}

const outcomeOf = async (who: keyof typeof actors) =>
  order(who).then(
    ({ status }) => status,
    (error: { code?: string }) => error.code,
  );

test.each([
  [undefined, 'pay_at_pickup_refused', 'confirmed', 'confirmed'],
  ['allowed', 'confirmed', 'confirmed', 'confirmed'],
  ['leadersOnly', 'pay_at_pickup_refused', 'confirmed', 'confirmed'],
  ['refused', 'pay_at_pickup_refused', 'pay_at_pickup_refused', 'pay_at_pickup_refused'],
] as const)('R17: policy %s: a customer is %s, a leader %s, the till %s', async (policy, ...expected) => {
  shop = await testShop(policy === undefined ? {} : { policies: { payAtPickup: policy } });
  const outcomes = [await outcomeOf('customer'), await outcomeOf('leader'), await outcomeOf('till')];
  expect(outcomes).toEqual(expected);
});

test('the refusal says who may choose it, and nothing is ordered', async () => {
  shop = await testShop();
  await expect(order('customer')).rejects.toMatchObject({ details: { policy: 'leadersOnly' } });
  expect((await shop.tuan.orders.list({})).data).toEqual([]);
});

test('R15: a total of 0.00 has nothing to pay, at pickup or before', async () => {
  shop = await testShop({ policies: { payAtPickup: 'refused' } });
  await promote(shop, { kind: 'spendSave', steps: [{ from: yuan(1000), basisPoints: 10_000 }] });
  expect(await outcomeOf('customer')).toBe('confirmed');
});

const cart = { campaignId: planted.campaign, lines: [{ offerId: planted.appleOffer, pieces: 2 }] };
const visitor = { actor: { kind: 'storefront', keyId: 'key_browser' } } as const;

test.each([
  ['allowed', true, true],
  ['leadersOnly', false, true],
  ['refused', false, false],
] as const)(
  'R17: with policy %s the quote tells a shopper %s and a leader %s, as the order then says',
  async (policy, shopper, leader) => {
    shop = await testShop({ policies: { payAtPickup: policy } });
    const told = (allowed: boolean) => ({
      allowed,
      refused: allowed ? null : 'policy',
      noShows: null,
      noShowsMax: null,
    });
    for (const options of [visitor, { actor: actors.customer }])
      expect((await shop.tuan.orders.quote(cart, options)).payAtPickup).toEqual(told(shopper));
    const forOther = { ...cart, customer: planted.otherCustomer };
    const quoted = await shop.tuan.orders.quote(forOther, { actor: actors.leader });
    expect(quoted.payAtPickup).toEqual(told(leader));
    for (const [who, allowed] of [
      ['customer', shopper],
      ['leader', leader],
    ] as const)
      expect(await outcomeOf(who)).toBe(allowed ? 'confirmed' : 'pay_at_pickup_refused');
  },
);

test('R17: the quote tells whoever did not come too often that it is paid first now; others and visitors pay at pickup', async () => {
  shop = await testShop({ policies: { payAtPickup: 'allowed', noShowsMax: 2 } });
  await shop.plant((work) => work.set(customers, work.get(customers, planted.customer), { noShows: 2 }));
  const own = await shop.tuan.orders.quote(cart, { actor: actors.customer });
  expect(own.payAtPickup).toEqual({ allowed: false, refused: 'noShows', noShows: 2, noShowsMax: 2 });
  expect((await shop.tuan.orders.quote(cart, visitor)).payAtPickup).toMatchObject({ allowed: true });
  const other = { kind: 'customer', customerId: planted.otherCustomer } as const;
  expect((await shop.tuan.orders.quote(cart, { actor: other })).payAtPickup).toMatchObject({ allowed: true });
});

test('C20: the new quote of a changed price says it too', async () => {
  shop = await testShop({ policies: { payAtPickup: 'allowed' } });
  const wish = { ...cart, leaderId: planted.leader, pickupPointId: planted.point, quoteToken: 'old' };
  await expect(shop.tuan.orders.place(wish, { actor: actors.customer })).rejects.toMatchObject({
    code: 'quote_changed',
    details: { quote: { payAtPickup: { allowed: true } } },
  });
});
