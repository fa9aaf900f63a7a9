import { instantOf } from '../../packages/core/src/shared/time.ts';
import type { OpenTuan } from '../../packages/core/src/open-tuan.ts';
import { planted, type TestShop } from '../../packages/core/src/testing/index.ts';

const { campaign: campaignId, leader, otherLeader, point, otherPoint, customer, otherCustomer } = planted;
const orderCount = 600;
const settledTo = '2026-11-29';

/** Orders of apples, which will come short, and of eggs, of which too few are sold, for two leaders. */
export async function plantLongWork({ tuan }: TestShop): Promise<void> {
  const yuan = (amount: number) => ({ amount, currency: 'CNY' });
  await tuan.campaigns.putOffers({ campaignId, offers: [{ variantId: planted.egg, minimum: 10_000 }] });
  for (const leaderId of [leader, otherLeader])
    await tuan.receivers.put({ leaderId, type: 'personal', account: `open-id-of-${leaderId}` });
  const numbers = Array.from({ length: orderCount }, (_, number) => number);
  await Promise.all(
    numbers.map((number) => {
      const lines = [
        { offerId: planted.appleOffer, pieces: 1 + (number % 3) },
        { offerId: planted.eggOffer, pieces: 1 },
      ];
      const ofOther = number % 5 === 0;
      return tuan.orders.place({
        campaignId,
        lines,
        customer: number % 2 === 0 ? customer : otherCustomer,
        leaderId: ofOther ? otherLeader : leader,
        pickupPointId: ofOther ? otherPoint : point,
        payment: { amount: yuan((1 + (number % 3)) * 1000 + 3280), reference: `till ${String(number)}` },
      });
    }),
  );
}

/**
 * All the work of a round after its cutoff, as a shop does it that knows nothing of an earlier try: whoever begins anew
 * goes on where another was stopped. `at` sets the clock.
 */
export async function doLongWork(tuan: OpenTuan, at: (now: number) => void): Promise<void> {
  const tickAt = async (text: string) => {
    at(instantOf(text));
    const { steps } = await tuan.tick();
    const problem = steps.find((step) => step.problem !== null);
    if (problem) throw new Error(`${problem.name}: ${String(problem.problem)}`);
  };
  await tickAt('2026-11-23T22:10:00+08:00');
  at(instantOf('2026-11-24T05:00:00+08:00'));
  const { data: bought } = await tuan.purchaseOrders.list({ campaignId });
  for (const { id } of bought) await takeIn(tuan, id);
  await tickAt('2026-11-24T05:00:00+08:00');
  at(instantOf('2026-11-24T14:00:00+08:00'));
  await deliver(tuan);
  at(instantOf('2026-11-24T17:00:00+08:00'));
  await handOut(tuan);
  await tickAt('2026-11-27T09:00:00+08:00');
  await tickAt('2026-11-29T09:00:00+08:00');
  await tuan.statements.create({ to: settledTo });
  await tuan.settlements.create({ to: settledTo });
}

/** Half of the pieces come. */
async function takeIn({ purchaseOrders }: OpenTuan, purchaseOrderId: string): Promise<void> {
  const { status, lines } = await purchaseOrders.get({ purchaseOrderId });
  if (status === 'draft') await purchaseOrders.send({ purchaseOrderId });
  if (status === 'draft' || status === 'sent') {
    const arrived = lines.map(({ variantId, ordered }) => ({
      variantId,
      accepted: variantId === planted.apple ? Math.floor(ordered / 2) : ordered,
    }));
    const idempotencyKey = `received ${purchaseOrderId}`;
    await purchaseOrders.receive({ purchaseOrderId, lines: arrived }, { idempotencyKey });
  }
  if (status !== 'closed') await purchaseOrders.close({ purchaseOrderId });
}

async function deliver({ deliveryRuns }: OpenTuan): Promise<void> {
  const known = await deliveryRuns.list({ campaignId });
  const { data } = known.data.length > 0 ? known : await deliveryRuns.plan({ campaignId });
  for (const { id: runId } of data) {
    const { status, stops } = await deliveryRuns.get({ runId });
    if (status === 'planned') await deliveryRuns.start({ runId });
    for (const { id: stopId, handedOverAt } of stops)
      if (handedOverAt === null) await deliveryRuns.handOverStop({ runId, stopId, signedBy: '老周' });
  }
}

/** Every other order is fetched; nobody comes for the rest. */
async function handOut({ orders, pickups }: OpenTuan): Promise<void> {
  const all: { readonly id: string; readonly status: string }[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await orders.list({ campaignId, limit: 200, ...(cursor !== undefined && { cursor }) });
    all.push(...page.data);
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  const fetched = all
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .filter(({ status }, place) => place % 2 === 0 && status === 'ready');
  for (let from = 0; from < fetched.length; from += 30)
    await Promise.all(
      fetched
        .slice(from, from + 30)
        .map(({ id: orderId }) => pickups.handOver({ orderId, handoverId: `fetched-${orderId}` })),
    );
}
