import { expect, test } from 'vitest';
import type { ShopFlow } from '../testing/flows/flow.ts';
import { flows } from '../testing/flows/flows.ts';
import { reportFlow } from '../testing/flows/reports.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { next, plantNextRound } from '../testing/next-round.ts';
import { arrive, buyApples } from '../testing/ready-orders.ts';
import { readShop } from '../shop/the-shop.ts';
import { noticeTable } from './notice-table.ts';
import type { Notification } from './notifier.ts';
import { readNotifications } from './read-notifications.ts';

/** Everything that was told to anybody, in the words of both languages. */
async function toldIn(shop: TestShop): Promise<readonly Notification[]> {
  while ((await shop.tuan.notices.collect({})).events > 0);
  const rows = await shop.tuan.reader.rows<{ id: string }>(`SELECT "id" FROM "notices"`);
  const ids = rows.map(({ id }) => id);
  return readNotifications(shop.tuan.reader, await readShop(shop.tuan.reader), ids);
}

async function play({ policies, play: playOn }: ShopFlow): Promise<readonly Notification[]> {
  const shop = await testShop(policies === undefined ? {} : { policies });
  await playOn(shop);
  const told = await toldIn(shop);
  await shop.close();
  return told;
}

/** A gap where a name was to stand, or a word of the program where one of people was. */
const wrong =
  /[{}]|undefined|null|NaN|\[object|「\s*」|“\s*”|（\s*）|\(\s*\)|[:：,，] *[。.,，]|[。.]{2}|\b(?:cam|cus|led|lin|mov|off|ord|pnt|pur|ref|run|stp|sup|var)_\w+|\b[a-z]+[A-Z]\w*/;
/** A text that begins with what is missing, or has a hole between two words. */
const hole = /^[，。,. ]| {2}|\s[,.，。]/;

function faultsOf(told: readonly Notification[]): string[] {
  const known = new Set(noticeTable.map(({ topic, receiver }) => `${topic} ${receiver}`));
  return told.flatMap(({ event, receiver: { kind }, texts }) => [
    ...(known.has(`${event} ${kind}`) ? [] : [`${event} → ${kind} is not in the table`]),
    ...Object.entries(texts)
      .filter(([, text]) => wrong.test(text) || hole.test(text))
      .map(([language, text]) => `${event} → ${kind} (${language}): ${text}`),
  ]);
}

const byText = (one: string, other: string) => (one < other ? -1 : 1);
const topics = new Set<string>();
/** The report flow reads the notices for itself. */
const tellingFlows = flows.filter((flow) => flow !== reportFlow).map((flow) => [flow.title, flow] as const);

test.each(tellingFlows)(
  'every notice of a played round reads well in both languages: %s',
  async (_, flow) => {
    const told = await play(flow);
    for (const { event, receiver } of told) topics.add(`${event} ${receiver.kind}`);
    expect(faultsOf(told)).toEqual([]);
  },
  60_000,
);

test('an order that is moved, goods that come again and a stand-in that ends are told with where, when and what to do', async () => {
  const shop = await testShop();
  const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
  const order = await buyApples(shop, 3, 'till-1');
  const days = { from: '2026-11-24', to: '2026-11-25', leaderId: planted.otherLeader };
  const standIn = await shop.tuan.pickupPoints.appointSubstitute(
    { pickupPointId: planted.point, ...days },
    leader,
  );
  await shop.tuan.pickupPoints.endSubstitute({ substituteId: standIn.id }, leader);
  await shop.tuan.pickups.moveOrders({ orderIds: [order.id], toPointId: planted.otherPoint });
  await arrive(shop, [order.id]);
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1' });
  const claim = { orderLineId: order.lines[0]?.id ?? '', reason: '不新鲜', pieces: 2 };
  const { id: claimId } = await shop.tuan.claims.open(claim, leader);
  await shop.tuan.claims.approve({ claimId, outcome: 'replacement' });
  await plantNextRound(shop);
  shop.at('2026-11-25T08:00:00+08:00');
  await shop.tuan.tick();
  const told = await toldIn(shop);
  for (const { event, receiver } of told) topics.add(`${event} ${receiver.kind}`);
  expect(faultsOf(told)).toEqual([]);
  const zhOf = (topic: string) => told.find(({ event }) => event === topic)?.texts.zh;
  expect(zhOf('order.moved')).toBe(
    '提货地点有变：请到「幸福里西区便利店」（文一西路1500号）取您的订单，提货码不变。',
  );
  expect(zhOf('pickupPoint.substituteEnded')).toBe('「幸福里东门驿站」的提货不用再代管了，多谢。');
  expect(zhOf('replacement.ordered')).toContain('2026-11-26 16:00–20:30');
  expect((await shop.tuan.orders.list({ campaignId: next.campaign })).data).toHaveLength(1);
  await shop.close();
});

test('a claim that its leader leaves lying: reminded at half of the time, then leader and shop are told who decides', async () => {
  const shop = await testShop();
  const order = await buyApples(shop, 3, 'till-1');
  await arrive(shop, [order.id]);
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1' });
  const orderLineId = order.lines[0]?.id ?? '';
  const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
  await shop.tuan.claims.open({ orderLineId, reason: '不新鲜', pieces: 1 }, customer);
  for (const hours of [13, 12]) {
    shop.now += hours * 3_600_000;
    await shop.tuan.tick();
  }
  const told = await toldIn(shop);
  for (const { event, receiver } of told) topics.add(`${event} ${receiver.kind}`);
  expect(faultsOf(told)).toEqual([]);
  const clock = told.filter(({ event }) => event === 'claim.reminded' || event === 'claim.overdue');
  expect(
    clock.map(({ event, receiver, texts }) => `${event} ${receiver.kind} ${texts.zh}`).toSorted(byText),
  ).toEqual([
    'claim.overdue leader 「苹果」的售后已超时，现在由店铺决定。',
    'claim.overdue shop 「苹果」的售后（团长 东门小陈妈妈）已超时未处理，请现在决定。',
    'claim.reminded leader 「苹果」的售后还没处理，请在 2026-11-25 16:00 前处理。',
    'claim.reminded shop 「苹果」的售后还没处理，请在 2026-11-25 16:00 前处理。',
  ]);
  await shop.close();
});

test('the played rounds tell most of what the table holds, so that reading them proves something', () => {
  const all = noticeTable.filter(({ topic, receiver }) => topics.has(`${topic} ${receiver}`));
  expect(all.length).toBeGreaterThan(noticeTable.length * 0.6);
});
