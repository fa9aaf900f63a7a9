import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';
import { supplierPath, yuan } from '../testing/supplier-month.ts';

/*
 * The number of a transfer is often copied with a space beside it: it is the same transfer all the same, and counts once.
 */

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const call = (path: string, body: unknown) => shop.call(path, { token: shop.secretKey, body });

test.each([
  ['a payment to a supplier', `${supplierPath}/payments`, {}],
  ['a cost', '/costs', { kind: 'van', campaignId: planted.campaign }],
  ['money of a carrier', '/carrier-remittances', { carrier: '老周货运' }],
  ['money of a leader', `/leaders/${planted.leader}/remittances`, {}],
])('%s: told once more with spaces around its reference it is the same', async (_, path, extra) => {
  const body = { amount: yuan(500), ...extra };
  const first = await call(path, { ...body, reference: 'bank 7' });
  expect(first.status).toBe(201);
  for (const reference of [' bank 7', 'bank 7\t', '\u3000bank 7 '])
    expect((await call(path, { ...body, reference })).body).toEqual(first.body);
  for (const reference of ['', '  ', '\u200b'])
    expect(await call(path, { ...body, reference })).toMatchObject({
      status: 422,
      body: { code: 'invalid_input', fields: [{ path: 'reference' }] },
    });
});

test('an order that was paid is not paid a second time by the same transfer with a space behind it', async () => {
  const lines = [{ offerId: planted.appleOffer, pieces: 3 }];
  const by = { leaderId: planted.leader, pickupPointId: planted.point, customer: planted.customer };
  const order = await call('/orders', { campaignId: planted.campaign, ...by, lines });
  const path = `/orders/${String(order.body['id'])}/payments`;
  const paid = await call(path, { amount: yuan(3000), reference: 'till-1' });
  expect(paid.status).toBeLessThan(300);
  expect((await call(path, { amount: yuan(3000), reference: 'till-1 ' })).body).toEqual(paid.body);
  const { body } = await shop.call('/ledger/entries?account=hostMoney', { token: shop.secretKey });
  expect(body).toMatchObject({ data: [{ amount: yuan(3000) }] });
});

test('why money is taken back is written down, not left blank', async () => {
  const cost = await call('/costs', { kind: 'van', amount: yuan(500), reference: 'van-1' });
  expect(await call(`/costs/${String(cost.body['id'])}/reverse`, { reason: ' \u3000' })).toMatchObject({
    status: 422,
    body: { fields: [{ path: 'reason' }] },
  });
});
