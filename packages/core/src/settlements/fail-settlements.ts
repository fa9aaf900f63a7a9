import { defineVerb } from '../define.ts';
import { payoutFailed } from '../ledger/postings.ts';
import { failSettlementsSchema, settlementResultsSchema } from './schemas.ts';
import { type Line, settleResults } from './settle-results.ts';

/**
 * What the provider has refused, by number: what was claimed for a split is credit of the leader again, and either it
 * is retried or a payout pays it. Told twice is harmless.
 *
 * Refuses: not_allowed. Rows: settlement_line_unknown, settlement_line_status.
 */
export const failSettlements = defineVerb({
  name: 'settlements.fail',
  summary: 'Report lines that the provider has refused',
  input: failSettlementsSchema,
  answer: settlementResultsSchema,
  decide: (work, { results }, context) =>
    settleResults(
      work,
      results,
      context,
      (line: Line, { failure }) => {
        if (line.status === 'failed') return 'unchanged';
        if (line.status === 'sent') return 'settlement_line_status';
        return { status: 'failed', failure, settledAt: context.now };
      },
      {
        type: 'settlement.failed',
        account: ({ split }) => ({ paying: -split, settled: split }),
        postings: ({ leaderId, split }) => payoutFailed(split, { leaderId, kind: 'split' }),
      },
    ),
});
