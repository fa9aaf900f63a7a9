import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { Clock } from '../shared/moment.ts';
import { addDays, calendarDate, localText, localTime, monthOf, movedByDays } from '../shared/time.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const wanted = {
  title: '夜市团',
  opensAt: '2026-03-27T08:00',
  closesAt: '2026-03-29T02:30',
  pickupDate: '2026-03-30',
  pickupWindows: [{ opens: '16:00', closes: '20:00' }],
  leaderIds: [planted.leader],
  pickupPointIds: [planted.point],
};

async function shopIn(zone: string, at: string): Promise<TestShop> {
  shop = await testShop({ zone });
  shop.at(at);
  return shop;
}

test('a cutoff in a gap is refused with the two choices: Europe/Berlin, 02:30 on 29 March 2026', async () => {
  await shopIn('Europe/Berlin', '2026-03-20T09:00:00Z');
  await expect(shop.tuan.campaigns.draft(wanted)).rejects.toMatchObject({
    code: 'invalid_input',
    details: {
      fields: [
        {
          path: 'closesAt',
          code: 'clock_gap',
          message:
            '2026-03-29 02:30 does not exist in Europe/Berlin: clocks go forward over it. Write 2026-03-29T01:30:00+01:00 (before) or 2026-03-29T03:30:00+02:00 (after).',
        },
      ],
      choices: [
        { path: 'closesAt', before: '2026-03-29T01:30:00+01:00', after: '2026-03-29T03:30:00+02:00' },
      ],
    },
  });
  const { closesAt } = await shop.tuan.campaigns.draft({ ...wanted, closesAt: '2026-03-29T03:30:00+02:00' });
  expect(closesAt).toBe('2026-03-29T01:30:00.000Z');
});

test.each([
  ['America/New_York', '2026-03-08', '2026-03-08T01:30:00-05:00', '2026-03-08T03:30:00-04:00', '02:30'],
  ['Australia/Lord_Howe', '2026-10-04', '2026-10-04T01:45:00+10:30', '2026-10-04T02:45:00+11:00', '02:15'],
])(
  'a pickup window and a flash window in a gap are refused at once: %s',
  async (zone, date, before, after, time) => {
    await shopIn(zone, `${addDays(date, -10)}T00:00:00Z`);
    const offers = [
      {
        variantId: planted.apple,
        flashWindows: [
          {
            startsAt: `${date}T${time}`,
            endsAt: `${date}T12:00`,
            price: { amount: 800, currency: 'CNY' },
            stock: 5,
          },
        ],
      },
    ];
    const dates = {
      opensAt: `${addDays(date, -5)}T08:00`,
      closesAt: `${addDays(date, -1)}T20:00`,
      pickupDate: date,
    };
    const windows = [{ opens: time, closes: '12:00' }];
    await expect(
      shop.tuan.campaigns.draft({ ...wanted, ...dates, pickupWindows: windows }),
    ).rejects.toMatchObject({
      details: {
        choices: [{ path: 'pickupWindows.0.opens', local: `${date} ${time}`, before, after }],
      },
    });
    await expect(shop.tuan.campaigns.draft({ ...wanted, ...dates, offers })).rejects.toMatchObject({
      details: { choices: [{ path: 'offers.0.flashWindows.0.startsAt', before, after }] },
    });
    expect((await shop.tuan.campaigns.list({ limit: 50, status: 'draft' })).data).toEqual([]);
  },
);

test('a cutoff in an overlap is the first of the two, and the answer says so: Europe/Berlin, 25 October 2026', async () => {
  await shopIn('Europe/Berlin', '2026-10-20T09:00:00Z');
  const dates = { opensAt: '2026-10-23T08:00', closesAt: '2026-10-25T02:30', pickupDate: '2026-10-26' };
  const drafted = await shop.tuan.campaigns.draft({ ...wanted, ...dates });
  expect(drafted.closesAt).toBe('2026-10-25T00:30:00.000Z');
  const note = {
    path: 'closesAt',
    local: '2026-10-25 02:30',
    occurrence: 'first',
    meant: '2026-10-25T02:30:00+02:00',
    other: '2026-10-25T02:30:00+01:00',
  };
  expect(drafted.clockNotes).toEqual([note]);
  const second = await shop.tuan.campaigns.change({ campaignId: drafted.id, closesAt: note.other });
  expect(second.closesAt).toBe('2026-10-25T01:30:00.000Z');
  expect(second.clockNotes).toEqual([
    { ...note, occurrence: 'second', meant: note.other, other: note.meant },
  ]);
});

test('a change to a time in a gap is refused and nothing moves', async () => {
  await shopIn('Europe/Berlin', '2026-03-20T09:00:00Z');
  const drafted = await shop.tuan.campaigns.draft({ ...wanted, closesAt: '2026-03-29T22:00' });
  expect(drafted.closesAt).toBe('2026-03-29T20:00:00.000Z');
  await expect(
    shop.tuan.campaigns.change({ campaignId: drafted.id, closesAt: '2026-03-29T02:00' }),
  ).rejects.toMatchObject({ details: { choices: [{ path: 'closesAt' }] } });
  expect(await shop.tuan.campaigns.get({ campaignId: drafted.id })).toEqual(drafted);
});

test('in Asia/Shanghai every time of the wall is there once', async () => {
  await shopIn('Asia/Shanghai', '2026-03-20T09:00:00Z');
  const drafted = await shop.tuan.campaigns.draft(wanted);
  expect(drafted).toMatchObject({ closesAt: '2026-03-28T18:30:00.000Z', clockNotes: [] });
});

const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'] as const;
const dates = fc.integer({ min: 0, max: 30 * 365 }).map((days) => addDays('2015-01-01', days));
const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 });
const timeOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

test('over zones and years: a time of the wall is kept, or refused with both neighbours, and moved days stay calendar days', async () => {
  await shopIn('Asia/Shanghai', '2026-03-20T09:00:00Z');
  const days = fc.integer({ min: -400, max: 400 });
  fc.assert(
    fc.property(fc.constantFrom(...zones), dates, minutes, days, (zone, date, minute, moved) => {
      const text = `${date}T${timeOf(minute)}`;
      const clock = new Clock(zone);
      const instant = clock.read(text, 'closesAt');
      const [choice] = clock.choices;
      if (choice === undefined) expect(localText(instant, zone)).toBe(text.replace('T', ' '));
      else {
        expect(Date.parse(choice.before)).toBeLessThan(Date.parse(choice.after));
        expect(localText(Date.parse(choice.before), zone) < choice.local).toBe(true);
        expect(localText(Date.parse(choice.after), zone) > choice.local).toBe(true);
        return;
      }
      const wall = localTime(text, zone);
      if (wall.kind === 'overlap') expect(instant).toBe(wall.earlier);
      const later = movedByDays(instant, moved, zone);
      const target = addDays(date, moved);
      if (later.kind === 'gap') return;
      const to = later.kind === 'exact' ? later.instant : later.earlier;
      expect(localText(to, zone)).toBe(`${target} ${timeOf(minute)}`);
      expect(calendarDate(to, zone)).toBe(target);
      const month = monthOf(to, zone);
      expect(month.from <= to && to < month.to).toBe(true);
      expect(localText(month.from, zone).slice(0, 10)).toBe(`${target.slice(0, 7)}-01`);
    }),
    { numRuns: 2000 },
  );
});
