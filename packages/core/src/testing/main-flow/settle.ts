import { expect } from 'vitest';
import { byLeader, byShop, type Flow, refusalOf, yuan } from './flow.ts';
import type { OrdersByName } from './order-ahead.ts';
import type { Neighbourhood } from './set-up.ts';

interface Settlement extends Flow {
  readonly neighbours: Neighbourhood;
  readonly orders: OrdersByName;
}

/** From Thursday to the first of December: money goes back, leaders are paid, and one owes the shop in the end. */
export async function settle(flow: Flow, neighbours: Neighbourhood, orders: OrdersByName): Promise<void> {
  const settlement: Settlement = { ...flow, neighbours, orders };
  await refundEveryone(settlement);
  await payLeaders(settlement);
  await complainLate(settlement);
  await payForTheRest(settlement);
}

/** One refund fails and is retried; the 1.00 of goodwill the leader has paid back by hand. */
async function refundEveryone({ tuan, at, neighbours }: Settlement): Promise<void> {
  at('26T09:00');
  const { data } = await tuan.refunds.list({ limit: 50 }, byShop);
  const [first, second] = data;
  const refundId = first?.id ?? '';
  await tuan.refunds.fail({ refundId, failure: '银行拒付' }, byShop);
  await tuan.refunds.retry({ refundId }, byShop);
  for (const { id, amount } of data) {
    const goodwill = amount.amount === 100;
    const call = {
      refundId: id,
      reference: `bank ${id}`,
      ...(goodwill ? { paidBackBy: 'leader' as const } : {}),
    };
    const confirmed = await tuan.refunds.confirm(call, goodwill ? byLeader(neighbours.chen) : byShop);
    expect(await tuan.refunds.confirm(call, goodwill ? byLeader(neighbours.chen) : byShop)).toEqual(
      confirmed,
    );
  }
  const twice = tuan.refunds.confirm({ refundId: second?.id ?? '', reference: `bank ${refundId}` }, byShop);
  expect(await refusalOf(twice)).toBe('refund_reference_used');
}

/** Statements to Saturday; the cash in hand is set off; each statement is paid once. */
async function payLeaders({ tuan, at, neighbours }: Settlement): Promise<void> {
  const { chen, fang } = neighbours;
  const remitted = { leaderId: chen, amount: yuan(1000), reference: 'cash-back-1' };
  const handed = await tuan.remittances.record(remitted, byShop);
  expect(await tuan.remittances.record(remitted, byShop)).toEqual(handed);
  at('28T09:00');
  const to = '2026-11-28';
  const made = await tuan.statements.create({ to }, byShop);
  expect(made).toMatchObject({ created: 2, total: yuan(3680 + 2461), cashSetOff: yuan(2000) });
  expect(await tuan.statements.create({ to }, byShop)).toMatchObject({ created: 0 });
  const { data } = await tuan.statements.list({ to }, byShop);
  const statementOf = (leaderId: string) => data.find((one) => one.leaderId === leaderId)?.id ?? '';
  const payout = await tuan.payouts.claim({ statementId: statementOf(chen) }, byShop);
  expect(payout.amount).toEqual(yuan(1680));
  await tuan.payouts.fail({ payoutId: payout.id, failure: '账号有误' }, byShop);
  await tuan.payouts.retry({ payoutId: payout.id }, byShop);
  await tuan.payouts.confirm({ payoutId: payout.id, reference: 'transfer-1' }, byShop);
  const other = await tuan.payouts.claim({ statementId: statementOf(fang) }, byShop);
  expect(await tuan.payouts.claim({ statementId: statementOf(fang) }, byShop)).toEqual(other);
  const stolen = tuan.payouts.confirm({ payoutId: other.id, reference: 'transfer-1' }, byShop);
  expect(await refusalOf(stolen)).toBe('payout_reference_used');
  await tuan.payouts.confirm({ payoutId: other.id, reference: 'transfer-2' }, byShop);
}

/** After the payout: 30.00 for apples, half the supplier's fault and half the leader's, comes off the next statement. */
async function complainLate({ tuan, at, neighbours, orders }: Settlement): Promise<void> {
  const { fang, customers } = neighbours;
  const [apples] = (await tuan.orders.get({ orderId: orders.paidLate }, byShop)).lines;
  const bruised = { orderLineId: apples?.id ?? '', reason: '碰伤', pieces: 3, amount: yuan(3000) };
  const own = tuan.claims.open(bruised, { actor: { kind: 'customer', customerId: customers.li } });
  expect(await refusalOf(own)).toBe('claim_window_closed');
  const claim = await tuan.claims.open(bruised, byShop);
  await tuan.claims.approve({ claimId: claim.id, faultShares: { supplier: 5000, leader: 5000 } }, byShop);
  for (const { id, status } of (await tuan.refunds.list({ limit: 50 }, byShop)).data)
    if (status === 'requested') await tuan.refunds.confirm({ refundId: id, reference: `bank ${id}` }, byShop);
  at('12-01T09:00');
  const next = await tuan.statements.create({ to: '2026-12-01' }, byShop);
  expect(next).toMatchObject({ created: 1, total: yuan(-1575), cashSetOff: yuan(0) });
  expect(await refusalOf(tuan.payouts.claim({ leaderId: fang }, byShop))).toBe('payout_too_high');
}

async function payForTheRest({ tuan, neighbours }: Settlement): Promise<void> {
  const van = { kind: 'van', amount: yuan(1200), campaignId: neighbours.campaign, reference: 'van-1' };
  const cost = await tuan.costs.record(van, byShop);
  expect(await tuan.costs.record(van, byShop)).toEqual(cost);
  await tuan.costs.record({ kind: 'rent', amount: yuan(500), reference: 'rent-1' }, byShop);
  const paid = { supplierId: 'external:果然鲜果业', amount: yuan(20_000), reference: 'supplier-1' };
  await tuan.supplierPayments.record(paid, byShop);
  await tuan.tick();
}
