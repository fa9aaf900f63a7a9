import type * as z from 'zod';
import { defineVerb } from '../define.ts';
import { payoutSent, splitReversed } from '../ledger/postings.ts';
import type { Context } from '../shared/context.ts';
import type { Work } from '../work.ts';
import { confirmSettlementsSchema, settlementResultsSchema } from './schemas.ts';
import { type Decision, type Line, type ResultsAnswer, settleResults } from './settle-results.ts';

/**
 * What the provider has done, by number: a split was sent, a reversal came back and is credit of the leader again. Rows
 * come in any order; told twice is harmless; an unknown number refuses its row alone.
 *
 * Refuses: not_allowed. Rows: settlement_line_unknown, settlement_line_attempt, settlement_line_status.
 */
export const confirmSettlements = defineVerb({
  name: 'settlements.confirm',
  summary: 'Report lines that the provider has done',
  input: confirmSettlementsSchema,
  answer: settlementResultsSchema,
  decide: (work, { results }, context) => confirmResults(work, results, context),
});

type Done = z.output<typeof confirmSettlementsSchema>['results'][number];

/** Books what the provider has done, each row on its own. */
export function confirmResults(work: Work, results: readonly Done[], context: Context): ResultsAnswer {
  const decide = (line: Line, { reference }: Done): Decision => {
    if (line.status === 'sent') return 'unchanged';
    if (line.status === 'failed') return 'settlement_line_status';
    return { status: 'sent', reference: reference ?? null, settledAt: context.now };
  };
  return settleResults(work, results, context, decide, {
    type: 'settlement.confirmed',
    account: ({ split, reversal }) => ({ paying: -split, paid: split - reversal, settled: reversal }),
    postings: ({ leaderId, split, reversal }) => [
      ...payoutSent(split, { leaderId, kind: 'split' }),
      ...splitReversed(reversal, { leaderId, kind: 'reversal' }),
    ],
  });
}
