import type { Context } from '../shared/context.ts';
import { assert } from '../shared/error.ts';
import type { Work } from '../work.ts';
import { type AccountName, accounts } from './accounts.ts';
import { ledgerEntries, ledgerTransactions } from './tables.ts';

/** What an entry is about; reports group by these. */
export interface Dimensions {
  readonly campaignId?: string | null;
  readonly variantId?: string | null;
  readonly supplierId?: string | null;
  readonly leaderId?: string | null;
  readonly communityId?: string | null;
  readonly orderId?: string | null;
  readonly orderLineId?: string | null;
  readonly kind?: string | null;
  readonly reason?: string | null;
  readonly fault?: string | null;
}

/** One side of a transaction: debit positive, credit negative, in minor units. */
export interface Posting {
  readonly account: AccountName;
  readonly amount: number;
  readonly about?: Dimensions;
}

export interface Occasion {
  /** What happened, as in `order.paid`. */
  readonly type: string;
  /** The id of the row it happened to. */
  readonly subject: string;
}

/**
 * Posts a balanced transaction in the same batch as the change it tells of, dated by the server's now.
 * Postings of 0 are left out; a transaction of nothing is not stored. An unbalanced one is a defect.
 */
export function postTransaction(
  work: Work,
  context: Context,
  occasion: Occasion,
  postings: readonly Posting[],
): void {
  const moving = movingOf(occasion, postings);
  if (moving.length === 0) return;
  const transactionId = context.newId('txn');
  work.append(ledgerTransactions, { id: transactionId, ...occasion, postedAt: context.now });
  for (const [position, { account, amount, about }] of moving.entries()) {
    work.append(ledgerEntries, {
      transactionId,
      position,
      account: accounts[account],
      amount,
      postedAt: context.now,
      ...about,
    });
  }
}

/** The postings that move anything, of which the sum is zero. */
export function movingOf({ type, subject }: Occasion, postings: readonly Posting[]): Posting[] {
  const moving = postings.filter(({ amount }) => amount !== 0);
  let sum = 0;
  for (const { amount } of moving) {
    assert(Number.isSafeInteger(amount), `${type} posts whole minor units`);
    sum += amount;
  }
  assert(sum === 0, `${type} ${subject} is balanced`);
  return moving;
}
