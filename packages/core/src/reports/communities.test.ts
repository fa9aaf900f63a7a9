import { afterEach, beforeEach, expect, test } from 'vitest';
import { campaigns } from '../campaigns/tables.ts';
import { members } from '../communities/tables.ts';
import { orderLines } from '../orders/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { collectApples } from '../testing/collected-orders.ts';
import { playRound } from '../testing/whole-round.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(() => shop.close());

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const november = { month: '2026-11' };
const ofEast = async (input: object = november) =>
  (await shop.tuan.reports.communities(input)).data.find(({ id }) => id === planted.community);

test('repurchase: customers with completed lines in two campaigns of the month by those in one; guests count', async () => {
  const guest = (nickname: string, pieces: number) => ({ pieces, customer: { nickname } });
  await collectApples(shop, 1, guest('3栋王姐', 2), guest('5栋李叔', 1));
  expect(await ofEast()).toMatchObject({
    customers: 3,
    repurchasing: 0,
    repurchaseBasisPoints: 0,
    orders: 3,
  });
  await collectAgain(['3栋王姐']);
  expect(await ofEast()).toMatchObject({
    customers: 3,
    repurchasing: 1,
    repurchaseBasisPoints: 3333,
    orders: 4,
  });
  const { total } = await shop.tuan.reports.communities(november);
  expect(total).toMatchObject({ customers: 3, repurchasing: 1, communities: 1 });
});

/** A second campaign of the same neighbourhood, three days later, of which these people fetch apples. */
async function collectAgain(nicknames: readonly string[]): Promise<void> {
  const { tuan } = shop;
  shop.at('2026-11-26T09:00:00+08:00');
  const { id: campaignId, offers } = await tuan.campaigns.draft({
    title: '第二团',
    closesAt: '2026-11-26T22:00:00+08:00',
    pickupDate: '2026-11-27',
    pickupWindows: [{ opens: '16:00', closes: '20:00' }],
    leaderIds: [planted.leader],
    pickupPointIds: [planted.point],
    offers: [{ variantId: planted.apple }],
  });
  await tuan.campaigns.publish({ campaignId });
  const lines = [{ offerId: offers[0]?.id ?? '', pieces: 1 }];
  const placed: string[] = [];
  for (const nickname of nicknames) {
    const payment = { amount: yuan(1000), reference: `again ${nickname}` };
    const order = { campaignId, customer: { nickname }, leaderId: planted.leader, lines, payment };
    placed.push((await tuan.orders.place(order)).id);
  }
  shop.at('2026-11-26T22:10:00+08:00');
  await tuan.campaigns.freeze({ campaignId });
  const [purchase] = (await tuan.purchaseOrders.generate({ campaignId })).data;
  const purchaseOrderId = purchase?.id ?? '';
  await tuan.purchaseOrders.send({ purchaseOrderId });
  shop.at('2026-11-27T06:00:00+08:00');
  const ordered = purchase?.lines[0]?.ordered ?? 0;
  if (ordered > 0)
    await tuan.purchaseOrders.receive({
      purchaseOrderId,
      lines: [{ variantId: planted.apple, accepted: ordered }],
    });
  await tuan.purchaseOrders.close({ purchaseOrderId });
  for (const run of (await tuan.deliveryRuns.plan({ campaignId })).data) {
    await tuan.deliveryRuns.start({ runId: run.id });
    for (const { id: stopId } of run.stops)
      await tuan.deliveryRuns.handOverStop({ runId: run.id, stopId, signedBy: '小陈' });
  }
  shop.at('2026-11-27T17:00:00+08:00');
  for (const orderId of placed) await tuan.pickups.handOver({ orderId, handoverId: `again-${orderId}` });
}

/** What lines and members break that stand alone, without their orders and customers. */
const linesAlone = [
  'community_members',
  'line_cost',
  'line_handed_over',
  'offer_community_firm',
  'offer_customer_pieces',
  'offer_firm',
  'offer_sold',
  'order_total',
  'payment_amount',
  'sales_kept',
];

test('section 4, repurchase rate: 500 members, 250 buyers, 200 of them twice: 80 %, activity 50 % [S]', async () => {
  await collectApples(shop, 1);
  await shop.plant((work, { now }) => {
    const second = work.insert(campaigns, {
      ...work.get(campaigns, planted.campaign),
      id: 'cam_second',
      externalId: 'second',
      pickupDate: '2026-11-30',
    });
    const [bought] = work.list(orderLines, { campaignId: planted.campaign });
    if (!bought) throw new Error('apples were collected');
    for (let place = 1; place <= 500; place += 1) {
      const customerId = place === 1 ? planted.customer : `cus_${String(place)}`;
      const round = (campaignId: string) => {
        const id = `lin_${campaignId}_${String(place)}`;
        return work.insert(orderLines, { ...bought, id, campaignId, customerId });
      };
      if (place > 1 && place <= 250) round(planted.campaign);
      if (place <= 200) round(second.id);
      if (place > 1)
        work.insert(members, { communityId: planted.community, customerId, newcomer: true, joinedAt: now });
    }
    return null;
  }, linesAlone);
  expect(await ofEast()).toMatchObject({
    members: 500,
    customers: 250,
    repurchasing: 200,
    repurchaseBasisPoints: 8000,
    activityBasisPoints: 5000,
  });
});

test('repurchase: the month is that of the pickup date, in the zone of the shop', async () => {
  await collectApples(shop, 1);
  const row = async () => (await ofEast())?.customers;
  expect(await row()).toBe(1);
  for (const [pickupDate, counted] of [
    ['2026-10-31', 0],
    ['2026-11-01', 1],
    ['2026-11-30', 1],
    ['2026-12-01', 0],
  ] as const) {
    await shop.plant((work) => work.set(campaigns, work.get(campaigns, planted.campaign), { pickupDate }));
    expect(await row()).toBe(counted);
  }
});

test('activity: customers by members, or by what the leader says the group has, whichever is more', async () => {
  await collectApples(shop, 1);
  expect(await ofEast()).toMatchObject({ members: 1, statedMembers: null, activityBasisPoints: 10_000 });
  const { communities } = shop.tuan;
  await communities.change({ communityId: planted.community, statedMembers: 4 });
  expect(await ofEast()).toMatchObject({ members: 1, statedMembers: 4, activityBasisPoints: 2500 });
  await shop.plant(
    (work, { now }) => {
      work.insert(members, {
        communityId: planted.community,
        customerId: 'cus_gone',
        newcomer: true,
        joinedAt: now - 9,
        leftAt: now - 5,
      });
      return work.insert(members, {
        communityId: planted.community,
        customerId: 'cus_later',
        newcomer: true,
        joinedAt: now + 9e9,
      });
    },
    ['community_members'],
  );
  expect(await ofEast()).toMatchObject({ members: 1 });
});

test('communities: money is that of the profit report, and a community that sold nothing is a row too', async () => {
  expect(await ofEast()).toMatchObject({
    customers: 0,
    repurchaseBasisPoints: null,
    activityBasisPoints: 0,
    profit: yuan(0),
  });
  await playRound(shop);
  const { total, data } = await shop.tuan.reports.communities(november);
  const profit = await shop.tuan.reports.profit({ ...november, by: 'community' });
  expect(total).toMatchObject(profit.total);
  expect(data.map(({ id, profit: sum }) => [id, sum])).toEqual(
    profit.data.map(({ id, profit: sum }) => [id, sum]),
  );
  expect(data.reduce((sum, row) => sum + row.netSales.amount, 0)).toBe(total.netSales.amount);
  expect(data.find(({ id }) => id === null)).toMatchObject({ label: null, leaderId: null });
});

test('communities: the band of a period with both ends, by community and for all', async () => {
  await collectApples(shop, 3);
  expect(await ofEast()).toMatchObject({
    band: { band: 'small', position: 'above' },
    marginBasisPoints: 1000,
  });
  expect(await ofEast({ from: '2026-11-01' })).toMatchObject({ band: null });
  const { total } = await shop.tuan.reports.communities(november);
  expect(total.band).toMatchObject({ band: 'small', lowBasisPoints: 500 });
  expect((await shop.tuan.reports.profit(november)).band).toEqual(total.band);
});

test('communities: pages, wrong periods and strangers', async () => {
  await collectApples(shop, 1);
  const first = await shop.tuan.reports.communities({ limit: 1 });
  expect(first.data).toHaveLength(1);
  const refused = (input: object, code: string, actor?: object) =>
    expect(
      shop.tuan.reports.communities(input, actor ? { actor: actor as never } : {}),
    ).rejects.toMatchObject({ code });
  await refused({ month: '2026-13' }, 'invalid_input');
  await refused({ month: '2026-11', from: '2026-11-01' }, 'invalid_input');
  await refused({ from: '2026-11-02', to: '2026-11-02' }, 'invalid_input');
  await refused({ cursor: 'x' }, 'invalid_input');
  await refused({}, 'not_allowed', { kind: 'leader', leaderId: planted.leader });
});
