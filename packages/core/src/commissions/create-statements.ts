import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { statementSettled } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { dateSchema, idSchema, money, moneySchema } from '../shared/schemas.ts';
import { type Instant, instantText, startOfDay } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { earnDue, sumDue } from './earn-due.ts';
import { addToLeaderAccount } from './leader-account.ts';
import { guardStatements, settleMovements, sumUnsettled, type Unsettled } from './settle-movements.ts';
import { type StatementSums, statementSums } from './statement-sums.ts';
import { leaderAccounts, statements } from './tables.ts';

const createStatementsSchema = z
  .strictObject({
    leaderId: idSchema.optional().describe('One leader; left out: all of them.'),
    to: dateSchema.describe(
      'The first day that no longer belongs to the period, in the zone of the shop; today at the latest.',
    ),
  })
  .meta({ id: 'CreateStatements', examples: [{ to: '2026-12-01' }] });

const createdStatementsSchema = z
  .strictObject({
    to: z.string().describe('The instant at which the period ends; it does not belong to it.'),
    created: z
      .int()
      .describe('How many statements were made. A leader about whom there is nothing to say gets none.'),
    movements: z.int().describe('How many entries they settle.'),
    total: moneySchema,
    cashSetOff: moneySchema,
    statementId: z.string().nullable().describe('The statement of the one leader that was asked for.'),
  })
  .meta({ id: 'CreatedStatements' });

/** A statement to be made. */
interface Settlement extends StatementSums {
  readonly id: string;
}

/**
 * Settles the commissions of a period, for one leader or for all (R37). It first earns what the clock has earned,
 * then takes every movement dated before `to` that no statement has taken, however old. A total may be below zero:
 * it is carried as debt, never clamped. What the leader holds in cash is set off as far as the credit reaches (R18).
 * The same period again makes nothing new.
 *
 * Refuses: statement_period, not_found, not_allowed.
 */
export const createStatements = defineVerb({
  name: 'statements.create',
  summary: 'Make the statements of a period',
  input: createStatementsSchema,
  answer: createdStatementsSchema,
  alone: true,
  decide: (work, command, context) => {
    demandShop(context);
    const { zone, currency } = theShop(work);
    const to = startOfDay(command.to, zone);
    demand(to <= context.now, 'statement_period', { now: instantText(context.now) });
    const leaderId = command.leaderId && work.resolve(leaders, command.leaderId).id;
    const found = sumUnsettled(work, to, leaderId);
    demandAfterLast(found, to, leaderId);
    const settlements = found.flatMap((one) => settlementOf(one, to, context));
    if (sumDue(work, { leaderId }, context).entries > 0) earnDue(work, { leaderId }, context);
    work.need(...settlements.map((one) => [leaderAccounts, { leaderId: one.leaderId }] as const));
    for (const settlement of settlements) storeStatement(work, settlement, to, context);
    settleMovements(work, settlements, to);
    guardStatements(work, settlements);
    const sum = (name: 'total' | 'setOff' | 'movements') =>
      settlements.reduce((total, one) => total + one[name], 0);
    return {
      to: instantText(to),
      created: settlements.length,
      movements: sum('movements'),
      total: money(sum('total'), currency),
      cashSetOff: money(sum('setOff'), currency),
      statementId: leaderId === undefined ? null : (settlements[0]?.id ?? sameStatement(work, leaderId, to)),
    };
  },
});

function sameStatement(work: Work, leaderId: string, to: Instant): string | null {
  return work.first(statements, { source: sourceOf(leaderId, to) })?.id ?? null;
}

function sourceOf(leaderId: string, to: Instant): string {
  return `${leaderId} ${String(to)}`;
}

/** Periods follow one another; one that ended inside the last statement was settled by it. */
function demandAfterLast([only]: readonly Unsettled[], to: Instant, leaderId: string | undefined): void {
  if (leaderId === undefined || !only || only.lastTo === null) return;
  demand(only.lastTo <= to, 'statement_period', { lastTo: instantText(only.lastTo) });
}

function settlementOf(one: Unsettled, to: Instant, context: Context): Settlement[] {
  if (one.lastTo !== null && one.lastTo >= to) return [];
  const sums = statementSums(one);
  if (one.movements === 0 && sums.setOff === 0) return [];
  return [{ ...sums, id: context.newId('sta') }];
}

function storeStatement(work: Work, settlement: Settlement, to: Instant, context: Context): void {
  const { id, leaderId, earned, reversed, bonus, charged, total, setOff, balance, lastTo } = settlement;
  work.insert(statements, {
    id,
    leaderId,
    to,
    earned,
    reversed,
    bonus,
    charged,
    total,
    balance,
    from: lastTo,
    cashSetOff: setOff,
    createdAt: context.now,
    source: sourceOf(leaderId, to),
  });
  addToLeaderAccount(work, leaderId, { earned: -total, settled: total - setOff, cash: -setOff });
  const occasion = { type: 'statement.created', subject: id };
  postTransaction(work, context, occasion, statementSettled(total, setOff, { leaderId }));
  work.emit({
    type: 'statement.created',
    subject: id,
    data: { leaderId, total, cashSetOff: setOff, balance },
  });
}
