import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { bonusEarned } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import type { Context } from '../shared/context.ts';
import { money, moneySchema } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Row, RowRequest, Work } from '../work.ts';
import { addToLeaderAccount } from './leader-account.ts';
import { leaderReferrals } from './referral-tables.ts';
import { commissionMovements, leaderAccounts } from './tables.ts';

type Referral = Row<typeof leaderReferrals>;

/** How many in one batch. */
const chunk = 200;

/**
 * Pays the sums for recruits whose first commission the clock has earned: nothing for whoever never sold (R40). Once a
 * recruit, into the next statement of the recruiter; a recruiter who has left gets none.
 *
 * Refuses: not_allowed.
 */
export const payReferrals = defineVerb({
  name: 'referrals.pay',
  summary: 'Pay the sums for recruits who have begun to earn',
  input: z.strictObject({}).meta({ id: 'PayReferrals' }),
  answer: z.strictObject({ paid: z.int(), amount: moneySchema }).meta({ id: 'PaidReferrals' }),
  alone: true,
  decide: (work, _command, context) => {
    demandShop(context);
    const { currency } = theShop(work);
    const due = work.rows<{ recruitId: string; recruiterId: string }>(dueSql, [context.now, chunk]);
    work.need(
      ...due.flatMap(({ recruitId, recruiterId }): RowRequest[] => [
        [leaderReferrals, { recruitId }],
        [leaders, { id: recruitId }],
        [leaderAccounts, { leaderId: recruiterId }],
      ]),
    );
    // Read again as rows: another process may have paid in the meantime.
    const unpaid = due
      .map(({ recruitId }) => work.get(leaderReferrals, recruitId))
      .filter(({ paidAt }) => paidAt === null);
    for (const referral of unpaid) pay(work, referral, context);
    const amount = unpaid.reduce((sum, referral) => sum + (referral.amount ?? 0), 0);
    return { paid: unpaid.length, amount: money(amount, currency) };
  },
});

const dueSql = `SELECT r."recruitId" AS "recruitId", r."recruiterId" AS "recruiterId"
  FROM "leader_referrals" r JOIN "leaders" d ON d."id" = r."recruiterId" AND d."status" IN ('active', 'suspended')
  WHERE r."amount" IS NOT NULL AND r."paidAt" IS NULL AND EXISTS (SELECT 1 FROM "commission_entries" e
    WHERE e."beneficiaryId" = r."recruitId" AND e."earnableAt" <= CAST(?1 AS INTEGER) AND e."due" > 0
      AND e."kind" IN ('sale', 'help') AND e."status" <> 'unpaid')
  ORDER BY r."recruitId" LIMIT CAST(?2 AS INTEGER)`;

function pay(work: Work, referral: Referral, context: Context): void {
  const { recruitId, recruiterId: leaderId } = referral;
  const amount = referral.amount ?? 0;
  const { name } = work.get(leaders, recruitId);
  work.set(leaderReferrals, referral, { paidAt: context.now });
  work.insert(commissionMovements, {
    id: context.newId('mov'),
    leaderId,
    kind: 'bonus',
    amount,
    datedAt: context.now,
    reason: `推荐团长 referral of ${name}`,
    source: `referral ${recruitId}`,
  });
  addToLeaderAccount(work, leaderId, { earned: amount });
  const occasion = { type: 'referral.paid', subject: recruitId };
  postTransaction(work, context, occasion, bonusEarned(amount, { leaderId, kind: 'referral' }));
  work.emit({ type: 'referral.paid', subject: recruitId, data: { recruiterId: leaderId, amount } });
}
