import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { bonusEarned } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import type { Context } from '../shared/context.ts';
import { money, moneySchema } from '../shared/schemas.ts';
import { instantText, type Period } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { type Shop, theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { bonusOf, stepReached, withheldOf } from './bonus-of.ts';
import { addToLeaderAccount } from './leader-account.ts';
import { type SalesRow, salesOfPeriod } from './sales-of-period.ts';
import { commissionMovements, leaderAccounts } from './tables.ts';
import { nextPeriod, periodOf, resultReason, type Target, type TargetResult } from './target.ts';
import { commissionTargets, targetNotices, targetResults } from './target-tables.ts';

const closedTargetsSchema = z
  .strictObject({
    closed: z.int().describe('How many periods were closed now: one at a time.'),
    targetId: z.string().nullable(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    leaders: z.int().describe('How many leaders have a result.'),
    rewarded: z.int(),
    withheld: z.int(),
    amount: moneySchema.describe('Bonuses less what was withheld.'),
    more: z.boolean().describe('Whether another period is due: then call again.'),
  })
  .meta({ id: 'ClosedTargets' });

/**
 * Closes the period of a target that ended first (R40): each leader's sales by the clock, the highest step reached and
 * only that one, a bonus for the next statement. Once per target, leader and period; how late it is called changes
 * nothing, and what is refunded later does not open it again. A withholding that was not announced is not posted.
 *
 * Refuses: not_allowed.
 */
export const closeTargets = defineVerb({
  name: 'commissionTargets.close',
  summary: 'Pay the bonuses of a period that has ended',
  input: z.strictObject({}).meta({ id: 'CloseTargets' }),
  answer: closedTargetsSchema,
  alone: true,
  decide: (work, _command, context) => {
    demandShop(context);
    const shop = theShop(work);
    const [id, another] = dueTargets(work, context);
    const target = id === undefined ? undefined : work.get(commissionTargets, id);
    const period = target && periodOf(target);
    if (!target || !period || period.to > context.now) return nothingDue(shop);
    const results = resultsOf(work, target, period);
    work.need(
      ...results.flatMap(({ amount, leaderId }) =>
        amount === 0 ? [] : [[leaderAccounts, { leaderId }] as const],
      ),
    );
    for (const result of results) storeResult(work, target, { ...result, ...period }, shop, context);
    const { nextTo } = work.set(commissionTargets, target, nextPeriod(target, period.to, shop));
    const amount = results.reduce((sum, result) => sum + result.amount, 0);
    const data = { ...period, leaders: results.length, amount };
    work.emit({ type: 'target.closed', subject: target.id, data, occurredAt: period.to });
    return {
      closed: 1,
      targetId: target.id,
      from: instantText(period.from),
      to: instantText(period.to),
      leaders: results.length,
      rewarded: results.filter((result) => result.amount > 0).length,
      withheld: results.filter((result) => result.amount < 0).length,
      amount: money(amount, shop.currency),
      more: another !== undefined || (nextTo !== null && nextTo <= context.now),
    };
  },
});

/** The two periods that ended first and are not closed. */
function dueTargets(work: Work, { now }: Context): readonly string[] {
  const rows = work.rows<{ id: string }>(
    `SELECT "id" AS "id" FROM "commission_targets" WHERE "nextTo" IS NOT NULL AND "nextTo" <= CAST(? AS INTEGER)
      ORDER BY "nextTo", "id" LIMIT 2`,
    [now],
  );
  return rows.map(({ id }) => id);
}

function nothingDue({ currency }: Shop) {
  const counts = { closed: 0, leaders: 0, rewarded: 0, withheld: 0 };
  return { ...counts, targetId: null, from: null, to: null, amount: money(0, currency), more: false };
}

type Outcome = Pick<TargetResult, 'leaderId' | 'sales' | 'step' | 'amount'>;

/** One read for all leaders; one for those who were told of a withholding. */
function resultsOf(work: Work, target: Target, period: Period): Outcome[] {
  const { sql, params } = salesOfPeriod(period, target);
  const told = new Set(
    work.list(targetNotices, { targetId: target.id, from: period.from }).map(({ leaderId }) => leaderId),
  );
  return work.rows<SalesRow>(sql, params).map(({ leaderId, sales, wholePeriod }) => {
    const step = stepReached(target.steps, sales);
    const missed = step === 0 && wholePeriod === 1 && told.has(leaderId);
    const amount = missed ? -withheldOf(target, sales) : bonusOf(target.steps, sales);
    return { leaderId, sales, step: step === 0 ? null : step, amount: amount === 0 ? 0 : amount };
  });
}

function storeResult(
  work: Work,
  target: Target,
  outcome: Outcome & Period,
  shop: Shop,
  context: Context,
): void {
  const { leaderId, amount, sales, step, from, to } = outcome;
  const result = work.insert(targetResults, {
    id: context.newId('tre'),
    targetId: target.id,
    ...outcome,
    postedAt: context.now,
    source: `${target.id} ${leaderId} ${String(from)}`,
  });
  if (amount === 0) return;
  const reason = resultReason(target, outcome, shop);
  work.insert(commissionMovements, {
    id: context.newId('mov'),
    leaderId,
    kind: 'bonus',
    amount,
    datedAt: context.now,
    reason,
    source: `target ${result.id}`,
  });
  addToLeaderAccount(work, leaderId, { earned: amount });
  const occasion = { type: 'bonus.posted', subject: result.id };
  postTransaction(
    work,
    context,
    occasion,
    bonusEarned(amount, { leaderId, kind: 'bonus', reason: 'target' }),
  );
  const data = { leaderId, targetId: target.id, from, to, sales, step, amount };
  work.emit({ type: 'bonus.posted', subject: result.id, data });
}
