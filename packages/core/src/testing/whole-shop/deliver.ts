import { planted } from '../neighbourhood.ts';
import { yuan } from '../promote.ts';
import type { LaterStep, RandomShop } from '../random-shop.ts';
import { tryTo } from './try-to.ts';
import { type Day, minute } from './day.ts';

const { campaign: campaignId } = planted;
/** Of the apples of the neighbourhood. */
const gramsPerUnit = 500;

/** Bought, shared out and brought, with as much as arrives. */
export async function deliver(day: Day, { arrives, missing, weighed }: RandomShop): Promise<void> {
  const { shop } = day;
  const { tuan } = shop;
  shop.now = Math.max(shop.now, Date.parse('2026-11-24T05:30:00+08:00'));
  await day.tick();
  for (const { id: purchaseOrderId, lines } of (await tuan.purchaseOrders.list({ campaignId })).data) {
    await tryTo(tuan.purchaseOrders.send({ purchaseOrderId }));
    for (const { variantId, ordered } of lines.filter((line) => line.ordered > 0 && arrives > 0)) {
      const arrived = { variantId, accepted: Math.min(ordered, arrives), unitCost: yuan(331) };
      await tuan.purchaseOrders.receive({ purchaseOrderId, lines: [arrived] });
    }
    await tuan.purchaseOrders.close({ purchaseOrderId });
    await shop.audit();
  }
  for (const one of weighed) await weigh(day, one);
  const planned = await tryTo(tuan.deliveryRuns.plan({ campaignId }));
  for (const { id: runId, stops } of typeof planned === 'string' ? [] : planned.data) {
    await tuan.deliveryRuns.start({ runId });
    for (const { id: stopId, lines } of stops) {
      const lost = lines.slice(0, missing > 0 ? 1 : 0);
      const differences = lost.map((one) => ({
        variantId: one.variantId,
        missing: Math.min(one.expected, missing),
      }));
      await tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '小陈', lines: differences });
    }
  }
  await shop.audit();
  shop.now = Math.max(shop.now, Date.parse('2026-11-24T16:30:00+08:00'));
}

/** Apples are weighed as they are packed, from some order on; what is far from the nominal weight is asked about. */
async function weigh(day: Day, { order, share }: RandomShop['weighed'][number]): Promise<unknown> {
  const { tuan } = day.shop;
  for (const position of day.orders.keys()) {
    const { lines } = await tuan.orders.get({ orderId: day.order(order + position) });
    const line = lines.find(({ offerId, allocated }) => offerId === planted.appleOffer && allocated);
    if (!line) continue;
    const pieces = (line.allocated ?? 0) - line.lost - line.withdrawn;
    const grams = Math.max(1, Math.floor((gramsPerUnit * pieces * share) / 1000));
    const weighed = await tryTo(
      tuan.weighings.record({ campaignId, lines: [{ orderLineId: line.id, grams }] }),
    );
    await day.shop.audit();
    return weighed;
  }
  return null;
}

export async function playLater(day: Day, step: LaterStep, count: number): Promise<unknown> {
  const { tuan } = day.shop;
  const { amount, fault } = step;
  const orderId = day.order(step.order);
  const lineId = await day.line(step.order, step.line);
  const handover = { orderId, handoverId: `phone-${String(count).padStart(4, '0')}` };
  const moves: Readonly<Record<LaterStep['kind'], () => Promise<unknown>>> = {
    handOver: () => tuan.pickups.handOver(handover),
    handOverPart: () => tuan.pickups.handOver({ ...handover, lines: [{ lineId, pieces: 1 }] }),
    claim: async () => {
      const claim = await tuan.claims.open({ orderLineId: lineId, reason: '不新鲜', amount: yuan(amount) });
      return tuan.claims.approve({ claimId: claim.id, faultShares: { [fault]: 10_000 } });
    },
    refund: () => tuan.orders.refund({ orderId, lineId, amount: yuan(amount), reason: '碰伤', fault }),
    withdraw: () => tuan.orders.withdraw({ orderId, reason: '送错', fault }),
    pay: () => day.pay(orderId),
    weigh: () => weigh(day, { order: step.order, share: 400 + (amount % 1200) }),
    wait: () => Promise.resolve((day.shop.now += amount * minute)),
  };
  return tryTo(moves[step.kind]());
}

/** Time runs out for everything, complaints are rejected, the host executes every refund. */
export async function settle(day: Day): Promise<void> {
  const { shop } = day;
  const { tuan } = shop;
  for (const { id, status } of (await tuan.claims.list({ limit: 100 })).data)
    if (status === 'open') await tuan.claims.reject({ claimId: id, reason: '照片看不清' });
  for (let round = 0; round < 2; round += 1) {
    shop.now += 72 * 60 * minute;
    await day.tick();
    await shop.audit();
  }
  for (const { id, status } of (await tuan.refunds.list({ limit: 200 })).data)
    if (status !== 'confirmed') await tuan.refunds.confirm({ refundId: id, reference: `bank ${id}` });
  await shop.audit();
}
