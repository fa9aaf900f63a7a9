import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const wanted = {
  title: '周三鲜果团',
  opensAt: '2026-11-24T08:00:00+08:00',
  closesAt: '2026-11-24T22:00:00+08:00',
  pickupDate: '2026-11-25',
  pickupWindows: [{ opens: '16:00', closes: '20:00' }],
  leaderIds: ['external:L01'],
  pickupPointIds: ['external:P01'],
};

test('draft campaign: copies what the offer shows from the catalogue, and price and cutoff where none is given', async () => {
  const offers = [
    { variantId: 'external:F001', cap: 300, limitPerCustomer: 10 },
    { variantId: planted.egg, price: { amount: 2980, currency: 'CNY' } },
  ];
  const drafted = await shop.tuan.campaigns.draft({ ...wanted, externalId: 'wed', offers });
  expect(drafted).toMatchObject({
    externalId: 'wed',
    status: 'draft',
    phase: 'draft',
    leaderIds: [planted.leader],
    pickupPointIds: [planted.point],
    offers: [
      {
        title: '苹果',
        unit: '斤',
        category: '水果',
        gramsPerUnit: 500,
        price: { amount: 1000 },
        cap: 300,
        left: 300,
        closesAt: '2026-11-24T14:00:00.000Z',
      },
      {
        title: '散养土鸡蛋',
        price: { amount: 2980 },
        cap: null,
        left: null,
        minimum: null,
        onMiss: 'cancel',
      },
    ],
  });
  expect(await shop.tuan.campaigns.get({ campaignId: 'external:wed' })).toEqual(drafted);
});

test('draft campaign: without opensAt it opens now; the windows are instants of the shop zone', async () => {
  const { opensAt: _, ...without } = wanted;
  const { id, opensAt } = await shop.tuan.campaigns.draft(without);
  expect(opensAt).toBe('2026-11-23T01:00:00.000Z');
  const [row] = await shop.tuan.reader.rows(
    'SELECT "pickupStartsAt", "pickupEndsAt" FROM "campaigns" WHERE "id" = ?',
    [id],
  );
  expect(row).toEqual({
    pickupStartsAt: Date.parse('2026-11-25T16:00:00+08:00'),
    pickupEndsAt: Date.parse('2026-11-25T20:00:00+08:00'),
  });
});

test('draft campaign: every wrong offer is named, and nothing is stored', async () => {
  const offers = [
    { variantId: 'external:F001', onMiss: 'extendOnce' as const },
    { variantId: 'external:F001' },
    {
      variantId: 'external:E001',
      closesAt: '2026-11-24T08:00:00+08:00',
      minimum: 5,
      lowerMinimums: [5],
      onMiss: 'nextLower' as const,
    },
  ];
  await expect(shop.tuan.campaigns.draft({ ...wanted, offers })).rejects.toMatchObject({
    code: 'invalid_input',
    details: {
      fields: expect.arrayContaining([
        expect.objectContaining({ path: 'offers.0.minimum', code: 'required' }),
        expect.objectContaining({ path: 'offers.0.extendHours', code: 'required' }),
        expect.objectContaining({ path: 'offers.1.variantId', code: 'duplicate' }),
        expect.objectContaining({ path: 'offers.2.closesAt', code: 'before_opening' }),
        expect.objectContaining({ path: 'offers.2.lowerMinimums', code: 'not_lower' }),
      ]) as unknown,
    },
  });
  expect(await shop.tuan.campaigns.list({ limit: 50, status: 'draft' })).toMatchObject({ data: [] });
});

test('draft campaign: refuses a cutoff before the opening, another currency, what is unknown, and an externalId twice', async () => {
  const { draft } = shop.tuan.campaigns;
  await expect(draft({ ...wanted, closesAt: wanted.opensAt })).rejects.toMatchObject({
    details: { fields: [{ path: 'closesAt' }] },
  });
  const dollars = [{ variantId: planted.apple, price: { amount: 100, currency: 'USD' } }];
  await expect(draft({ ...wanted, offers: dollars })).rejects.toMatchObject({
    code: 'currency_mismatch',
    details: { fields: [{ path: 'offers.0.price.currency' }] },
  });
  await expect(draft({ ...wanted, leaderIds: ['external:nobody'] })).rejects.toMatchObject({
    code: 'not_found',
    details: { what: 'leaders' },
  });
  await draft({ ...wanted, externalId: 'wed' });
  await expect(draft({ ...wanted, externalId: 'wed' })).rejects.toMatchObject({ code: 'conflict' });
});

test('draft campaign: only the shop drafts', async () => {
  const actors = [
    { kind: 'customer', customerId: planted.customer },
    { kind: 'leader', leaderId: planted.leader },
    { kind: 'storefront', keyId: 'key_1' },
  ] as const;
  for (const actor of actors) {
    await expect(shop.tuan.campaigns.draft(wanted, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
  }
});
