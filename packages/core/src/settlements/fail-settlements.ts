import type * as z from 'zod';
import { defineVerb } from '../define.ts';
import { payoutFailed } from '../ledger/postings.ts';
import type { Context } from '../shared/context.ts';
import type { Work } from '../work.ts';
import { failSettlementsSchema, settlementResultsSchema } from './schemas.ts';
import { type Decision, type Line, type ResultsAnswer, settleResults } from './settle-results.ts';

/**
 * What the provider has refused, by number: what was claimed for a split is credit of the leader again, and either it
 * is retried or a payout pays it. Told twice is harmless.
 *
 * Refuses: not_allowed. Rows: settlement_line_unknown, settlement_line_attempt, settlement_line_status.
 */
export const failSettlements = defineVerb({
  name: 'settlements.fail',
  summary: 'Report lines that the provider has refused',
  input: failSettlementsSchema,
  answer: settlementResultsSchema,
  decide: (work, { results }, context) => failResults(work, results, context),
});

type Failed = z.output<typeof failSettlementsSchema>['results'][number];

/** Books what the provider has refused, each row on its own. */
export function failResults(work: Work, results: readonly Failed[], context: Context): ResultsAnswer {
  const decide = (line: Line, { failure }: Failed): Decision => {
    if (line.status === 'failed') return 'unchanged';
    if (line.status === 'sent') return 'settlement_line_status';
    return { status: 'failed', failure, settledAt: context.now };
  };
  return settleResults(work, results, context, decide, {
    type: 'settlement.failed',
    account: ({ split }) => ({ paying: -split, settled: split }),
    postings: ({ leaderId, split }) => payoutFailed(split, { leaderId, kind: 'split' }),
  });
}
