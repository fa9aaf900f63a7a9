import { expect } from 'vitest';
import { planted } from '../neighbourhood.ts';
import { buyApples } from '../ready-orders.ts';
import type { TestShop } from '../test-shop.ts';
import { bring } from './fetched.ts';
import { booksOf, byCustomer, byLeader, byShop, refusalOf, type ShopFlow, tickCleanly } from './flow.ts';

const { campaign: campaignId, point, otherPoint, customer, leader, otherLeader } = planted;

/**
 * By hand: 3 + 2 + 1 + 1 apples at 10.00, bought at 8.00, all fetched in the end: 70.00 for 56.00, 7.00 of commission.
 */
export const pickupFlow: ShopFlow = {
  title: 'slots, moved orders, a stand-in, a collector, offline phones and tickets',
  async play(shop) {
    await keepKey(shop);
    const slotId = await bookSlots(shop);
    const orderIds: string[] = [];
    for (const [index, pieces] of [3, 2, 1, 1].entries()) {
      shop.now += 1000;
      const extra = index === 0 ? { slotId } : {};
      orderIds.push((await buyApples(shop, pieces, `till ${String(index)}`, extra)).id);
    }
    await chooseAndMove(shop, orderIds);
    await bring(shop, 7);
    await letSomebodyElseFetch(shop, orderIds[0] ?? '');
    await syncTwoPhones(shop, orderIds);
    await standIn(shop, orderIds[3] ?? '');
    expect(await booksOf(shop)).toEqual({
      hostMoney: 7000,
      supplierPayable: -5600,
      sales: -7000,
      costOfGoods: 5600,
      commission: 700,
      commissionAccrued: -700,
    });
  },
};

async function keepKey({ tuan }: TestShop): Promise<void> {
  expect(await tuan.pickups.findKey({})).toEqual({ key: null });
  const key = await tuan.pickups.storeKey({ publicKey: 'public', privateKey: 'private' });
  expect(await tuan.pickups.findKey({})).toEqual({ key });
}

async function bookSlots({ tuan }: TestShop): Promise<string> {
  const day = { dates: ['2026-11-24'], minutes: 60, capacity: 2 };
  const { data } = await tuan.pickupSlots.define({ pickupPointId: point, ...day });
  await tuan.pickupSlots.define({ pickupPointId: otherPoint, ...day });
  expect(data).toHaveLength(4);
  return data[0]?.id ?? '';
}

/** The first takes a later slot; the third is moved to the other point before the goods come. */
async function chooseAndMove({ tuan }: TestShop, orderIds: readonly string[]): Promise<void> {
  const slots = (await tuan.pickupSlots.list({ pickupPointId: point })).data;
  expect(slots.map(({ taken }) => taken)).toEqual([1, 0, 0, 0]);
  const later = slots[3]?.id ?? '';
  await tuan.pickupSlots.choose({ orderId: orderIds[0] ?? '', slotId: later }, byCustomer(customer));
  const move = { orderIds: [orderIds[2] ?? ''], toPointId: otherPoint, reason: '近一点' };
  expect(await tuan.pickups.moveOrders(move)).toMatchObject({ moved: [orderIds[2]], left: 0 });
  expect(await tuan.pickups.moveOrders(move)).toMatchObject({ moved: [] });
  expect((await tuan.pickups.listMoves({ campaignId })).data).toHaveLength(1);
}

async function letSomebodyElseFetch({ tuan }: TestShop, orderId: string): Promise<void> {
  const { pickups } = tuan;
  await pickups.allowCollector({ orderId, name: '王建国' }, byCustomer(customer));
  await pickups.revokeCollector({ orderId }, byCustomer(customer));
  await pickups.allowCollector({ orderId, name: '王建国', phoneTail: '4321' }, byCustomer(customer));
  expect(await pickups.collector({ orderId }, byCustomer(customer))).toBeDefined();
  const ticket = await pickups.findTicket({ orderId }, byCustomer(customer));
  expect(await pickups.verify({ code: ticket.code, pickupPointId: point }, byLeader(leader))).toMatchObject({
    outcome: 'found',
    pickup: { orderId, collector: { name: '王*', asks: 'phoneTail' } },
  });
  const [line] = (await tuan.orders.get({ orderId })).lines;
  const lines = [{ lineId: line?.id ?? '', pieces: 2 }];
  const taken = { orderId, handoverId: 'phone-a-1', lines, takenBy: { phoneTail: '4321' } };
  expect(await pickups.handOver(taken, byLeader(leader))).toMatchObject({
    consent: 'named',
    status: 'ready',
  });
}

/** Both phones took the same orders along; what both handed over is a conflict, once. */
async function syncTwoPhones(
  { tuan, at }: TestShop,
  [first = '', second = '', third = '']: readonly string[],
) {
  const { pickups } = tuan;
  const bundle = await pickups.findBundle({ pickupPointId: point }, byLeader(leader));
  expect(bundle.orders.map(({ orderId }) => orderId)).toContain(second);
  at('2026-11-24T18:00:00+08:00');
  const told = (orderId: string, handoverId: string) => ({
    orderId,
    handoverId,
    occurredAt: '2026-11-24T17:00:00+08:00',
  });
  const one = [told(first, 'phone-a-2'), told(second, 'phone-a-3'), told(second, 'phone-a-3')];
  const outcomes = async (handovers: typeof one, leaderId: string) =>
    (await pickups.syncHandovers({ handovers }, byLeader(leaderId))).data.map((answer) =>
      answer.outcome === 'recorded' ? answer.handover.outcome : answer.code,
    );
  expect(await outcomes(one, leader)).toEqual(['accepted', 'accepted', 'accepted']);
  const other = [told(second, 'phone-b-1'), told(third, 'phone-b-2')];
  expect(await outcomes(other, leader)).toEqual(['conflict', 'accepted']);
  expect(await outcomes(one, leader)).toEqual(['accepted', 'accepted', 'accepted']);
}

/** A leader who is away has a stand-in; wrong codes are forgotten after a day. */
async function standIn(shop: TestShop, orderId: string): Promise<void> {
  const { pickupPoints, pickups } = shop.tuan;
  const days = { from: '2026-11-24', to: '2026-11-24' };
  const { id } = await pickupPoints.appointSubstitute(
    { pickupPointId: point, leaderId: otherLeader, ...days },
    byLeader(leader),
  );
  expect((await pickupPoints.listSubstitutes({ pickupPointId: point })).data).toHaveLength(1);
  const handover = { orderId, handoverId: 'phone-c-1' };
  expect(await pickups.handOver(handover, byLeader(otherLeader))).toMatchObject({ status: 'collected' });
  await pickupPoints.endSubstitute({ substituteId: id });
  expect(await refusalOf(pickups.handOver(handover, byLeader(otherLeader)))).not.toBe('');
  expect(await pickups.verify({ code: 'WRONG000' }, byLeader(leader))).toMatchObject({ outcome: 'unknown' });
  shop.now += 25 * 3_600_000;
  expect(await pickups.purgeGuesses({})).toEqual({ done: 1 });
}

const kept = { sales: -2000, costOfGoods: 1600, commission: 200, commissionAccrued: -200 };

/**
 * What becomes of 2 apples at 10.00 that cost 8.00 and that nobody fetched. Kept or given away they are a sale; given
 * back they are shrinkage; a quarter back is 5.00, and 1.50 of commission on the rest.
 */
const fates = {
  keep: kept,
  donate: kept,
  refund: { refundsDue: -2000, shrinkage: 1600 },
  refundPart: {
    refundsDue: -500,
    sales: -1500,
    costOfGoods: 1600,
    commission: 150,
    commissionAccrued: -150,
  },
} as const;

type Fate = keyof typeof fates;

export const uncollectedFlows: readonly ShopFlow[] = (Object.keys(fates) as Fate[]).map((fate) => ({
  title: `2 apples that nobody fetched, by the policy ${fate}`,
  policies: {
    uncollected: fate,
    uncollectedRefundBasisPoints: 2500,
    uncollectedCharity: '阳光敬老院',
  },
  async play(shop) {
    const { pickups } = shop.tuan;
    const { id } = await buyApples(shop, 2, 'till-1');
    await bring(shop, 2);
    shop.at('2026-11-24T20:30:00+08:00');
    expect(await pickups.remindUncollected({ orderIds: [id] })).toEqual({ reminded: 1 });
    expect(await pickups.closeUncollected({ orderIds: [id] })).toEqual({ closed: 0 });
    shop.at('2026-11-25T20:30:00+08:00');
    expect((await tickCleanly(shop))['pickups.closeUncollected']).toBe(1);
    expect(await pickups.closeUncollected({ orderIds: [id] })).toEqual({ closed: 0 });
    expect(await shop.tuan.orders.get({ orderId: id })).toMatchObject({ status: 'uncollected' });
    const { data } = await pickups.listDonations({ campaignId });
    expect(data).toHaveLength(fate === 'donate' ? 1 : 0);
    expect(await pickups.forgiveNoShows({ customerId: customer }, byShop)).toMatchObject({
      customerId: customer,
    });
    expect(await booksOf(shop)).toEqual({ hostMoney: 2000, supplierPayable: -1600, ...fates[fate] });
  },
}));
