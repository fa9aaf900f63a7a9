import { chargeLeader } from '../commissions/charge-leader.ts';
import { faultCharged } from '../ledger/postings.ts';
import { type Dimensions, type Posting, postTransaction } from '../ledger/post-transaction.ts';
import type { OrderLine } from '../orders/order.ts';
import { supplierCharges } from '../purchasing/sellers-of-line.ts';
import type { Context } from '../shared/context.ts';
import { allocate } from '../shared/money.ts';
import type { Work } from '../work.ts';
import { faults, type FaultShares } from './tables.ts';

const charged = ['supplier', 'carrier', 'leader'] as const;

export interface Charge {
  /** The row that it is charged for: a refund, or goods that came again. */
  readonly subject: string;
  /** Minor units. */
  readonly amount: number;
  readonly shares: FaultShares;
  readonly reason: string;
  /** What the entries are about. */
  readonly about: Dimensions;
}

/**
 * Whoever is at fault bears a cost (R33): supplier, carrier and leader are charged by largest remainder in the order
 * of the parties, the shares of the shop and of the customer (goodwill) stay with the shop. The supplier is who
 * really sold the goods of the line.
 */
export function chargeShares(work: Work, line: OrderLine, charge: Charge, context: Context): void {
  const amounts = allocate(
    charge.amount,
    faults.map((fault) => charge.shares[fault] ?? 0),
  );
  const about = { ...charge.about, reason: charge.reason };
  const postings = charged.flatMap((party): Posting[] => {
    const amount = amounts[faults.indexOf(party)] ?? 0;
    const { subject, reason } = charge;
    const toLeader = { subject, leaderId: line.leaderId, orderLineId: line.id, amount, reason };
    if (amount === 0 || (party === 'leader' && !chargeLeader(work, toLeader, context))) return [];
    return party === 'supplier'
      ? supplierCharges(work, line, amount, about)
      : faultCharged(party, amount, about);
  });
  postTransaction(work, context, { type: 'fault.charged', subject: charge.subject }, postings);
}
