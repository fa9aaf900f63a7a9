import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { sampleFacts } from './notice-settings.ts';
import { noticeTable } from './notice-table.ts';
import { commonPlaceholders, placeholdersOf } from './notice-text.ts';
import { silentEvents } from './silent-events.ts';
import { events } from './tables.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.close();
});

/** Every type that a folder's events.ts names. */
function eventTypes(): string[] {
  const folder = join(import.meta.dirname, '..');
  return globSync('*/events.ts', { cwd: folder }).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/^ {2}'(\w+\.\w+)':/gm)].map(
      ([, type = '']) => type,
    ),
  );
}

/** Those that the table tells of: by their own row, or by one that a verb writes. */
const toldOf = new Set<string>(
  noticeTable.flatMap(({ made, about = [] }) => [
    ...about,
    ...(typeof made === 'object' ? [made.event] : []),
  ]),
);

test('every event is told to somebody, or stands among the silent ones with a reason; none is both', () => {
  const types = eventTypes();
  expect(types.length).toBeGreaterThan(100);
  expect(types.filter((type) => !toldOf.has(type) && !(type in silentEvents))).toEqual([]);
  expect(Object.keys(silentEvents).filter((type) => toldOf.has(type))).toEqual([]);
  expect(Object.keys(silentEvents).filter((type) => !types.includes(type))).toEqual([]);
  for (const reason of Object.values(silentEvents)) expect(reason.length).toBeGreaterThan(10);
});

test('a topic stands once for each kind of receiver, in both languages with the same names', () => {
  const keys = noticeTable.map(({ topic, receiver }) => `${topic} ${receiver}`);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  for (const { topic, zh, en } of noticeTable) {
    expect(zh, topic).toMatch(/[\u4e00-\u9fff]/);
    expect(en, topic).not.toMatch(/[\u4e00-\u9fff]/);
    expect(placeholdersOf(en).toSorted(), topic).toEqual(placeholdersOf(zh).toSorted());
    expect(`${zh}${en}`, topic).not.toMatch(/[!！]/);
  }
});

test('the shortage, the moved point, the arrival, the overdue reminder, refunds, tiers, claims, cutoffs and failed rounds are among them', () => {
  const told = new Set(noticeTable.map(({ topic, receiver }) => `${topic} ${receiver}`));
  for (const wanted of [
    'order.short customer',
    'order.moved customer',
    'order.ready customer',
    'pickupReminder customer',
    'refund.confirmed customer',
    'line.repriced customer',
    'claim.approved customer',
    'claim.rejected customer',
    'campaign.cutoffSoon leader',
    'line.failed customer',
    'campaign.cancelled leader',
    'deliveryRun.planned driver',
    'purchaseOrder.sent supplier',
    'claim.opened shop',
  ])
    expect(told).toContain(wanted);
});

test('every notice as its receiver reads it, in both languages', async () => {
  const known = [...Object.keys(sampleFacts('CNY')), ...commonPlaceholders];
  const lines: string[] = [];
  for (const { topic, receiver, zh } of noticeTable) {
    expect(
      placeholdersOf(zh).filter((name) => !known.includes(name)),
      topic,
    ).toEqual([]);
    const preview = await shop.tuan.notices.preview({ topic, receiverKind: receiver });
    expect(preview.text).toBe(preview.zh);
    lines.push(`${topic} → ${receiver}\n  ${preview.zh}\n  ${preview.en}`);
  }
  const text = lines.join('\n');
  expect(text).not.toMatch(/[{}]|undefined|null|NaN|\[object/);
  await expect(`${text}\n`).toMatchFileSnapshot('testing/notices.txt');
});

test('one event of every type, whatever it holds: the table reads it without an error', async () => {
  await shop.plant((work, context) => {
    for (const type of eventTypes())
      work.insert(events, {
        id: context.newId('evt'),
        type,
        subject: planted.campaign,
        occurredAt: context.now,
        recordedAt: context.now,
        actor: 'system',
        data: {},
      });
    return null;
  });
  const { events: read } = await shop.tuan.notices.collect({});
  expect(read).toBeGreaterThan(100);
  expect(await shop.tuan.notices.collect({})).toEqual({ events: 0, told: 0 });
});
