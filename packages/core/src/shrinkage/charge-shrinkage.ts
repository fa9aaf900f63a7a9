import { faults, type FaultShares } from '../aftersales/tables.ts';
import { chargeLeader } from '../commissions/charge-leader.ts';
import { faultCharged } from '../ledger/postings.ts';
import { type Posting, postTransaction } from '../ledger/post-transaction.ts';
import { aboutLoss, type LostGoods } from '../purchasing/lose-goods.ts';
import { supplierCharges, supplierChargesOfBought } from '../purchasing/sellers-of-line.ts';
import type { Context } from '../shared/context.ts';
import { allocate } from '../shared/money.ts';
import type { Work } from '../work.ts';
import type { LostArrival } from './plan-shrinkage.ts';

/** Goods that were written off, by the row that says so. */
export interface WrittenOff {
  readonly id: string;
  readonly lost: LostGoods;
  /** Of goods that no line has a share of yet: what they were bought with. */
  readonly arrival?: LostArrival;
}

const charged = ['supplier', 'carrier', 'leader'] as const;

/**
 * Whoever answers for a loss bears its cost (R33): the cost of the whole record is split by largest remainder in the
 * order of the faults, then each part over the goods. What is the shop's or the customer's stays with the shop.
 */
export function chargeShrinkage(
  work: Work,
  written: readonly WrittenOff[],
  shares: FaultShares,
  leaderId: string | null,
  context: Context,
): void {
  const costs = written.map(({ lost }) => lost.cost);
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  if (total === 0) return;
  const amounts = allocate(
    total,
    faults.map((fault) => shares[fault] ?? 0),
  );
  const parts = charged.map((party) => allocate(amounts[faults.indexOf(party)] ?? 0, costs));
  for (const [position, one] of written.entries()) {
    const postings = charged.flatMap((party, column) => {
      const amount = parts[column]?.[position] ?? 0;
      return amount === 0 ? [] : chargesOf(work, one, party, amount, leaderId, context);
    });
    postTransaction(work, context, { type: 'fault.charged', subject: one.id }, postings);
  }
}

function chargesOf(
  work: Work,
  { id, lost, arrival }: WrittenOff,
  party: (typeof charged)[number],
  amount: number,
  leaderId: string | null,
  context: Context,
): Posting[] {
  const about = aboutLoss(lost);
  if (party === 'carrier') return faultCharged('carrier', amount, about);
  if (party === 'leader') {
    const { line, reason } = lost;
    const charge = { subject: id, orderLineId: line?.id ?? null, amount, reason };
    if (leaderId === null || !chargeLeader(work, { ...charge, leaderId }, context)) return [];
    return faultCharged('leader', amount, { ...about, leaderId });
  }
  if (lost.line !== undefined) return supplierCharges(work, lost.line, amount, about);
  if (arrival === undefined) return faultCharged('supplier', amount, about);
  return supplierChargesOfBought(work, arrival.order, arrival.line, amount, about);
}
