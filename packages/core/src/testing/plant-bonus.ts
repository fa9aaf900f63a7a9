import { addToLeaderAccount } from '../commissions/leader-account.ts';
import { commissionMovements } from '../commissions/tables.ts';
import { bonusEarned } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { planted } from './neighbourhood.ts';
import type { TestShop } from './test-shop.ts';

/** A bonus of a leader, as a target or a referral will post it. `datedAt` in epoch milliseconds. */
export async function plantBonus(
  shop: TestShop,
  amount: number,
  datedAt: number,
  leaderId: string = planted.leader,
): Promise<void> {
  await shop.plant((work, context) => {
    const id = context.newId('mov');
    work.insert(commissionMovements, { id, leaderId, kind: 'bonus', amount, datedAt, source: id });
    addToLeaderAccount(work, leaderId, { earned: amount });
    const postings = bonusEarned(amount, { leaderId, kind: 'bonus' });
    postTransaction(work, context, { type: 'bonus.earned', subject: id }, postings);
    return null;
  });
}
