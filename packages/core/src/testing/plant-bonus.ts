import { addToLeaderAccount } from '../commissions/leader-account.ts';
import { commissionMovements } from '../commissions/tables.ts';
import { commissionTargets, targetNotices, targetResults } from '../commissions/target-tables.ts';
import { bonusEarned } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import type { Context } from '../shared/context.ts';
import type { Work } from '../work.ts';
import { planted } from './neighbourhood.ts';
import type { TestShop } from './test-shop.ts';

/** A bonus of a leader as a target posts it, or below zero what one withheld. `datedAt` in epoch milliseconds. */
export async function plantBonus(
  shop: TestShop,
  amount: number,
  datedAt: number,
  leaderId: string = planted.leader,
): Promise<void> {
  await shop.plant((work, context) => {
    const id = context.newId('mov');
    const source = `target ${plantResult(work, amount, leaderId, context)}`;
    work.insert(commissionMovements, { id, leaderId, kind: 'bonus', amount, datedAt, source });
    addToLeaderAccount(work, leaderId, { earned: amount });
    const postings = bonusEarned(amount, { leaderId, kind: 'bonus' });
    postTransaction(work, context, { type: 'bonus.posted', subject: id }, postings);
    return null;
  });
}

/** A target of one instant long ago, and what came out of it. */
function plantResult(work: Work, amount: number, leaderId: string, { newId, now }: Context): string {
  const [targetId, id] = [newId('tgt'), newId('tre')];
  const step = amount > 0 ? 1 : null;
  const bounds = { validFrom: 0, validTo: 1, nextFrom: 1 };
  work.insert(commissionTargets, {
    id: targetId,
    name: '奖',
    leaderId,
    period: 'dates',
    steps: [{ threshold: 1, bonus: Math.max(1, amount), basisPoints: null }],
    withheldAmount: amount < 0 ? -amount : null,
    noticeDays: 1,
    ...bounds,
    createdAt: now,
  });
  const about = { targetId, leaderId, from: 0, sales: step ?? 0, amount };
  if (amount < 0) work.insert(targetNotices, { ...about, announcedAt: 0 });
  work.insert(targetResults, { id, ...about, to: 1, step, postedAt: now, source: id });
  return id;
}
