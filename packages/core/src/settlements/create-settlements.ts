import { addToLeaderAccount, leaderAccount } from '../commissions/leader-account.ts';
import { leaderAccounts, statements } from '../commissions/tables.ts';
import { demandPayable } from '../commissions/payout.ts';
import { defineVerb } from '../define.ts';
import { payoutClaimed } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import type { Context } from '../shared/context.ts';
import { assert, demand } from '../shared/error.ts';
import { startOfDay } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { type Shop, theShop } from '../shop/the-shop.ts';
import type { Row, Work } from '../work.ts';
import { chosenOfPeriod, chosenStatement, insertLinesSql, planSumsSql } from './plan-sql.ts';
import { createdSettlementsSchema, createSettlementsSchema } from './schemas.ts';
import { outsideView, type Plan, sumsOf, sumsView } from './settlement.ts';
import { receiverAccounts, settlements } from './tables.ts';

/** As many lines as a number has room for; a statement of more orders than that is no statement of a period. */
const linesMax = 99_999;

/**
 * Makes the settlement file of one statement or of all that end on a day: one split for each order that a statement
 * settles, a reversal where it takes back what was split before. What is split is claimed at once, never above the
 * leader's settled credit (C6), so that no payout can pay it again. Leaders without a receiver account, and suspended
 * ones (R41), are left out. The same statements again make nothing new.
 *
 * Refuses: receiver_missing, settlement_nothing, leader_unavailable, not_found, not_allowed.
 */
export const createSettlements = defineVerb({
  name: 'settlements.create',
  summary: 'Make the settlement file of statements',
  input: createSettlementsSchema,
  answer: createdSettlementsSchema,
  alone: true,
  decide: (work, { statementId, to }, context) => {
    demandShop(context);
    const shop = theShop(work);
    const known = statementId === undefined ? undefined : knownSettlement(work, statementId);
    if (known) return answerOf([], known, shop);
    const cap = shop.policies.splitCapBasisPoints;
    const found = work.rows<Plan>(planSumsSql(statementId === undefined ? chosenOfPeriod : chosenStatement), [
      cap,
      statementId ?? startOfDay(to ?? '', shop.zone),
      null,
    ]);
    const plans = found.filter(({ lines }) => lines > 0);
    if (statementId !== undefined) demandAnything(found, plans, shop);
    work.need(...plans.flatMap(({ leaderId }) => needsOf(leaderId)));
    const made = plans.map((plan) => storeSettlement(work, plan, cap, context));
    if (made.length > 0) storeLines(work, made, cap, context);
    return answerOf(plans, statementId === undefined ? undefined : made[0]?.settlement, shop);
  },
});

const needsOf = (leaderId: string) =>
  [
    [leaderAccounts, { leaderId }],
    [receiverAccounts, { leaderId }],
  ] as const;

/** The settlement that a statement has already; refuses when it can have none. */
function knownSettlement(work: Work, statementId: string): Row<typeof settlements> | undefined {
  work.need([statements, { id: statementId }], [settlements, { statementId }]);
  const { leaderId } = work.get(statements, statementId);
  const known = work.first(settlements, { statementId });
  if (known) return known;
  demand(work.find(receiverAccounts, leaderId) !== undefined, 'receiver_missing', { leaderId });
  demandPayable(work, leaderId);
  return undefined;
}

function demandAnything([only]: readonly Plan[], plans: readonly Plan[], { currency }: Shop): void {
  demand(plans.length > 0, 'settlement_nothing', { outside: only && outsideView(only, currency) });
}

interface Made {
  readonly plan: Plan;
  readonly settlement: Row<typeof settlements>;
}

function storeSettlement(work: Work, plan: Plan, capBasisPoints: number, context: Context): Made {
  const { statementId, leaderId, total, split, reversal, lines } = plan;
  const { bonus, charged, overCap, noReference, uncovered, debt } = plan;
  assert(lines <= linesMax, 'a settlement has no more lines than numbers');
  const receiver = work.get(receiverAccounts, leaderId, 'receiver_missing');
  const id = context.newId('stl');
  const settlement = work.insert(settlements, {
    id,
    statementId,
    leaderId,
    receiverType: receiver.type,
    receiverAccount: receiver.account,
    receiverName: receiver.name,
    capBasisPoints,
    total,
    split,
    reversal,
    bonus,
    charged,
    overCap,
    noReference,
    uncovered,
    debt,
    createdAt: context.now,
  });
  leaderAccount(work, leaderId);
  addToLeaderAccount(work, leaderId, { settled: -split, paying: split });
  const postings = payoutClaimed(split, { leaderId, kind: 'split' });
  postTransaction(work, context, { type: 'settlement.created', subject: id }, postings);
  work.emit({
    type: 'settlement.created',
    subject: id,
    data: { leaderId, statementId, split, reversal, credit: -split },
  });
  return { plan, settlement };
}

/**
 * Writes the lines set by set and holds them against the sums: what another process has paid or split since they were
 * read makes the batch fail and be decided anew, so that nothing is ever paid twice.
 */
function storeLines(work: Work, made: readonly Made[], cap: number, context: Context): void {
  const chosen = made.map(({ plan }) => [plan.statementId, plan.leaderId, plan.credit]);
  work.statement(insertLinesSql, [cap, JSON.stringify(chosen), context.now]);
  const expected = made.map(({ plan, settlement: { id } }) => [
    id,
    plan.leaderId,
    plan.split,
    plan.reversal,
    plan.credit - plan.split,
  ]);
  const params = [JSON.stringify(expected)];
  const sumOf = (kind: string) =>
    `(SELECT coalesce(sum(x."amount"), 0) FROM "settlement_lines" x WHERE x."settlementId" = j.value ->> 0 AND x."kind" = '${kind}')`;
  work.guard(
    `SELECT count(*) FROM json_each(?) AS j WHERE j.value ->> 2 <> ${sumOf('split')} OR j.value ->> 3 <> ${sumOf('reversal')}`,
    params,
  );
  work.guard(
    `SELECT count(*) FROM json_each(?) AS j CROSS JOIN "leader_accounts" a ON a."leaderId" = j.value ->> 1
     WHERE a."settled" <> j.value ->> 4`,
    params,
  );
}

function answerOf(
  plans: readonly Plan[],
  settlement: Row<typeof settlements> | undefined,
  { currency }: Shop,
) {
  const sums = sumsOf(plans);
  return {
    created: plans.length,
    lines: sums.lines,
    ...sumsView(sums, currency),
    settlementId: settlement?.id ?? null,
  };
}
