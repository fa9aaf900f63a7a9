import { tick } from '../tick.ts';
import { planted } from './neighbourhood.ts';
import { shareOutGoods } from './shared-out.ts';
import type { TestShop } from './test-shop.ts';

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

/** What a played round leaves: the ids that tests ask for. */
export interface PlayedRound {
  readonly kept: string;
  readonly keptLine: string;
  readonly claimed: string;
  readonly claimedLine: string;
  readonly byCash: string;
  readonly cashLine: string;
  /** On `cashLine`, never decided: its commission is not earned. */
  readonly openClaim: string;
  readonly expired: string;
  readonly cancelled: string;
  readonly uncollected: string;
}

type Wish = Readonly<Record<string, unknown>>;

async function order(shop: TestShop, offerId: string, pieces: number, wish: Wish = {}) {
  const cart = { campaignId: planted.campaign, lines: [{ offerId, pieces }] };
  const { total } = await shop.tuan.orders.quote(cart);
  const payment = { amount: total, reference: `till ${String(shop.now)} ${offerId} ${String(pieces)}` };
  return shop.tuan.orders.place({
    ...cart,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    payment,
    ...wish,
  });
}

/**
 * Plays a round by its verbs, from the first order on Monday to the delivery on Tuesday: a hold that expires, a
 * cancelled order with its money back, cash at the leader, apples that come short. It is Tuesday 16:00 then.
 */
async function playUntilPickup(shop: TestShop) {
  const { tuan } = shop;
  const kept = await order(shop, planted.appleOffer, 3);
  const claimed = await order(shop, planted.appleOffer, 5, { customer: planted.otherCustomer });
  const byCash = await order(shop, planted.eggOffer, 1, { payment: 'atPickup' });
  const uncollected = await order(shop, planted.eggOffer, 2);
  const expired = await order(shop, planted.appleOffer, 1, { payment: undefined });
  const cancelled = await order(shop, planted.appleOffer, 4);
  await tuan.orders.cancel({ orderId: cancelled.id });
  await shareOutGoods(shop, 7);
  await tuan.orders.pay({
    orderId: byCash.id,
    amount: yuan(3280),
    reference: 'cash 1',
    collectedBy: 'leader',
  });
  shop.at('2026-11-24T14:00:00+08:00');
  const { data } = await tuan.deliveryRuns.plan({ campaignId: planted.campaign });
  for (const { id: runId, stops } of data) {
    await tuan.deliveryRuns.start({ runId });
    for (const { id: stopId } of stops)
      await tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '老周' });
  }
  shop.at('2026-11-24T16:00:00+08:00');
  return { kept, claimed, byCash, uncollected, expired, cancelled };
}

/**
 * Goes on to the end of the week: handovers, an order nobody fetched, refunds confirmed and failed, a claim whose
 * fault is shared, another still open, commission earned, a statement, a payout, and money that moved beside. It is Saturday then.
 */
export async function playRound(shop: TestShop): Promise<PlayedRound> {
  const { tuan } = shop;
  const placed = await playUntilPickup(shop);
  for (const { id } of [placed.kept, placed.claimed, placed.byCash]) {
    await tuan.pickups.handOver({ orderId: id, handoverId: `handover-${id}` });
  }
  const claimedLine = placed.claimed.lines[0]?.id ?? '';
  const claim = await tuan.claims.open({ orderLineId: claimedLine, reason: '不新鲜', amount: yuan(500) });
  await tuan.claims.approve({ claimId: claim.id, faultShares: { supplier: 7000, leader: 3000 } });
  await settleRefunds(shop);
  const cashLine = placed.byCash.lines[0]?.id ?? '';
  const open = await tuan.claims.open({ orderLineId: cashLine, reason: '有破损', amount: yuan(100) });
  shop.at('2026-11-28T09:00:00+08:00');
  await tick(tuan);
  await tuan.remittances.record({ leaderId: planted.leader, amount: yuan(3000), reference: 'remitted 1' });
  const made = await tuan.statements.create({ leaderId: planted.leader, to: '2026-11-28' });
  const payout = await tuan.payouts.claim({ statementId: made.statementId ?? '', amount: yuan(100) });
  await tuan.payouts.confirm({ payoutId: payout.id, reference: 'transfer 1' });
  await tuan.payouts.claim({ leaderId: planted.leader, amount: yuan(50) });
  await tuan.costs.record({
    kind: 'van',
    amount: yuan(300),
    campaignId: planted.campaign,
    reference: 'van 1',
  });
  await tuan.supplierPayments.record({
    supplierId: planted.supplier,
    amount: yuan(5000),
    reference: 'supplier 1',
  });
  return {
    kept: placed.kept.id,
    openClaim: open.id,
    cashLine,
    keptLine: placed.kept.lines[0]?.id ?? '',
    claimed: placed.claimed.id,
    claimedLine,
    byCash: placed.byCash.id,
    expired: placed.expired.id,
    cancelled: placed.cancelled.id,
    uncollected: placed.uncollected.id,
  };
}

/** The host pays back what is asked for; the last transfer fails. */
async function settleRefunds({ tuan }: TestShop): Promise<void> {
  const { data } = await tuan.refunds.list({ status: 'requested' });
  for (const [position, { id: refundId }] of data.entries()) {
    if (position === 0) await tuan.refunds.fail({ refundId, failure: '账户已注销' });
    else await tuan.refunds.confirm({ refundId, reference: `back ${refundId}` });
  }
}
