import { expect } from 'vitest';
import type { OrderView } from '../../orders/schemas.ts';
import type { Month, Promised } from './month.ts';
import type { Term } from './terms.ts';

type Line = OrderView['lines'][number];

/** Half away from zero, in whole numbers of any size. */
function rounded(amount: number, numerator: number, denominator: number): number {
  const doubled = 2n * BigInt(amount) * BigInt(numerator) + BigInt(denominator);
  return Number(doubled / (2n * BigInt(denominator)));
}

const floored = (amount: number, basisPoints: number) =>
  Number((BigInt(amount) * BigInt(basisPoints)) / 10_000n);
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const named = ({ kind, leaderId }: Named) => `${kind} ${leaderId}`;
const byName = (one: Named, other: Named) => (named(one) < named(other) ? -1 : 1);

interface Named {
  readonly kind: string;
  readonly leaderId: string;
}

/**
 * R34–R40: who earns on each line is who was promised it, by the rate that was promised; together they have that rate of
 * what the customer kept, and never more than the cap of it.
 */
export async function agreeOnCommissions(month: Month): Promise<void> {
  for (const { id: orderId } of month.everything) {
    const order = await month.tuan.orders.get({ orderId });
    const { data } = await month.tuan.commissions.list({ orderId, limit: 200 });
    for (const line of order.lines) {
      const promised = month.promised.get(line.id);
      const entries = data.filter(({ orderLineId }) => orderLineId === line.id);
      if (promised && !line.gift) agreeOnShares(order, line, promised, entries);
      if (line.gift) expect(entries).toEqual([]);
    }
  }
}

type Entry = Awaited<ReturnType<Month['tuan']['commissions']['list']>>['data'][number];

function agreeOnShares(order: OrderView, line: Line, promised: Promised, entries: readonly Entry[]): void {
  const declared = entries.map((one) => {
    const { basisPoints, perPiece, boostBasisPoints: boost } = one.uncapped ?? one;
    return { kind: one.kind, leaderId: one.leaderId, basisPoints, perPiece: perPiece?.amount ?? null, boost };
  });
  const expected = withoutNothing(promised);
  expect([line.id, ...declared.toSorted(byName)]).toEqual([line.id, ...expected.toSorted(byName)]);
  for (const { accrued, reversed, due } of entries) expect(due.amount).toBe(accrued.amount - reversed.amount);
  if (order.paidAt === null) {
    expect(sum(entries.map(({ due }) => due.amount))).toBe(0);
    return;
  }
  const base = baseOf(order, line, promised);
  if (base === null) return;
  const own = entries.filter(({ kind }) => kind !== 'referral');
  const together = sum(own.map(({ due }) => due.amount));
  const standing = own.filter(({ outOf }) => outOf === null);
  const rate = sum(standing.map((one) => one.basisPoints ?? one.boostBasisPoints));
  const sums = standing.some(({ perPiece }) => (perPiece?.amount ?? 0) > 0);
  const cap = floored(base, promised.maximum);
  expect(together).toBeLessThanOrEqual(cap);
  if (!sums) expect([line.id, together]).toEqual([line.id, Math.min(rounded(base, rate, 10_000), cap)]);
  for (const { kind, due, basisPoints } of entries)
    if (kind === 'referral') expect(due.amount).toBe(rounded(base, basisPoints ?? 0, 10_000));
  if (sums) return;
  for (const { due, basisPoints, boostBasisPoints, taken, outOf } of standing) {
    expect(outOf).toBeNull();
    const exact = (base * (basisPoints ?? boostBasisPoints)) / 10_000;
    expect(Math.abs(due.amount + (taken?.amount ?? 0) - exact)).toBeLessThan(2);
  }
}

/** Of a commission that was less than half a minor unit from the start nothing is taken for the point. */
function withoutNothing({ terms, takenFrom, base, net, gross, pieces }: Promised): readonly Term[] {
  if (takenFrom === null) return terms;
  const seller = terms.find(({ kind, leaderId }) => kind !== 'point' && leaderId === takenFrom);
  const point = terms.find(({ kind }) => kind === 'point');
  if (!seller || !point) return terms;
  const alike =
    seller.perPiece === null ? point.perPiece === null : point.perPiece !== null && seller.boost === 0;
  const of = base === 'net' ? net : gross;
  const worth = rounded(of, seller.basisPoints ?? seller.boost, 10_000) + (seller.perPiece ?? 0) * pieces;
  return alike || worth > 0 ? terms : terms.filter((term) => term !== point);
}

/** What is left, or the goods before discounts in proportion to it; null where pieces went before the payment. */
function baseOf(order: OrderView, line: Line, { base, net, gross }: Promised): number | null {
  const left = line.net.amount - line.refunded.amount;
  if (base === 'net') return left;
  if (order.payment === 'atPickup' || line.net.amount === 0 || order.confirmedAt !== order.paidAt)
    return null;
  return rounded(gross - (net - line.net.amount), left, line.net.amount);
}

/** What each leader is owed in all: all dues, targets and recruits, less what the leader answers for. */
export async function agreeOnLeaders(month: Month): Promise<void> {
  const { commissions, commissionTargets, referrals, statements, reader } = month.tuan;
  const { data: made } = await statements.list({ limit: 200 });
  const { data: recruits } = await referrals.list({ limit: 200 });
  for (const leaderId of month.leaders) {
    const { data: entries } = await commissions.list({ leaderId, limit: 200 });
    const { data: results } = await commissionTargets.results({ leaderId, limit: 200 });
    const rows = await reader.rows<{ charged: number }>(
      `SELECT coalesce(-sum("amount"), 0) AS "charged" FROM "ledger_entries"
       WHERE "account" = 5100 AND "fault" = 'leader' AND "leaderId" = ?`,
      [leaderId],
    );
    const dues = sum(entries.map(({ due, status }) => (status === 'unpaid' ? 0 : due.amount)));
    const bonuses = sum(results.map(({ amount }) => amount.amount));
    const once = sum(
      recruits.map((one) =>
        one.recruiterId === leaderId && one.paidAt !== null ? (one.amount?.amount ?? 0) : 0,
      ),
    );
    const stated = sum(made.map((one) => (one.leaderId === leaderId ? one.total.amount : 0)));
    expect([leaderId, stated]).toEqual([leaderId, dues + bonuses + once - (rows[0]?.charged ?? 0)]);
  }
}
