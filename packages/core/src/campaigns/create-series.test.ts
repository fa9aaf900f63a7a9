import { afterEach, beforeEach, expect, test } from 'vitest';
import { fruitRound, makeDue, roundsOf, startSeries } from '../testing/fruit-series.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('a series whose time falls into a gap is refused with the date and both choices, or takes the one it names', async () => {
  const berlin = await testShop({ zone: 'Europe/Berlin' });
  berlin.at('2026-03-02T09:00:00+01:00');
  const night = { opensAt: '2026-03-06T08:00', closesAt: '2026-03-08T02:30', pickupDate: '2026-03-09' };
  const { id: templateId } = await berlin.tuan.campaigns.draft({ ...fruitRound, ...night });
  const plan = { templateId, rule: { freq: 'weekly' as const, byDay: ['MO'] } };
  const wish = { title: '夜团', ...plan };
  const { create, preview } = berlin.tuan.campaignSeries;
  await expect(create({ ...wish, startsOn: '2026-03-16' })).rejects.toMatchObject({
    code: 'invalid_input',
    details: {
      fields: [
        { path: 'inGap', code: 'clock_gap', message: expect.stringContaining('2026-03-30') as unknown },
      ],
      choices: [{ before: '2026-03-29T01:30:00+01:00', after: '2026-03-29T03:30:00+02:00' }],
    },
  });
  const { data } = await preview({ ...plan, startsOn: '2026-03-16', limit: 4 });
  expect(data.map(({ date, state }) => [date, state])).toEqual([
    ['2026-03-16', 'planned'],
    ['2026-03-23', 'planned'],
    ['2026-03-30', 'gap'],
    ['2026-04-06', 'planned'],
  ]);
  const stored = await create({ ...wish, startsOn: '2026-03-16', inGap: 'before', horizonDays: 30 });
  expect(await makeDue(berlin)).toBe(3);
  const [latest] = await roundsOf(berlin, stored.id);
  const copy = await berlin.tuan.campaigns.get({ campaignId: latest?.campaignId ?? '' });
  expect(copy).toMatchObject({ pickupDate: '2026-03-30', closesAt: '2026-03-29T00:30:00.000Z' });
  await berlin.close();
});

test('bad input: no date left, an unknown template, a wrong break, an externalId twice; only the shop', async () => {
  await expect(startSeries(shop, { rule: { freq: 'daily', until: '2026-11-20' } })).rejects.toMatchObject({
    details: { fields: [{ path: 'rule', code: 'no_dates' }] },
  });
  await expect(startSeries(shop, { templateId: 'cam_x' })).rejects.toMatchObject({ code: 'not_found' });
  await expect(
    startSeries(shop, { breaks: [{ from: '2026-12-02', to: '2026-12-01' }] }),
  ).rejects.toMatchObject({
    code: 'invalid_input',
  });
  await expect(startSeries(shop, { horizonDays: 61 })).rejects.toMatchObject({ code: 'invalid_input' });
  const { id } = await startSeries(shop, { externalId: 'fruit' });
  await expect(startSeries(shop, { externalId: 'fruit' })).rejects.toMatchObject({ code: 'conflict' });
  expect((await shop.tuan.campaignSeries.get({ seriesId: 'external:fruit' })).id).toBe(id);
  for (const actor of [
    { kind: 'leader', leaderId: planted.leader },
    { kind: 'customer', customerId: planted.customer },
    { kind: 'storefront', keyId: 'key_1' },
  ] as const) {
    const { campaignSeries } = shop.tuan;
    for (const call of [
      campaignSeries.pause({ seriesId: id }, { actor }),
      campaignSeries.makeRound({ seriesId: id }, { actor }),
      campaignSeries.get({ seriesId: id }, { actor }),
      campaignSeries.rounds({ seriesId: id, limit: 5 }, { actor }),
    ])
      await expect(call).rejects.toMatchObject({ code: 'not_allowed' });
  }
});
