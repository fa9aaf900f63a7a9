import { expect } from 'vitest';
import { byCustomer, byLeader, byShop, type Flow, refusalOf, yuan } from './flow.ts';
import type { OrderName, OrdersByName } from './order-ahead.ts';
import type { Neighbourhood } from './set-up.ts';

interface Afternoon extends Flow {
  readonly neighbours: Neighbourhood;
  readonly orders: OrdersByName;
}

/** Tuesday from 17:00: goods are fetched whole, in parts, twice and not at all, and the first complaints come. */
export async function collect(flow: Flow, neighbours: Neighbourhood, orders: OrdersByName): Promise<void> {
  const afternoon: Afternoon = { ...flow, neighbours, orders };
  flow.at('24T17:00');
  await fetchByCode(afternoon);
  await fetchInParts(afternoon);
  await payAtPickup(afternoon);
  await fetchTheRest(afternoon);
  await complain(afternoon);
  await waitForTheRest(afternoon);
}

/** The code is read twice and changes nothing; one phone tells the same handover twice, another comes too late. */
async function fetchByCode({ tuan, neighbours, orders }: Afternoon): Promise<void> {
  const { chen, points } = neighbours;
  const orderId = orders.paidInTheCall;
  const { pickupCode } = await tuan.orders.get({ orderId }, byShop);
  const code = { code: pickupCode ?? '', pickupPointId: points.east };
  expect(
    await tuan.pickups.verify({ code: 'ZZZZZZZZ', pickupPointId: points.east }, byLeader(chen)),
  ).toMatchObject({
    outcome: 'unknown',
    triesLeft: 9,
  });
  const found = await tuan.pickups.verify(code, byLeader(chen));
  expect(found).toMatchObject({ outcome: 'found', pickup: { orderId, customer: '小*' } });
  expect(await tuan.pickups.verify(code, byLeader(chen))).toEqual(found);
  const handover = { orderId, handoverId: 'phone-1-0001' };
  const fetched = await tuan.pickups.handOver(handover, byLeader(chen));
  expect(fetched).toMatchObject({ outcome: 'accepted', status: 'collected', left: [] });
  expect(await tuan.pickups.handOver(handover, byLeader(chen))).toEqual(fetched);
  const other = { orderId, handoverId: 'phone-2-0001' };
  expect(await tuan.pickups.handOver(other, byLeader(chen))).toMatchObject({ outcome: 'conflict' });
  expect(await tuan.pickups.verify(code, byLeader(chen))).toMatchObject({ outcome: 'unknown' });
}

/** 12 of 20 apples, and the other 8 an hour later from a phone that was offline. */
async function fetchInParts({ tuan, at, neighbours, orders }: Afternoon): Promise<void> {
  const { chen } = neighbours;
  const orderId = orders.heldThenPaid;
  const [apples] = (await tuan.orders.get({ orderId }, byShop)).lines;
  const lines = [{ lineId: apples?.id ?? '', pieces: 12 }];
  const part = await tuan.pickups.handOver({ orderId, handoverId: 'phone-1-0002', lines }, byLeader(chen));
  expect(part).toMatchObject({ outcome: 'accepted', status: 'ready', left: [{ pieces: 8 }] });
  at('24T18:00');
  const offline = { orderId, handoverId: 'phone-1-0003', occurredAt: '2026-11-24T17:40:00+08:00' };
  for (const handovers of [[offline], [offline, offline]]) {
    const synced = await tuan.pickups.syncHandovers({ handovers }, byLeader(chen));
    for (const result of synced.data)
      expect(result).toMatchObject({
        outcome: 'recorded',
        handover: { outcome: 'accepted', status: 'collected' },
      });
  }
}

/** Nothing leaves before it is paid: 45.68, what is left of 53.60 after the missing potatoes. */
async function payAtPickup({ tuan, neighbours, orders }: Afternoon): Promise<void> {
  const { fang } = neighbours;
  const orderId = orders.atPickup;
  const handover = { orderId, handoverId: 'phone-3-0001' };
  expect(await refusalOf(tuan.pickups.handOver(handover, byLeader(fang)))).toBe('payment_outstanding');
  const payment = { orderId, amount: yuan(4568), reference: 'pay-9' };
  expect(await tuan.orders.pay(payment, byShop)).toMatchObject({ outcome: 'accepted' });
  expect(await tuan.pickups.handOver(handover, byLeader(fang))).toMatchObject({ status: 'collected' });
}

async function fetchTheRest({ tuan, neighbours, orders }: Afternoon): Promise<void> {
  const { chen, fang } = neighbours;
  const rest: readonly (readonly [OrderName, string])[] = [
    ['paidLate', fang],
    ['onBehalf', chen],
    ['halfFailed', chen],
  ];
  for (const [name, leader] of rest) {
    const handover = { orderId: orders[name], handoverId: `phone-4-${name}` };
    expect(await tuan.pickups.handOver(handover, byLeader(leader))).toMatchObject({ status: 'collected' });
  }
}

/** Two apples for 20.00 are the supplier's fault; a claim about tofu is rejected, but 1.00 is given in goodwill. */
async function complain({ tuan, at, neighbours, orders }: Afternoon): Promise<void> {
  const { chen, customers } = neighbours;
  const bought = await tuan.orders.get({ orderId: orders.paidInTheCall }, byShop);
  const orderLineId = bought.lines[0]?.id ?? '';
  const bad = { orderLineId, reason: '水果不新鲜', pieces: 2 };
  expect(await refusalOf(tuan.claims.open(bad, byCustomer(customers.li)))).toBe('not_found');
  const claim = await tuan.claims.open(bad, byCustomer(customers.xiaoyu));
  expect(await refusalOf(tuan.claims.open(bad, byCustomer(customers.xiaoyu)))).toBe('claim_open_already');
  await tuan.claims.propose({ claimId: claim.id, amount: yuan(2000) }, byLeader(chen));
  const faultShares = { supplier: 10_000 };
  const byLeaderAlone = tuan.claims.approve({ claimId: claim.id, faultShares }, byLeader(chen));
  expect(await refusalOf(byLeaderAlone)).toBe('claim_above_leader_limit');
  at('25T10:00');
  await tuan.claims.approve({ claimId: claim.id, faultShares }, byShop);
  const [, tofu] = (await tuan.orders.get({ orderId: orders.onBehalf }, byShop)).lines;
  const sour = await tuan.claims.open(
    { orderLineId: tofu?.id ?? '', reason: '酸了', pieces: 1 },
    byLeader(chen),
  );
  await tuan.claims.reject({ claimId: sour.id, reason: '照片看不出来' }, byShop);
  const goodwill = {
    lineId: tofu?.id ?? '',
    amount: yuan(100),
    reason: '人情退款',
    fault: 'customer' as const,
  };
  await tuan.orders.refund({ orderId: orders.onBehalf, ...goodwill }, byShop);
}

/** A day after the last window: what was paid is kept, what was not is lost, and the round is over. */
async function waitForTheRest({ tuan, at, neighbours, orders }: Afternoon): Promise<void> {
  at('25T19:59');
  await tuan.tick();
  expect(await tuan.orders.get({ orderId: orders.guest }, byShop)).toMatchObject({ status: 'ready' });
  at('25T20:00');
  await tuan.tick();
  const { campaign: campaignId } = neighbours;
  expect(await tuan.campaigns.get({ campaignId }, byShop)).toMatchObject({ status: 'completed' });
  const late = tuan.orders.pay({ orderId: orders.guest, amount: yuan(6560), reference: 'pay-10' }, byShop);
  expect(await late).toMatchObject({ outcome: 'refundDue' });
}
