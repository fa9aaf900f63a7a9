import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop({ allowTestClock: true });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('reasons: a shopper reads them without whose fault they are; the shop changes them', async () => {
  const shown = await shop.call('/storefront/claim-reasons', { token: shop.publishableKey });
  expect(shown).toMatchObject({
    status: 200,
    body: {
      onlyListed: false,
      data: expect.arrayContaining([expect.objectContaining({ code: 'notFresh' })]),
    },
  });
  expect(JSON.stringify(shown.body)).not.toContain('supplier');
  const reasons = [{ code: 'bruised', zh: '磕碰', en: 'Bruised', faultShares: { carrier: 10_000 } }];
  const put = (body: unknown) => shop.call('/claim-reasons', { method: 'PUT', token: shop.secretKey, body });
  expect(await put({ reasons, onlyListed: true })).toMatchObject({ status: 200, body: { onlyListed: true } });
  expect(await put({ reasons: [...reasons, ...reasons] })).toMatchObject({
    status: 422,
    body: { code: 'invalid_input', fields: [{ path: 'reasons' }] },
  });
  expect(await put({ reasons: [{ ...reasons[0], faultShares: { carrier: 1 } }] })).toMatchObject({
    status: 422,
  });
  const leader = await shop.session('leader', planted.leader);
  expect(await shop.call('/leader/claim-reasons', { token: leader })).toMatchObject({
    body: { data: [{ code: 'bruised', faultShares: null }] },
  });
});

test('frequent claims: for the shop by anyone, for a leader own customers alone, as a sheet too', async () => {
  const leader = await shop.session('leader', planted.leader);
  expect(await shop.call('/leader/claims/frequent', { token: leader })).toMatchObject({
    status: 200,
    body: { by: 'customer', data: [] },
  });
  expect(await shop.call('/leader/claims/frequent?by=supplier', { token: leader })).toMatchObject({
    status: 422,
  });
  const sheet = await shop.call('/claims/frequent?by=supplier&format=csv&locale=zh-CN', {
    token: shop.secretKey,
  });
  expect(sheet.body.text).toContain('编号,名称,售后');
});

test("a suggestion, a replacement or an objection about somebody else's goods finds nothing", async () => {
  const customer = await shop.session('customer', planted.otherCustomer);
  const leader = await shop.session('leader', planted.otherLeader);
  for (const [path, token, body] of [
    ['/storefront/orders/ord_1/claim-suggestion?orderLineId=lin_1', customer, undefined],
    ['/storefront/replacements/rpl_1/refund', customer, {}],
    ['/leader/claims/clm_1/object', leader, { comment: '不是我' }],
  ] as const)
    expect(await shop.call(path, { token, ...(body === undefined ? {} : { body }) }), path).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
});

test('C15: what is left lying is listed for the shop and for its leader', async () => {
  for (const [path, token] of [
    ['/claims', shop.secretKey],
    ['/leader/claims', await shop.session('leader', planted.leader)],
  ] as const) {
    expect(await shop.call(`${path}?overdue=true`, { token })).toMatchObject({
      status: 200,
      body: { data: [] },
    });
    expect((await shop.call(`${path}?overdue=soon`, { token })).status).toBe(422);
  }
});
