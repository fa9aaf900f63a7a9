import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { leaderAccounts } from '../commissions/tables.ts';
import { orders as ordersTable } from '../orders/tables.ts';
import { instantOf } from '../shared/time.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { next, plantNextRound } from '../testing/next-round.ts';
import { arrive, balances, buyApples, posted } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
const stranger = { actor: { kind: 'customer', customerId: planted.otherCustomer } } as const;
const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;

/** Three apples were fetched, two of them bad; they are to come again. */
async function approved(faultShares: object = { supplier: 10_000 }, pieces = 2) {
  const order = await buyApples(shop, 3, 'till-1');
  await arrive(shop, [order.id]);
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1' });
  const orderLineId = order.lines[0]?.id ?? '';
  const claim = { orderLineId, reason: '不新鲜', pieces, wish: 'replacement' as const };
  const { id: claimId } = await shop.tuan.claims.open(claim, customer);
  const answer = await shop.tuan.claims.approve({ claimId, outcome: 'replacement', faultShares });
  return { claimId, orderLineId, answer };
}

async function onlyReplacement() {
  const { data } = await shop.tuan.replacements.list({ limit: 50 });
  expect(data).toHaveLength(1);
  return data[0] ?? expect.fail();
}

/** The round closes, is bought, arrives and is handed over. */
async function playRound(received = 20) {
  shop.at('2026-11-25T22:00:00+08:00');
  await shop.tuan.tick();
  const { data } = await shop.tuan.purchaseOrders.list({ campaignId: next.campaign, limit: 50 });
  const [order] = data;
  if (order === undefined) return;
  const lines = (await shop.tuan.purchaseOrders.get({ purchaseOrderId: order.id })).lines;
  await shop.tuan.purchaseOrders.send({ purchaseOrderId: order.id });
  await shop.tuan.purchaseOrders.receive({
    purchaseOrderId: order.id,
    lines: lines.map(({ variantId, ordered: pieces }) => ({
      variantId,
      accepted: received,
      missing: pieces - received,
    })),
  });
  await shop.tuan.purchaseOrders.close({ purchaseOrderId: order.id });
}

describe('补发: goods come again in the next round', () => {
  test('an approved claim brings them in an order of its own at 0.00, once', async () => {
    const { claimId, answer } = await approved();
    expect(answer).toMatchObject({
      status: 'approved',
      outcome: 'replacement',
      refundId: null,
      approvedAmount: null,
      faultShares: { supplier: 10_000 },
    });
    expect((await shop.tuan.refunds.list({ limit: 50 })).data).toEqual([]);
    await plantNextRound(shop);
    shop.at('2026-11-25T08:00:00+08:00');
    await shop.tuan.tick();
    await shop.tuan.tick();
    const replacement = await onlyReplacement();
    expect(replacement).toMatchObject({ claimId, status: 'ordered', pieces: 2 });
    const order = await shop.tuan.orders.get({ orderId: replacement.newOrderId ?? '' }, customer);
    expect(order).toMatchObject({
      campaignId: next.campaign,
      status: 'confirmed',
      total: { amount: 0 },
      placedBy: 'system',
      lines: [{ pieces: 2, unitPrice: { amount: 0 }, net: { amount: 0 }, note: '补发', gift: false }],
    });
    expect(order.pickupCode).toMatch(/^[0-9A-Z]{8}$/);
  });

  test('it is bought, shared out and handed over; its cost is borne by whoever is at fault', async () => {
    const { claimId } = await approved({ supplier: 5000, leader: 5000 });
    await plantNextRound(shop);
    shop.at('2026-11-25T08:00:00+08:00');
    await shop.tuan.tick();
    const { newOrderId } = await onlyReplacement();
    await playRound();
    const orderId = newOrderId ?? '';
    expect(await shop.tuan.orders.get({ orderId })).toMatchObject({ lines: [{ allocated: 2 }] });
    shop.at('2026-11-26T16:00:00+08:00');
    await shop.plant((work, context) => {
      const order = work.get(ordersTable, orderId);
      work.set(ordersTable, order, { status: 'ready', readyAt: context.now });
      const { campaignId, pickupPointId } = order;
      work.emit({ type: 'order.ready', subject: orderId, data: { campaignId, pickupPointId } });
      return null;
    });
    await shop.tuan.pickups.handOver({ orderId, handoverId: 'phone-a-2' });
    // Two apples at 8.00: half of it each.
    expect(await posted(shop, 'fault.charged')).toEqual([
      [2310, 800],
      [2400, 800],
      [5100, -1600],
    ]);
    expect(await onlyReplacement()).toMatchObject({ status: 'delivered', delivered: 2 });
    expect(await shop.tuan.claims.get({ claimId })).toMatchObject({ status: 'replaced' });
    const [account] = await shop.tuan.reader.table(leaderAccounts, 't."leaderId" = ?', [planted.leader]);
    expect(account).toMatchObject({ earned: -800 });
    // Nobody earns on goods at 0.00: only the commission on the three that were paid is pending.
    expect(account).toMatchObject({ pending: 300 });
  });

  test('what comes short waits for another round', async () => {
    await approved();
    await plantNextRound(shop);
    shop.at('2026-11-25T08:00:00+08:00');
    await shop.tuan.tick();
    const { newOrderId } = await onlyReplacement();
    await playRound(1);
    await shop.tuan.tick();
    // One of two arrived: the order is still open with that one.
    expect(await shop.tuan.orders.get({ orderId: newOrderId ?? '' })).toMatchObject({
      lines: [{ allocated: 1, short: 1 }],
    });
    expect(await onlyReplacement()).toMatchObject({ status: 'ordered' });
  });

  test('a round that is sold out, of another product, or without the leader brings nothing', async () => {
    await approved();
    await plantNextRound(shop, { cap: 1 });
    shop.at('2026-11-25T08:00:00+08:00');
    await shop.tuan.tick();
    expect(await onlyReplacement()).toMatchObject({ status: 'waiting', newOrderId: null });
    await shop.tuan.engine.run([
      {
        sql: `UPDATE "offers" SET "cap" = NULL, "variantId" = ? WHERE "id" = ?`,
        params: [planted.egg, next.appleOffer],
      },
    ]);
    await shop.tuan.tick();
    expect(await onlyReplacement()).toMatchObject({ status: 'waiting' });
    await shop.tuan.engine.run([
      { sql: `UPDATE "offers" SET "variantId" = ? WHERE "id" = ?`, params: [planted.apple, next.appleOffer] },
      { sql: `DELETE FROM "campaign_leaders" WHERE "campaignId" = ?`, params: [next.campaign] },
    ]);
    await shop.tuan.tick();
    expect(await onlyReplacement()).toMatchObject({ status: 'waiting' });
    expect(
      await shop.tuan.replacements.place({
        replacementId: (await onlyReplacement()).id,
        offerId: next.appleOffer,
      }),
    ).toEqual({ done: 0 });
  });

  test('after two rounds without them a refund is offered, and the customer takes it', async () => {
    const { claimId } = await approved();
    await plantNextRound(shop, { cap: 1 });
    await plantNextRound(shop, { cap: 1 }, 26);
    shop.at('2026-11-25T22:00:00+08:00');
    await shop.tuan.tick();
    const { id: replacementId } = await onlyReplacement();
    await expect(shop.tuan.replacements.refund({ replacementId }, customer)).rejects.toMatchObject({
      code: 'replacement_status',
      details: { status: 'waiting' },
    });
    shop.at('2026-11-26T22:00:00+08:00');
    await shop.tuan.tick();
    expect(await onlyReplacement()).toMatchObject({
      status: 'refundOffered',
      refundAmount: { amount: 2000 },
    });
    await expect(shop.tuan.replacements.refund({ replacementId }, stranger)).rejects.toMatchObject({
      code: 'not_found',
    });
    const twice = await Promise.allSettled([
      shop.tuan.replacements.refund({ replacementId }, customer),
      shop.tuan.replacements.refund({ replacementId }, leader),
    ]);
    expect(twice.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    const claim = await shop.tuan.claims.get({ claimId });
    expect(claim).toMatchObject({ status: 'approved', outcome: 'refund', approvedAmount: { amount: 2000 } });
    await shop.tuan.refunds.confirm({ refundId: claim.refundId ?? '', reference: 'bank-1' });
    expect(await shop.tuan.claims.get({ claimId })).toMatchObject({ status: 'refunded' });
    // 24.00 of cost × 20.00 ÷ 30.00 is the supplier's, as of any refund.
    expect(await posted(shop, 'fault.charged')).toEqual([
      [2400, 1600],
      [5100, -1600],
    ]);
    expect((await balances(shop))['2200']).toBeUndefined();
  });

  test('the shop may refund while it is waited for; goods that are ordered are not refunded too', async () => {
    await approved();
    await plantNextRound(shop);
    const { id: replacementId } = await onlyReplacement();
    shop.at('2026-11-25T08:00:00+08:00');
    await shop.tuan.tick();
    await expect(shop.tuan.replacements.refund({ replacementId })).rejects.toMatchObject({
      code: 'replacement_status',
      details: { status: 'ordered' },
    });
  });

  test('wrong pieces, an amount, and more than was fetched are refused', async () => {
    const order = await buyApples(shop, 3, 'till-1');
    await arrive(shop, [order.id]);
    await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1' });
    const orderLineId = order.lines[0]?.id ?? '';
    const amount = { amount: 500, currency: 'CNY' };
    const { id: claimId } = await shop.tuan.claims.open({ orderLineId, reason: '不新鲜', amount }, customer);
    const approve = (extra: object) =>
      shop.tuan.claims.approve({ claimId, outcome: 'replacement', faultShares: { shop: 10_000 }, ...extra });
    await expect(approve({})).rejects.toMatchObject({ details: { fields: [{ path: 'pieces' }] } });
    await expect(approve({ pieces: 1, amount })).rejects.toMatchObject({
      details: { fields: [{ path: 'amount' }] },
    });
    await expect(approve({ pieces: 4 })).rejects.toMatchObject({
      code: 'refund_too_high',
      details: { left: 3, unit: 'pieces' },
    });
    await expect(
      shop.tuan.claims.approve({ claimId, outcome: 'replacement', pieces: 1 }, leader),
    ).rejects.toMatchObject({ code: 'claim_above_leader_limit' });
  });
});

test('R35: while goods come again the commission of the line is earned by its claim window', async () => {
  await approved();
  const [entry] = await shop.tuan.reader.rows<{ earnableAt: number }>(
    'SELECT "earnableAt" FROM "commission_entries"',
  );
  expect(entry?.earnableAt).toBe(instantOf('2026-11-26T16:00:00+08:00'));
});
