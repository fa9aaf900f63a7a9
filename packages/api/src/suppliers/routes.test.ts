import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

const supplier = '/suppliers/external:果然鲜果业';
const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const contract = { mode: 'whole', tiers: [{ threshold: yuan(5_000_000), basisPoints: 300 }] };

let shop: ApiShop;
let key: string;
beforeEach(async () => {
  shop = await apiShop();
  // The scopes of a buyer's desk are enough for all of it.
  key = await shop.makeKey('secret', [
    'campaigns:write',
    'orders:write',
    'purchasing:read',
    'purchasing:write',
    'reports:read',
  ]);
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

async function ok(path: string, body?: unknown, method?: string): Promise<Record<string, never>> {
  const answer = await shop.call(path, { token: key, body, ...(method === undefined ? {} : { method }) });
  expect([answer.status < 300, answer.body], path).toEqual([true, answer.body]);
  return answer.body as Record<string, never>;
}

/** One round through the API: apples ordered, frozen, bought, 20 斤 received at this unit cost. */
async function receiveApples(unitCost: number): Promise<void> {
  await ok('/orders', {
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [{ offerId: planted.appleOffer, pieces: 20 }],
    payment: { amount: yuan(20_000), reference: 'till-1' },
  });
  shop.at('2026-11-23T22:10:00+08:00');
  await ok(`/campaigns/${planted.campaign}/freeze`, {});
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId: planted.campaign });
  const id = data[0]?.id ?? '';
  await ok(`/purchase-orders/${id}/send`, {});
  shop.at('2026-11-24T06:00:00+08:00');
  await ok(`/purchase-orders/${id}/receipts`, {
    lines: [{ variantId: planted.apple, accepted: 20, unitCost: yuan(unitCost) }],
  });
}

test.each([
  ['60,000.00 → 1,800.00', 300_000, 180_000],
  ['exactly 50,000.00 → 0', 250_000, 0],
])(
  "API: supplier rebate 3 %% over a month's purchases of more than 50,000.00: %s [S]",
  async (_case, unitCost, rebate) => {
    expect(await ok(`${supplier}/rebate-tiers`, contract, 'PUT')).toEqual({
      supplierId: planted.supplier,
      ...contract,
    });
    await receiveApples(unitCost);
    const month = `${supplier}/statement?month=2026-11`;
    const figures = { volume: yuan(20 * unitCost), rebate: yuan(rebate), closing: yuan(20 * unitCost) };
    expect(await ok(month)).toMatchObject({ status: 'forecast', ...figures });
    const early = await shop.call('/supplier-statements', { token: key, body: { month: '2026-11' } });
    expect([early.status, early.body.code]).toEqual([422, 'supplier_statement_too_early']);

    shop.at('2026-12-01T00:00:00+08:00');
    const made = await shop.call('/supplier-statements', { token: key, body: { month: '2026-11' } });
    expect([made.status, made.body]).toMatchObject([201, { created: 1, rebate: yuan(rebate) }]);
    expect(await ok(month)).toMatchObject({ status: 'frozen', ...figures });
    const list = (await ok('/supplier-statements?month=2026-11')) as { data?: readonly { id: string }[] };
    expect(await ok(`/supplier-statements/${list.data?.[0]?.id ?? ''}`)).toMatchObject(figures);

    for (const [by, id] of [
      ['supplier', planted.supplier],
      ['variant', planted.apple],
      ['campaign', planted.campaign],
    ] as const) {
      const report = await ok(`/reports/profit?by=${by}`);
      expect(report).toMatchObject({ total: { rebates: yuan(rebate) } });
      if (rebate > 0)
        expect(report).toMatchObject({ data: [{ id, rebates: yuan(rebate), profit: yuan(rebate) }] });
    }
  },
);

test('API: rebate comes in by reference, once, up to what is due', async () => {
  await ok(`${supplier}/rebate-tiers`, contract, 'PUT');
  await receiveApples(300_000);
  shop.at('2026-12-01T00:00:00+08:00');
  await ok('/supplier-statements', { month: '2026-11', supplierId: planted.supplier });
  const receive = (body: object) => shop.call(`${supplier}/rebates`, { token: key, body });
  const note = { amount: yuan(80_000), reference: 'note-1', setOff: true };
  expect((await receive(note)).status).toBe(201);
  const more = await receive({ amount: yuan(100_001), reference: 'transfer-1' });
  expect([more.status, more.body]).toMatchObject([422, { code: 'rebate_above_due', due: yuan(100_000) }]);
  const other = await receive({ ...note, setOff: false });
  expect([other.status, other.body.code]).toEqual([409, 'rebate_reference_used']);
  expect((await receive({ amount: yuan(100_000), reference: 'transfer-1' })).status).toBe(201);
  const wrong = (await ok(`${supplier}/rebates`)) as { data?: readonly { id: string }[] };
  const path = `${supplier}/rebates/${wrong.data?.[0]?.id ?? ''}/reverse`;
  expect(await ok(path, { reason: '金额写错' })).toEqual(await ok(path, { reason: '金额写错' }));
  expect(await ok(`${supplier}/rebates`)).toMatchObject({ due: yuan(100_000) });
  expect((await receive({ amount: yuan(100_000), reference: 'transfer-2' })).status).toBe(201);
  expect(await ok(`${supplier}/rebates`)).toMatchObject({
    due: yuan(0),
    data: expect.objectContaining({ length: 4 }) as unknown,
  });
  expect(await ok(`${supplier}/statement?month=2026-12`)).toMatchObject({
    opening: yuan(6_000_000),
    setOff: yuan(80_000),
    closing: yuan(5_920_000),
  });
  const sheet = await shop.call('/supplier-statements?format=csv', {
    token: key,
    headers: { 'accept-language': 'en' },
  });
  expect(String(sheet.body.text).split('\r\n')[1]).toContain(
    ',果然鲜果业,2026-11,0.00,60000.00,0.00,0.00,0.00,60000.00,0.00,60000.00,1800.00',
  );
});

test('API: thresholds that do not rise, a rate above 100 % and a wrong month are named', async () => {
  const put = await shop.call(`${supplier}/rebate-tiers`, {
    token: key,
    method: 'PUT',
    body: { mode: 'whole', tiers: [...contract.tiers, ...contract.tiers] },
  });
  expect([put.status, put.body]).toMatchObject([
    422,
    { fields: [{ path: 'tiers.1.threshold', code: 'not_rising' }] },
  ]);
  const rate = await shop.call(`${supplier}/rebate-tiers`, {
    token: key,
    method: 'PUT',
    body: { mode: 'whole', tiers: [{ threshold: yuan(0), basisPoints: 10_001 }] },
  });
  expect([rate.status, rate.body]).toMatchObject([422, { fields: [{ path: 'tiers.0.basisPoints' }] }]);
  const month = await shop.call(`${supplier}/statement?month=11/2026`, { token: key });
  expect([month.status, month.body]).toMatchObject([422, { fields: [{ path: 'month' }] }]);
  expect(await ok(`${supplier}/rebate-tiers`)).toMatchObject({ mode: 'whole', tiers: [] });
});

test("API: suppliers' money needs the scopes of purchasing", async () => {
  const poor = await shop.makeKey('secret', ['catalog:read', 'catalog:write']);
  for (const path of [
    `${supplier}/rebate-tiers`,
    `${supplier}/rebates`,
    `${supplier}/statement?month=2026-11`,
    '/supplier-statements',
  ]) {
    const answer = await shop.call(path, { token: poor });
    expect([answer.status, answer.body], path).toMatchObject([
      403,
      { code: 'not_allowed', needs: 'purchasing:read' },
    ]);
  }
});
