import { afterEach, beforeEach, expect, test } from 'vitest';
import { products, variants } from '../catalog/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const wanted = {
  title: '周二鲜果团',
  opensAt: '2026-11-23T08:00',
  closesAt: '2026-11-23T22:00',
  pickupDate: '2026-11-24',
  pickupWindows: [{ opens: '16:00', closes: '20:00' }],
  leaderIds: [planted.leader, planted.otherLeader],
  pickupPointIds: [planted.point],
  helpSelling: { ownerId: planted.leader, owner: { basisPoints: 300 }, helper: { basisPoints: 900 } },
  offers: [
    {
      variantId: planted.apple,
      cap: 300,
      limitPerCustomer: 5,
      minimum: 10,
      tiers: [{ fromPieces: 30, price: yuan(900) }],
      flashWindows: [
        { startsAt: '2026-11-23T20:00', endsAt: '2026-11-23T21:00', price: yuan(800), stock: 20 },
      ],
    },
    { variantId: planted.egg, closesAt: '2026-11-23T18:00', price: yuan(3000) },
  ],
};

test('copy campaign: everything moved on by calendar days, nothing sold, a draft of its own', async () => {
  const template = await shop.tuan.campaigns.draft(wanted);
  await shop.tuan.commissionRules.create({ campaignId: template.id, basisPoints: 1200 });
  await shop.tuan.campaigns.publish({ campaignId: template.id });
  const copy = await shop.tuan.campaigns.copy({
    campaignId: template.id,
    pickupDate: '2026-12-01',
    externalId: 'tue-2',
  });
  expect(copy).toMatchObject({
    title: '周二鲜果团',
    externalId: 'tue-2',
    status: 'draft',
    opensAt: '2026-11-30T00:00:00.000Z',
    closesAt: '2026-11-30T14:00:00.000Z',
    pickupDate: '2026-12-01',
    leaderIds: template.leaderIds,
    pickupPointIds: [planted.point],
    helpSelling: { ownerId: planted.leader, owner: { basisPoints: 300 }, helper: { basisPoints: 900 } },
    offers: [
      {
        cap: 300,
        limitPerCustomer: 5,
        minimum: 10,
        sold: 0,
        closesAt: '2026-11-30T14:00:00.000Z',
        tiers: [{ fromPieces: 30, price: yuan(900) }],
        flashWindows: [{ startsAt: '2026-11-30T12:00:00.000Z', endsAt: '2026-11-30T13:00:00.000Z', sold: 0 }],
      },
      { price: yuan(3000), closesAt: '2026-11-30T10:00:00.000Z', cutoffFrom: 'own' },
    ],
  });
  const rules = await shop.tuan.reader.rows(
    `SELECT "basisPoints" FROM "commission_rules" WHERE "campaignId" = ?`,
    [copy.id],
  );
  expect(rules).toEqual([{ basisPoints: 1200 }]);
  expect(await shop.tuan.campaigns.publish({ campaignId: copy.id })).toMatchObject({ status: 'published' });
});

test('copy campaign: 22:00 stays 22:00 over a change of the clock', async () => {
  const berlin = await testShop({ zone: 'Europe/Berlin' });
  const dates = { opensAt: '2026-10-23T08:00', closesAt: '2026-10-23T22:00', pickupDate: '2026-10-24' };
  const { id } = await berlin.tuan.campaigns.draft({ ...wanted, ...dates, offers: [] });
  const copy = await berlin.tuan.campaigns.copy({ campaignId: id, pickupDate: '2026-10-31' });
  expect(copy).toMatchObject({ opensAt: '2026-10-30T07:00:00.000Z', closesAt: '2026-10-30T21:00:00.000Z' });
  await berlin.close();
});

test('copy campaign: a time in a gap is refused with both choices, or becomes the one that is named', async () => {
  const berlin = await testShop({ zone: 'Europe/Berlin' });
  const dates = { opensAt: '2026-03-20T08:00', closesAt: '2026-03-22T02:30', pickupDate: '2026-03-23' };
  const { id: campaignId } = await berlin.tuan.campaigns.draft({ ...wanted, ...dates, offers: [] });
  const { copy } = berlin.tuan.campaigns;
  await expect(copy({ campaignId, pickupDate: '2026-03-30' })).rejects.toMatchObject({
    code: 'invalid_input',
    details: {
      fields: [{ path: 'closesAt', code: 'clock_gap' }],
      choices: [
        {
          local: '2026-03-29 02:30',
          before: '2026-03-29T01:30:00+01:00',
          after: '2026-03-29T03:30:00+02:00',
        },
      ],
    },
  });
  const wish = { campaignId, pickupDate: '2026-03-30' };
  expect((await copy({ ...wish, inGap: 'before' })).closesAt).toBe('2026-03-29T00:30:00.000Z');
  expect((await copy({ ...wish, inGap: 'after' })).closesAt).toBe('2026-03-29T01:30:00.000Z');
  await berlin.close();
});

test('copy campaign: goods no longer sold are left out and named; names come from the catalogue of today', async () => {
  const template = await shop.tuan.campaigns.draft(wanted);
  await shop.plant((work, { now }) => {
    work.set(variants, work.get(variants, planted.egg), { retired: true });
    work.set(products, work.get(products, 'prd_apple'), { name: '红富士苹果', updatedAt: now });
  });
  const copy = await shop.tuan.campaigns.copy({ campaignId: template.id, pickupDate: '2026-12-01' });
  expect(copy.offers).toMatchObject([{ title: '红富士苹果' }]);
  const [event] = await shop.tuan.reader.rows<{ data: string }>(
    `SELECT "data" FROM "events" WHERE "type" = 'campaign.copied'`,
  );
  expect(JSON.parse(event?.data ?? '')).toMatchObject({ templateId: template.id, leftOut: [planted.egg] });
});

test('R3: the copy shares a stock as large as that of the template, with what others sold that day', async () => {
  const template = await shop.tuan.campaigns.draft(wanted);
  await shop.tuan.pools.put({ variantId: planted.apple, pickupDate: '2026-11-24', cap: 500 });
  const first = await shop.tuan.campaigns.copy({ campaignId: template.id, pickupDate: '2026-12-01' });
  const second = await shop.tuan.campaigns.copy({ campaignId: template.id, pickupDate: '2026-12-01' });
  expect([first.offers[0]?.poolDate, second.offers[0]?.poolDate]).toEqual(['2026-12-01', '2026-12-01']);
  expect(first.offers[1]?.poolDate).toBeNull();
  const [pool] = await shop.tuan.reader.rows(
    `SELECT "cap", "sold" FROM "pools" WHERE "variantId" = ? AND "pickupDate" = '2026-12-01'`,
    [planted.apple],
  );
  expect(pool).toEqual({ cap: 500, sold: 0 });
});

test('copy campaign: a date that is none, an unknown campaign, an externalId twice, and others than the shop are refused', async () => {
  const { id: campaignId } = await shop.tuan.campaigns.draft(wanted);
  const { copy } = shop.tuan.campaigns;
  await expect(copy({ campaignId, pickupDate: '2026-02-30' })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  await expect(copy({ campaignId: 'cam_x', pickupDate: '2026-12-01' })).rejects.toMatchObject({
    code: 'not_found',
  });
  await copy({ campaignId, pickupDate: '2026-12-01', externalId: 'a' });
  await expect(copy({ campaignId, pickupDate: '2026-12-01', externalId: 'a' })).rejects.toMatchObject({
    code: 'conflict',
  });
  for (const actor of [
    { kind: 'leader', leaderId: planted.leader },
    { kind: 'customer', customerId: planted.customer },
    { kind: 'storefront', keyId: 'key_1' },
  ] as const)
    await expect(copy({ campaignId, pickupDate: '2026-12-01' }, { actor })).rejects.toMatchObject({
      code: 'not_allowed',
    });
});
