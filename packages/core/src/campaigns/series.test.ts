import { afterEach, beforeEach, expect, test } from 'vitest';
import { leaders } from '../leaders/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { tick } from '../tick.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const wanted = {
  title: '鲜果团',
  opensAt: '2026-11-23T08:00',
  closesAt: '2026-11-23T22:00',
  pickupDate: '2026-11-24',
  pickupWindows: [{ opens: '16:00', closes: '20:00' }],
  leaderIds: [planted.leader],
  pickupPointIds: [planted.point],
  offers: [{ variantId: planted.apple, cap: 300 }],
};

const tuesdaysAndFridays = { freq: 'weekly' as const, byDay: ['TU', 'FR'] };

async function template(): Promise<string> {
  return (await shop.tuan.campaigns.draft(wanted)).id;
}

async function series(wish: object = {}) {
  return shop.tuan.campaignSeries.create({
    title: '每周二、五鲜果团',
    templateId: await template(),
    rule: tuesdaysAndFridays,
    startsOn: '2026-11-24',
    horizonDays: 4,
    publish: true,
    ...wish,
  });
}

const rounds = (of: Pick<TestShop, 'tuan'>, seriesId: string) =>
  of.tuan.campaignSeries.rounds({ seriesId, limit: 50 });

/** How many rounds a tick made. */
async function made(of: TestShop = shop): Promise<number | undefined> {
  return (await tick(of.tuan)).steps.find(({ name }) => name === 'campaignSeries.makeRound')?.done;
}

test('a series makes its rounds when the horizon reaches them, each date once for ever', async () => {
  const { id, nextDate } = await series();
  expect(nextDate).toBe('2026-11-24');
  expect([await made(), await made()]).toEqual([2, 0]);
  expect((await rounds(shop, id)).data).toMatchObject([
    { date: '2026-11-27', outcome: 'published', problems: [] },
    { date: '2026-11-24', outcome: 'published', problems: [] },
  ]);
  shop.at('2026-11-27T09:00:00+08:00');
  expect([await made(), await made()]).toEqual([1, 0]);
  expect(await shop.tuan.campaignSeries.get({ seriesId: id })).toMatchObject({ nextDate: '2026-12-04' });
  const [latest] = (await rounds(shop, id)).data;
  expect(await shop.tuan.campaigns.get({ campaignId: latest?.campaignId ?? '' })).toMatchObject({
    title: '鲜果团',
    status: 'published',
    opensAt: '2026-11-30T00:00:00.000Z',
    closesAt: '2026-11-30T14:00:00.000Z',
    pickupDate: '2026-12-01',
  });
});

test('two ticks at the same moment make a round once', async () => {
  const { id } = await series();
  await Promise.all([tick(shop.tuan), tick(shop.tuan)]);
  expect((await rounds(shop, id)).data).toHaveLength(2);
  const copies = await shop.tuan.reader.rows(`SELECT 1 FROM "events" WHERE "type" = 'campaign.copied'`);
  expect(copies).toHaveLength(2);
});

test('rounds are left as drafts where the series says so', async () => {
  const { id } = await series({ publish: false });
  await made();
  const [, first] = (await rounds(shop, id)).data;
  expect(first?.outcome).toBe('drafted');
  expect(await shop.tuan.campaigns.get({ campaignId: first?.campaignId ?? '' })).toMatchObject({
    status: 'draft',
  });
});

test('a round that cannot be published waits as a draft; an event and a notice say why', async () => {
  const { id } = await series();
  await shop.plant((work) => work.set(leaders, work.get(leaders, planted.leader), { status: 'suspended' }));
  await made();
  const [, first] = (await rounds(shop, id)).data;
  expect(first).toMatchObject({ outcome: 'refused', problems: [{ path: 'leaderIds', code: 'required' }] });
  const campaignId = first?.campaignId ?? '';
  expect(await shop.tuan.campaigns.get({ campaignId })).toMatchObject({ status: 'draft' });
  const events = await shop.tuan.reader.rows<{ data: string }>(
    `SELECT "data" FROM "events" WHERE "type" = 'series.roundRefused' ORDER BY "sequence"`,
  );
  expect(JSON.parse(events[0]?.data ?? '')).toMatchObject({ date: '2026-11-24', campaignId });
  const told = await shop.tuan.reader.rows<{ facts: string }>(
    `SELECT "facts" FROM "notices" WHERE "topic" = 'series.roundRefused' AND "receiverKind" = 'shop'`,
  );
  expect(told.map(({ facts }) => JSON.parse(facts) as unknown)).toContainEqual(
    expect.objectContaining({ title: '每周二、五鲜果团', problems: first?.problems }),
  );
  await shop.plant((work) => work.set(leaders, work.get(leaders, planted.leader), { status: 'active' }));
  expect(await shop.tuan.campaigns.publish({ campaignId })).toMatchObject({ status: 'published' });
});

test('breaks are skipped, the rule ends by itself, and what is over cannot be changed', async () => {
  const { id } = await series({
    rule: { ...tuesdaysAndFridays, until: '2026-12-01' },
    breaks: [{ from: '2026-11-25', to: '2026-11-28', reason: '感恩节' }],
    horizonDays: 30,
  });
  expect((await shop.tuan.campaignSeries.dates({ seriesId: id, limit: 5 })).data).toMatchObject([
    { date: '2026-11-24', state: 'planned' },
    { date: '2026-11-27', state: 'break', reason: '感恩节' },
    { date: '2026-12-01', state: 'planned' },
  ]);
  expect(await made()).toBe(2);
  expect((await rounds(shop, id)).data.map(({ date }) => date)).toEqual(['2026-12-01', '2026-11-24']);
  expect(await shop.tuan.campaignSeries.get({ seriesId: id })).toMatchObject({
    status: 'ended',
    nextDate: null,
  });
  for (const command of [
    shop.tuan.campaignSeries.pause({ seriesId: id }),
    shop.tuan.campaignSeries.resume({ seriesId: id }),
    shop.tuan.campaignSeries.change({ seriesId: id, publish: false }),
  ])
    await expect(command).rejects.toMatchObject({ code: 'series_status', details: { status: 'ended' } });
  expect(await shop.tuan.campaignSeries.end({ seriesId: id })).toMatchObject({ status: 'ended' });
});

test('paused: no rounds; dates that pass meanwhile are left out; resumed from today on; twice is harmless', async () => {
  const { id } = await series({ horizonDays: 1 });
  const { pause, resume, get } = shop.tuan.campaignSeries;
  await pause({ seriesId: id });
  expect(await pause({ seriesId: id })).toMatchObject({ status: 'paused' });
  shop.at('2026-11-28T09:00:00+08:00');
  expect(await made()).toBe(0);
  await resume({ seriesId: id });
  expect(await resume({ seriesId: id })).toMatchObject({ status: 'active', nextDate: '2026-12-01' });
  expect((await rounds(shop, id)).data).toEqual([]);
  expect(await get({ seriesId: id })).toMatchObject({ nextDate: '2026-12-01' });
});

test('a date whose cutoff passed while nobody ticked has no round, once, and the shop hears of it', async () => {
  const { id } = await series({ horizonDays: 1 });
  shop.at('2026-11-27T09:00:00+08:00');
  expect([await made(), await made()]).toEqual([2, 0]);
  expect((await rounds(shop, id)).data).toMatchObject([
    { date: '2026-11-27', outcome: 'late', campaignId: null },
    { date: '2026-11-24', outcome: 'late', campaignId: null },
  ]);
  const told = await shop.tuan.reader.rows(`SELECT "topic" FROM "notices" WHERE "receiverKind" = 'shop'`);
  expect(told).toEqual([{ topic: 'series.roundMissed' }, { topic: 'series.roundMissed' }]);
});

test('a changed rule makes the dates that are not made yet; what is made stays', async () => {
  const { id } = await series();
  await made();
  const changed = await shop.tuan.campaignSeries.change({
    seriesId: id,
    rule: { freq: 'weekly', byDay: ['TU', 'TH'] },
  });
  expect(changed).toMatchObject({ nextDate: '2026-11-26' });
  await made();
  expect((await rounds(shop, id)).data.map(({ date }) => date)).toEqual([
    '2026-11-27',
    '2026-11-26',
    '2026-11-24',
  ]);
  const unchanged = await shop.tuan.campaignSeries.change({ seriesId: id, publish: true });
  expect(unchanged.rule.byDay).toEqual(['TU', 'TH']);
});

test('preview: the first Fridays of the next months with their times, and nothing is stored', async () => {
  const { data } = await shop.tuan.campaignSeries.preview({
    templateId: await template(),
    rule: { freq: 'monthly', byDay: ['1FR'] },
    limit: 2,
  });
  expect(data).toMatchObject([
    { date: '2026-12-04', closesAt: '2026-12-03T14:00:00.000Z', pickupStartsAt: '2026-12-04T08:00:00.000Z' },
    { date: '2027-01-01', state: 'planned', campaignId: null },
  ]);
  expect((await shop.tuan.campaignSeries.list({ limit: 50 })).data).toEqual([]);
});

test('a series whose time falls into a gap is refused with the date and both choices, or takes the one it names', async () => {
  const berlin = await testShop({ zone: 'Europe/Berlin' });
  berlin.at('2026-03-02T09:00:00+01:00');
  const night = { opensAt: '2026-03-06T08:00', closesAt: '2026-03-08T02:30', pickupDate: '2026-03-09' };
  const { id: templateId } = await berlin.tuan.campaigns.draft({ ...wanted, ...night });
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
  expect(await made(berlin)).toBe(3);
  const [latest] = (await rounds(berlin, stored.id)).data;
  const copy = await berlin.tuan.campaigns.get({ campaignId: latest?.campaignId ?? '' });
  expect(copy).toMatchObject({ pickupDate: '2026-03-30', closesAt: '2026-03-29T00:30:00.000Z' });
  await berlin.close();
});

test.each([
  ['Asia/Shanghai', '2026-10-26', ['22:00']],
  ['Europe/Berlin', '2026-10-20', ['22:00']],
  ['Europe/Berlin', '2026-03-24', ['22:00']],
  ['America/New_York', '2026-10-28', ['22:00']],
  ['Australia/Lord_Howe', '2026-09-30', ['22:00']],
])('wall-clock times stay over a change of the clock: %s from %s', async (zone, start, times) => {
  const there = await testShop({ zone });
  there.now = Date.parse(`${start}T00:00:00Z`);
  const closing = `${new Date(there.now + 86_400_000).toISOString().slice(0, 10)}T22:00`;
  const pickupDate = new Date(there.now + 2 * 86_400_000).toISOString().slice(0, 10);
  const dates = { opensAt: closing.replace('22:00', '08:00'), closesAt: closing, pickupDate };
  const { id } = await there.tuan.campaigns.draft({ ...wanted, ...dates });
  const { data } = await there.tuan.campaignSeries.preview({
    templateId: id,
    rule: { freq: 'daily' },
    startsOn: pickupDate,
    limit: 20,
  });
  const local = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
  });
  expect([...new Set(data.map(({ closesAt }) => local.format(Date.parse(closesAt))))]).toEqual(times);
  expect([...new Set(data.map(({ pickupEndsAt }) => local.format(Date.parse(pickupEndsAt))))]).toEqual([
    '20:00',
  ]);
  await there.close();
});

test('bad input: no date left, an unknown template, a wrong break, an externalId twice; only the shop', async () => {
  await expect(series({ rule: { freq: 'daily', until: '2026-11-20' } })).rejects.toMatchObject({
    details: { fields: [{ path: 'rule', code: 'no_dates' }] },
  });
  await expect(series({ templateId: 'cam_x' })).rejects.toMatchObject({ code: 'not_found' });
  await expect(series({ breaks: [{ from: '2026-12-02', to: '2026-12-01' }] })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  await expect(series({ horizonDays: 61 })).rejects.toMatchObject({ code: 'invalid_input' });
  const { id } = await series({ externalId: 'fruit' });
  await expect(series({ externalId: 'fruit' })).rejects.toMatchObject({ code: 'conflict' });
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

test('rounds are paged by date', async () => {
  const { id } = await series({ rule: { freq: 'daily' }, horizonDays: 10 });
  await made();
  const first = await shop.tuan.campaignSeries.rounds({ seriesId: id, limit: 4 });
  const cursor = first.nextCursor ?? '';
  const second = await shop.tuan.campaignSeries.rounds({ seriesId: id, limit: 50, cursor });
  expect([...first.data, ...second.data].map(({ date }) => date)).toEqual(
    (await rounds(shop, id)).data.map(({ date }) => date),
  );
  expect(second.nextCursor).toBeNull();
});
