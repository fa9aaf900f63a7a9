import { expect } from 'vitest';
import { draftFruit, fruitRound } from '../fruit-series.ts';
import { planted } from '../neighbourhood.ts';
import type { TestShop } from '../test-shop.ts';
import { booksOf, refusalOf, type ShopFlow, tickCleanly, yuan } from './flow.ts';

const { campaign: campaignId, apple, egg, point } = planted;
const rule = { freq: 'weekly' as const, byDay: ['TU', 'FR'] };

/**
 * A series makes its rounds by itself, offers close when their lead days ask for it, cases are filled at the cutoff.
 *
 * By hand: eggs at 32.80 in cases of 12. 王姐 takes 5 and 2 more if they help, 李叔 4 and 3 more: 14 are paid, 12 fill
 * the case, so two go back by order time, 65.60. Money held: 12 × 32.80 = 393.60 of eggs and 6 × 10.00 of apples.
 */
export const seriesFlow: ShopFlow = {
  title: 'a series, its rounds, cutoffs by lead days and full cases',
  async play(shop) {
    await makeRounds(shop);
    await changeSeries(shop);
    await closeByLeadDays(shop);
    await shareOnePool(shop);
    await fillCases(shop);
    await callOff(shop);
    expect(await booksOf(shop)).toEqual({
      hostMoney: 57_920,
      deposits: -45_360,
      refundsDue: -12_560,
      commissionDeferred: 4536,
      commissionAccrued: -4536,
    });
  },
};

async function makeRounds(shop: TestShop): Promise<void> {
  const { campaignSeries } = shop.tuan;
  const templateId = await draftFruit(shop);
  const wish = { templateId, rule, startsOn: '2026-11-24' };
  const preview = await campaignSeries.preview({ ...wish, limit: 3 });
  expect(preview.data.map(({ date }) => date)).toEqual(['2026-11-24', '2026-11-27', '2026-12-01']);
  const series = { ...wish, title: '每周二、五鲜果团', horizonDays: 4, publish: true };
  const { id: seriesId } = await campaignSeries.create(series);
  expect((await tickCleanly(shop))['campaignSeries.makeRound']).toBe(2);
  expect((await tickCleanly(shop))['campaignSeries.makeRound']).toBeUndefined();
  const { data } = await campaignSeries.rounds({ seriesId });
  expect(data).toMatchObject([
    { date: '2026-11-27', outcome: 'published' },
    { date: '2026-11-24', outcome: 'published' },
  ]);
}

async function changeSeries({ tuan, ...shop }: TestShop): Promise<void> {
  const { campaignSeries } = tuan;
  const { data } = await campaignSeries.list({ status: 'active' });
  const seriesId = data[0]?.id ?? '';
  const breaks = [{ from: '2026-12-01', to: '2026-12-02', reason: '盘点' }];
  await campaignSeries.change({ seriesId, breaks });
  const { data: dates } = await campaignSeries.dates({ seriesId, limit: 4 });
  expect(dates.map(({ date, state }) => [date, state])).toEqual([
    ['2026-11-24', 'made'],
    ['2026-11-27', 'made'],
    ['2026-12-01', 'break'],
    ['2026-12-04', 'planned'],
  ]);
  await campaignSeries.pause({ seriesId });
  expect(await campaignSeries.get({ seriesId })).toMatchObject({ status: 'paused' });
  await campaignSeries.resume({ seriesId });
  shop.at('2026-11-23T09:30:00+08:00');
  expect(await campaignSeries.makeRound({ seriesId })).toBeDefined();
  await campaignSeries.end({ seriesId });
  expect(await refusalOf(campaignSeries.resume({ seriesId }))).not.toBe('accepted');
}

/** The supplier needs three days: eggs close then, apples at a time of their own. Copied, changed and shown so. */
async function closeByLeadDays({ tuan }: TestShop): Promise<void> {
  await tuan.suppliers.upsert({
    suppliers: [{ externalId: '果然鲜果业', name: '果然鲜果业', leadDays: 3 }],
  });
  const saturday = { ...fruitRound, closesAt: '2026-11-27T22:00', pickupDate: '2026-11-28' };
  const offers = [{ variantId: apple, closesAt: '2026-11-24T12:00' }, { variantId: egg }];
  const { id } = await tuan.campaigns.draft({ ...saturday, title: '周六团', offers });
  const changed = await tuan.campaigns.change({ campaignId: id, pickupDate: '2026-11-29' });
  expect(changed.offers).toMatchObject([{ cutoffFrom: 'own' }, { cutoffFrom: 'leadDays' }]);
  await tuan.campaigns.publish({ campaignId: id });
  const shown = await tuan.campaigns.showOpen({ campaignId: id });
  expect(shown.offers.map(({ closesAt }) => closesAt)).toEqual([
    '2026-11-24T04:00:00.000Z',
    '2026-11-26T14:00:00.000Z',
  ]);
  const copy = await tuan.campaigns.copy({ campaignId: id, pickupDate: '2026-12-06' });
  expect(copy).toMatchObject({ status: 'draft', pickupDate: '2026-12-06' });
  expect((await tuan.campaigns.pickupDates({ campaignId: id, days: 3 })).dates).toHaveLength(3);
  expect((await tuan.campaigns.listOpen({})).data.length).toBeGreaterThan(1);
  expect((await tuan.campaigns.list({ status: 'draft' })).data.length).toBe(2);
  await tuan.campaigns.close({ campaignId: id });
  expect(await refusalOf(tuan.campaigns.publish({ campaignId: id }))).toBe('campaign_status');
}

const buy = async (shop: TestShop, name: string, lines: readonly object[]) => {
  const cart = { campaignId, lines: lines as { variantId: string; pieces: number; tolerance?: number }[] };
  const { total } = await shop.tuan.orders.quote(cart);
  shop.now += 1000;
  const by = { leaderId: planted.leader, communityId: planted.community, pickupPointId: point };
  const payment = { amount: total, reference: `till ${name}` };
  return shop.tuan.orders.place({ ...cart, customer: { nickname: name }, ...by, payment });
};

async function shareOnePool(shop: TestShop): Promise<void> {
  const pool = { variantId: apple, pickupDate: '2026-11-24', cap: 6 };
  await buy(shop, '赵姨', [{ variantId: apple, pieces: 6 }]);
  expect(await shop.tuan.pools.put(pool)).toMatchObject({ sold: 6, left: 0 });
  expect(await refusalOf(buy(shop, '丁叔', [{ variantId: apple, pieces: 1 }]))).toBe('offer_sold_out');
}

async function fillCases(shop: TestShop): Promise<void> {
  const { tuan } = shop;
  await buy(shop, '王姐', [{ variantId: egg, pieces: 5, tolerance: 2 }]);
  const second = await buy(shop, '李叔', [{ variantId: egg, pieces: 4, tolerance: 3 }]);
  expect(second.total).toEqual(yuan(7 * 3280));
  expect(await tuan.campaigns.progress({ campaignId })).toMatchObject({ campaignId });
  shop.at('2026-11-23T22:10:00+08:00');
  await tuan.campaigns.freeze({ campaignId });
  expect(await tuan.campaigns.noteBuyingProblem({ campaignId, problem: 'conflict' })).toEqual({
    cutoffs: ['2026-11-23T14:00:00.000Z'],
  });
  const done = await tickCleanly(shop);
  expect(done['purchaseOrders.generate']).toBe(1);
  const owed = await tuan.reader.rows<{ freezeId: string; orderLineId: string }>(
    'SELECT "freezeId", "orderLineId" FROM "freeze_refunds"',
  );
  expect(await tuan.campaigns.refundFrozenLines({ lines: [...owed] })).toEqual({ done: 0 });
  expect(await tuan.orders.get({ orderId: second.id })).toMatchObject({
    refunded: yuan(6560),
    lines: [{ pieces: 7, cancelled: 2, tolerance: 0 }],
  });
}

/** A round whose supplier's minimum is missed is open once more; called off, it gives its money back by the tick. */
async function callOff(shop: TestShop): Promise<void> {
  const { tuan } = shop;
  const terms = { minimumCases: 2, belowMinimum: 'extend', minimumExtendHours: 12 } as const;
  await tuan.suppliers.upsert({
    suppliers: [{ externalId: '果然鲜果业', name: '果然鲜果业', ...terms }],
  });
  const { id } = await tuan.campaigns.draft({
    ...fruitRound,
    title: '下雪',
    closesAt: '2026-11-24T22:00',
    pickupDate: '2026-11-30',
  });
  await tuan.campaigns.publish({ campaignId: id });
  const lines = [{ variantId: apple, pieces: 6 }];
  const order = await tuan.orders.place({
    campaignId: id,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: point,
    lines,
    payment: { amount: yuan(6000), reference: 'till snow' },
  });
  shop.at('2026-11-24T22:00:00+08:00');
  expect((await tickCleanly(shop))['campaigns.extendSuppliers']).toBe(1);
  expect(await tuan.campaigns.extendSuppliers({ campaignId: id })).toEqual({ extended: [] });
  await tuan.campaigns.cancel({ campaignId: id, reason: '下雪' });
  expect((await tickCleanly(shop))['campaigns.cancelOrders']).toBe(1);
  expect(await tuan.campaigns.cancelOrders({ orderIds: [order.id] })).toEqual({ done: 0 });
  expect(await tuan.orders.get({ orderId: order.id })).toMatchObject({
    status: 'cancelled',
    refunded: yuan(6000),
  });
}
