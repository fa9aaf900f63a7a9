import { expect } from 'vitest';
import { byLeader, byShop, type Flow, refusalOf, yuan } from './flow.ts';
import type { OrdersByName } from './order-ahead.ts';
import type { Neighbourhood } from './set-up.ts';

interface Round extends Flow {
  readonly neighbours: Neighbourhood;
  readonly orders: OrdersByName;
}

/** From 22:10, when nobody may pay any more, to Tuesday afternoon, when the goods stand at the pickup points. */
export async function buyAndDeliver(
  flow: Flow,
  neighbours: Neighbourhood,
  orders: OrdersByName,
): Promise<void> {
  const round: Round = { ...flow, neighbours, orders };
  await freeze(round);
  const purchases = await generate(round);
  await receive(round, purchases);
  await shareOut(round, purchases);
  await drive(round);
}

/** The tick freezes, orders what was sold, and gives back what the cherries cost. */
async function freeze({ tuan, at, neighbours, orders }: Round): Promise<void> {
  const { campaign: campaignId } = neighbours;
  at('23T22:10');
  const { steps } = await tuan.tick();
  expect(steps.filter(({ problem }) => problem !== null)).toEqual([]);
  const again = await tuan.campaigns.freeze({ campaignId }, byShop);
  expect(again).toMatchObject({ status: 'purchasing' });
  const offers = again.freezes.flatMap((one) =>
    one.offers.map(({ title, outcome, pieces }) => [title, outcome, pieces]),
  );
  expect(offers).toEqual([
    ['苹果', 'frozen', 45],
    ['土豆', 'frozen', 60],
    ['散养土鸡蛋', 'frozen', 3],
    ['老豆腐', 'frozen', 18],
    ['车厘子', 'failed', 4],
  ]);
  expect(await tuan.orders.get({ orderId: orders.failedOffer }, byShop)).toMatchObject({
    status: 'cancelled',
    cancelReason: 'offerFailed',
    refunded: yuan(23_700),
  });
  expect(await tuan.orders.get({ orderId: orders.halfFailed }, byShop)).toMatchObject({
    status: 'confirmed',
    refunded: yuan(7900),
  });
  expect(await refusalOf(tuan.campaigns.cancel({ campaignId }, byShop))).toBe('campaign_status');
  expect(await refusalOf(tuan.orders.cancel({ orderId: orders.paidLate }, byShop))).toBe('order_status');
}

/** Purchase orders by the name of their supplier; asked for twice they are the same. */
async function generate({ tuan, neighbours }: Round): Promise<Readonly<Record<string, string>>> {
  const { campaign: campaignId } = neighbours;
  const first = await tuan.purchaseOrders.generate({ campaignId }, byShop);
  expect(await tuan.purchaseOrders.generate({ campaignId }, byShop)).toEqual(first);
  const bought = first.data.flatMap(({ lines }) =>
    lines.map(({ externalId, needed, ordered }) => [externalId, needed, ordered]),
  );
  expect(bought.toSorted(([one], [other]) => String(one).localeCompare(String(other)))).toEqual([
    ['E001', 3, 12],
    ['F001', 45, 60],
    ['T001', 18, 20],
    ['V001', 60, 100],
  ]);
  return Object.fromEntries(first.data.map(({ supplierName, id }) => [supplierName, id]));
}

/** One crate of apples is crushed and the second comes dearer, potatoes come short of the pack, the rest is as ordered. */
async function receive({ tuan, at }: Round, purchases: Readonly<Record<string, string>>): Promise<void> {
  const [apples = '', potatoes = '', eggs = '', tofu = ''] = [
    purchases['果然鲜果业'],
    purchases['城北批发市场·蔬菜'],
    purchases['临平禽蛋合作社'],
    purchases['余杭豆制品厂'],
  ];
  for (const purchaseOrderId of [apples, potatoes, eggs, tofu]) {
    const sent = await tuan.purchaseOrders.send({ purchaseOrderId }, byShop);
    expect(await tuan.purchaseOrders.send({ purchaseOrderId }, byShop)).toEqual(sent);
  }
  const bring = (
    purchaseOrderId: string,
    line: Parameters<typeof tuan.purchaseOrders.receive>[0]['lines'][number],
  ) => tuan.purchaseOrders.receive({ purchaseOrderId, lines: [line] }, byShop);
  at('24T05:30');
  await bring(apples, { variantId: 'external:F001', accepted: 20, rejected: 20, reason: '压坏' });
  expect(await refusalOf(bring(apples, { variantId: 'external:F001', accepted: 21 }))).toBe(
    'receipt_over_ordered',
  );
  await bring(potatoes, { variantId: 'external:V001', accepted: 62, missing: 38 });
  await bring(eggs, { variantId: 'external:E001', accepted: 12 });
  await bring(tofu, { variantId: 'external:T001', accepted: 20 });
  at('24T06:30');
  const second = await bring(apples, { variantId: 'external:F001', accepted: 20, unitCost: yuan(820) });
  expect(second).toMatchObject({ status: 'received', acceptedTotal: yuan(32_400) });
}

/** Five apples are missing: order time decides, so the order that was paid late comes short. */
async function shareOut(
  { tuan, at, neighbours, orders }: Round,
  purchases: Readonly<Record<string, string>>,
) {
  at('24T07:00');
  const { campaign: campaignId } = neighbours;
  expect(await refusalOf(tuan.deliveryRuns.plan({ campaignId }, byShop))).toBe('goods_not_shared_out');
  for (const purchaseOrderId of Object.values(purchases)) {
    const closed = await tuan.purchaseOrders.close({ purchaseOrderId }, byShop);
    expect(await tuan.purchaseOrders.close({ purchaseOrderId }, byShop)).toEqual(closed);
  }
  const late = await tuan.orders.get({ orderId: orders.paidLate }, byShop);
  expect(late.lines).toMatchObject([
    { allocated: 10, short: 5, refunded: yuan(5000) },
    { allocated: 30, short: 0 },
  ]);
  expect(await tuan.campaigns.get({ campaignId }, byShop)).toMatchObject({ status: 'delivering' });
}

/** The first vehicle serves the east gate and finds the other point shut; the second brings four potatoes too few. */
async function drive({ tuan, at, neighbours, orders }: Round): Promise<void> {
  const { campaign: campaignId, chen, fang, points } = neighbours;
  at('24T08:00');
  const run = async (known: number) => {
    const { data } = await tuan.deliveryRuns.plan({ campaignId }, byShop);
    expect(await tuan.deliveryRuns.plan({ campaignId }, byShop)).toMatchObject({ data, left: [] });
    const made = data[known];
    const runId = made?.id ?? '';
    await tuan.deliveryRuns.load({ runId }, byShop);
    await tuan.deliveryRuns.start({ runId }, byShop);
    return { runId, stops: new Map(made?.stops.map(({ pickupPointId, id }) => [pickupPointId, id])) };
  };
  const first = await run(0);
  at('24T15:00');
  const atEast = { runId: first.runId, stopId: first.stops.get(points.east) ?? '', signedBy: '小陈' };
  expect(await refusalOf(tuan.deliveryRuns.handOverStop(atEast, byLeader(fang)))).toBe('not_found');
  await tuan.deliveryRuns.handOverStop(atEast, byLeader(chen));
  const shut = { runId: first.runId, stopId: first.stops.get(points.emerald) ?? '', note: '门锁着' };
  await tuan.deliveryRuns.failStop(shut, byShop);
  at('24T15:20');
  const second = await run(1);
  const lines = [{ variantId: 'external:V001', missing: 4 }];
  const atEmerald = {
    runId: second.runId,
    stopId: second.stops.get(points.emerald) ?? '',
    signedBy: '芳姐',
    lines,
  };
  const signed = await tuan.deliveryRuns.handOverStop(atEmerald, byLeader(fang));
  expect(await tuan.deliveryRuns.handOverStop(atEmerald, byLeader(fang))).toEqual(signed);
  // The last of the two who wait for potatoes there has not paid yet, and owes 4 × 1.98 less.
  const owed = await tuan.orders.get({ orderId: orders.atPickup }, byShop);
  expect(owed).toMatchObject({ status: 'ready', amountDue: yuan(4568) });
  expect(owed.lines).toMatchObject([{ lost: 4, net: yuan(3168) }, { lost: 0 }]);
  expect(await tuan.campaigns.get({ campaignId }, byShop)).toMatchObject({ status: 'collecting' });
}
