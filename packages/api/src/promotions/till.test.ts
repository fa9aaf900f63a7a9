import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

/* Prices at the till: quoted with the customer's benefits, placed at the quote, and what a rule that changed leads to. */

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const cny = (amount: number) => ({ amount, currency: 'CNY' });
const call = (path: string, body?: object, method?: string, token = shop.secretKey) =>
  shop.call(path, { token, ...(body && { body }), ...(method && { method }) });

const cart = (more: object = {}) => ({
  campaignId: planted.campaign,
  customer: planted.customer,
  leaderId: planted.leader,
  pickupPointId: planted.point,
  lines: [{ offerId: planted.appleOffer, pieces: 2 }],
  ...more,
});

async function promote(terms: object): Promise<string> {
  const { body } = await call('/promotions', { name: '活动', ...terms });
  await call(`/promotions/${String(body.id)}/activate`, {}, 'POST');
  return String(body.id);
}

const sale = { kind: 'spendSave', steps: [{ from: cny(1000), amount: cny(300) }] };

test('C20 at the till: quoted, shown, paid; a rule that came between refuses with the new quote, which then places', async () => {
  const first = await call('/quotes', cart());
  expect(first.body.total).toEqual(cny(2000));
  await promote(sale);
  const at = (quoteToken: unknown, amount: number, reference: string) =>
    call('/orders', cart({ quoteToken, payment: { amount: cny(amount), reference } }));
  const refused = await at(first.body.token, 2000, 'till-1');
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'quote_changed', quote: { total: cny(1700) } },
  });
  const { token } = refused.body.quote as { token: string };
  const placed = await at(token, 1700, 'till-1');
  expect(placed).toMatchObject({ status: 201, body: { status: 'confirmed', total: cny(1700) } });
  // Without a token the sum alone decides: nothing is recorded at another one.
  const other = await call('/orders', cart({ payment: { amount: cny(2000), reference: 'till-2' } }));
  expect(other).toMatchObject({ status: 422, body: { code: 'payment_amount', amountDue: 1700 } });
  expect(((await call('/orders')).body.data as unknown[]).length).toBe(1);
});

test('R6 at the till: a flash window that ended between quote and order is a changed quote, not another price', async () => {
  const window = { startsAt: '2026-11-23T09:00:00+08:00', endsAt: '2026-11-23T09:10:00+08:00' };
  const flashWindows = [{ ...window, price: cny(700), stock: 9 }];
  await call(
    `/campaigns/${planted.campaign}/offers`,
    { offers: [{ variantId: planted.apple, flashWindows }] },
    'PUT',
  );
  const quoted = await call('/quotes', cart());
  expect(quoted.body.total).toEqual(cny(1400));
  shop.at('2026-11-23T09:10:00+08:00');
  const late = cart({
    quoteToken: quoted.body.token,
    payment: { amount: cny(1400), reference: 'till-1' },
  });
  expect(await call('/orders', late)).toMatchObject({
    status: 409,
    body: { code: 'quote_changed', quote: { total: cny(2000) } },
  });
});

test('own coupons over HTTP: by the session of the customer alone, in the language that is read', async () => {
  const id = await promote({ kind: 'coupon', steps: [{ from: cny(1000), amount: cny(300) }] });
  await call(`/promotions/${id}/coupons`, { coupons: [{ code: 'TH4NKS', customerId: planted.customer }] });
  const session = await shop.session('customer', planted.customer);
  const mine = await call('/storefront/coupons?state=usable', undefined, 'GET', session);
  expect(mine).toMatchObject({
    status: 200,
    body: { data: [{ code: 'TH4NKS', state: 'usable', text: { zh: '满 10.00 元减 3.00 元' } }] },
  });
  const other = await shop.session('customer', planted.otherCustomer);
  expect((await call('/storefront/coupons', undefined, 'GET', other)).body.data).toEqual([]);
  const leader = await shop.session('leader', planted.leader);
  for (const token of [shop.publishableKey, shop.secretKey, leader])
    expect([401, 403]).toContain((await call('/storefront/coupons', undefined, 'GET', token)).status);
  expect((await call('/storefront/coupons?state=gone', undefined, 'GET', session)).status).toBe(422);
});

test('what a promotion did: for the shop alone; what can be had: for everybody, without figures', async () => {
  const id = await promote({ ...sale, budget: cny(1000) });
  await call('/orders', cart({ payment: { amount: cny(1700), reference: 'till-1' } }));
  const results = await call(`/promotions/${id}/results`);
  expect(results).toMatchObject({
    status: 200,
    body: { uses: 1, customers: 1, given: cny(300), budgetLeft: cny(700), sales: cny(1700) },
  });
  expect((await call(`/promotions/${id}/results`, undefined, 'GET', shop.publishableKey)).status).toBe(403);
  const page = await call(`/storefront/campaigns/${planted.campaign}`, undefined, 'GET', shop.publishableKey);
  expect(page.body.promotions).toMatchObject([{ name: '活动', text: { zh: '满 10.00 元减 3.00 元' } }]);
  expect(JSON.stringify(page.body.promotions)).not.toMatch(/budget|spent|given/);
});
