import { afterEach, beforeEach, expect, test } from 'vitest';
import { flashWindows } from './tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
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
  leaderIds: [planted.leader],
  pickupPointIds: [planted.point],
};
const apple = { variantId: planted.apple };

type Wish = Partial<Parameters<TestShop['tuan']['campaigns']['draft']>[0]>;

async function publish(wish: Wish = {}, at: TestShop = shop) {
  const { id } = await at.tuan.campaigns.draft({ ...wanted, offers: [apple], ...wish });
  return at.tuan.campaigns.publish({ campaignId: id });
}

test('publish campaign: scheduled, open, closed follow from the clock; the instant of the cutoff is closed (C15)', async () => {
  const { id, status, phase } = await publish();
  expect({ status, phase }).toEqual({ status: 'published', phase: 'scheduled' });
  const phaseAt = async (text: string): Promise<string> => {
    shop.at(text);
    return (await shop.tuan.campaigns.get({ campaignId: id })).phase;
  };
  expect(await phaseAt('2026-11-24T07:59:59.999+08:00')).toBe('scheduled');
  expect(await phaseAt('2026-11-24T08:00:00+08:00')).toBe('open');
  expect(await phaseAt('2026-11-24T21:59:59.999+08:00')).toBe('open');
  expect(await phaseAt('2026-11-24T22:00:00+08:00')).toBe('closed');
});

test('publish campaign: what is missing is named, all of it at once', async () => {
  await expect(publish({ offers: [], leaderIds: [], pickupPointIds: [] })).rejects.toMatchObject({
    code: 'campaign_incomplete',
    details: { fields: [{ path: 'leaderIds' }, { path: 'pickupPointIds' }, { path: 'offers' }] },
  });
});

test('publish campaign: a suspended leader and a retired point do not count; the house leader does', async () => {
  await shop.tuan.leaders.suspend({ leaderId: planted.leader, reason: '休假' });
  await shop.plant((work) => {
    work.set(pickupPoints, work.get(pickupPoints, planted.point), { retired: true });
    return null;
  });
  await expect(publish()).rejects.toMatchObject({
    details: { fields: [{ path: 'leaderIds' }, { path: 'pickupPointIds' }] },
  });
  expect(await publish({ houseLeaderAllowed: true, pickupPointIds: [planted.otherPoint] })).toMatchObject({
    status: 'published',
  });
});

test('publish campaign: every cutoff lies after the opening and at or before the first pickup window', async () => {
  const late = { ...apple, closesAt: '2026-11-25T16:00:01+08:00' };
  const early = { variantId: planted.egg, closesAt: '2026-11-24T08:00:01+08:00' };
  const { id } = await shop.tuan.campaigns.draft({
    ...wanted,
    pickupDate: '2026-11-25',
    offers: [late, early],
  });
  await shop.tuan.campaigns.change({ campaignId: id, opensAt: '2026-11-24T09:00:00+08:00' });
  await expect(shop.tuan.campaigns.publish({ campaignId: id })).rejects.toMatchObject({
    code: 'campaign_incomplete',
    details: {
      fields: [
        { path: 'offers.0.closesAt', code: 'after_pickup' },
        { path: 'offers.0.closesAt', code: 'lead_time' },
        { path: 'offers.1.closesAt', code: 'before_opening' },
      ],
    },
  });
});

test('R23: pickup lies lead days after the cutoff date, and the offer that needs more is named', async () => {
  const offers = [{ variantId: planted.egg, closesAt: '2026-11-25T00:00:00+08:00' }, apple];
  const refused = publish({ offers });
  await expect(refused).rejects.toMatchObject({
    details: { fields: [{ path: 'offers.0.closesAt', code: 'lead_time' }] },
  });
  await expect(refused).rejects.toMatchObject({
    details: { fields: [{ message: expect.stringContaining('散养土鸡蛋') as unknown }] },
  });
  // One millisecond earlier it is still the day before.
  expect(
    await publish({
      offers: [{ ...offers[0], variantId: planted.egg, closesAt: '2026-11-24T23:59:59.999+08:00' }],
    }),
  ).toMatchObject({ status: 'published' });
});

test('R23: the cutoff date is that of the shop zone, across a change of clocks', async () => {
  const berlin = await testShop({ zone: 'Europe/Berlin' });
  const wish = {
    opensAt: '2026-03-27T08:00:00+01:00',
    pickupDate: '2026-03-29',
    // 02:30 does not exist on this night and would be refused.
    pickupWindows: [{ opens: '03:30', closes: '20:00' }],
    offers: [apple],
  };
  // 23:30 in Berlin (winter time) is 22:30 UTC on the 28th; half an hour later it is the 29th.
  const published = await publish({ ...wish, closesAt: '2026-03-28T22:30:00Z' }, berlin);
  expect(published.status).toBe('published');
  const [row] = await berlin.tuan.reader.rows(
    'SELECT "pickupStartsAt" AS "starts" FROM "campaigns" WHERE "id" = ?',
    [published.id],
  );
  expect(row).toEqual({ starts: Date.parse('2026-03-29T03:30:00+02:00') });
  const later = { ...wish, closesAt: '2026-03-28T23:00:00Z' };
  const named = [{ ...apple, closesAt: '2026-03-28T23:00:00Z' }];
  await expect(
    publish({ ...later, closesAt: '2026-03-28T23:30:00Z', offers: named }, berlin),
  ).rejects.toMatchObject({
    details: { fields: [{ path: 'offers.0.closesAt', code: 'lead_time' }] },
  });
  // Where no cutoff is named, it is the same time of day on the last day that is early enough.
  expect(await publish(later, berlin)).toMatchObject({
    offers: [{ closesAt: '2026-03-27T23:00:00.000Z', cutoffFrom: 'leadDays' }],
  });
  await berlin.close();
});

test('R20, R23: an offer that may be extended counts with its extension', async () => {
  const extended = { ...apple, minimum: 10, onMiss: 'extendOnce' as const, extendHours: 2 };
  await expect(publish({ offers: [extended] })).rejects.toMatchObject({
    details: { fields: [{ code: 'lead_time' }] },
  });
  expect(
    await publish({ offers: [{ ...extended, extendHours: 1, closesAt: '2026-11-24T22:59:00+08:00' }] }),
  ).toMatchObject({ status: 'published' });
});

test('publish campaign: overlapping flash windows are refused', async () => {
  const { id, offers } = await shop.tuan.campaigns.draft({ ...wanted, offers: [apple] });
  const offerId = offers[0]?.id ?? '';
  const from = Date.parse(wanted.opensAt);
  await shop.plant((work) => {
    work.insert(flashWindows, {
      id: 'fla_1',
      offerId,
      startsAt: from,
      endsAt: from + 1000,
      price: 500,
      stock: 5,
    });
    work.insert(flashWindows, {
      id: 'fla_2',
      offerId,
      startsAt: from + 999,
      endsAt: from + 2000,
      price: 500,
      stock: 5,
    });
    return null;
  });
  await expect(shop.tuan.campaigns.publish({ campaignId: id })).rejects.toMatchObject({
    details: { fields: [{ path: 'offers.0.flashWindows' }] },
  });
});

test('publish campaign: twice, unknown and by others is refused', async () => {
  const { id } = await publish();
  await expect(shop.tuan.campaigns.publish({ campaignId: id })).rejects.toMatchObject({
    code: 'campaign_status',
    details: { status: 'published' },
  });
  await expect(shop.tuan.campaigns.publish({ campaignId: 'cam_none' })).rejects.toMatchObject({
    code: 'not_found',
  });
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.campaigns.publish({ campaignId: id }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
