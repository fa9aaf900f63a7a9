import { leaderAccount } from '../commissions/leader-account.ts';
import { leaderAccounts } from '../commissions/tables.ts';
import { defineVerb } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { payoutClaimed } from '../ledger/postings.ts';
import type { Work } from '../work.ts';
import { retrySettlementsSchema, settlementResultsSchema } from './schemas.ts';
import { type Decision, type Line, settleResults } from './settle-results.ts';
import { settlementLines } from './tables.ts';

/**
 * Failed lines go to the provider again, each under its old number, so that it cannot be done twice. A split needs the
 * leader's credit once more: what a payout has paid meanwhile is not split.
 *
 * Refuses: not_allowed. Rows: settlement_line_unknown, settlement_line_status, settlement_credit, leader_unavailable.
 */
export const retrySettlements = defineVerb({
  name: 'settlements.retry',
  summary: 'Put failed lines on their way again',
  input: retrySettlementsSchema,
  answer: settlementResultsSchema,
  decide: (work, { results }, context) => {
    const taken = new Map<string, number>();
    const decide = (line: Line): Decision => {
      if (line.status === 'claimed') return 'unchanged';
      if (line.status === 'sent') return 'settlement_line_status';
      return inTheWay(work, line, taken) ?? { status: 'claimed', failure: null, settledAt: null };
    };
    work.need(...results.map(({ number }) => [settlementLines, { id: number }] as const));
    const answer = settleResults(work, results, context, decide, {
      type: 'settlement.retried',
      account: ({ split }) => ({ paying: split, settled: -split }),
      postings: ({ leaderId, split }) => payoutClaimed(split, { leaderId, kind: 'split' }),
    });
    for (const leaderId of taken.keys()) {
      work.guard('SELECT count(*) FROM "leader_accounts" WHERE "leaderId" = ? AND "settled" < 0', [leaderId]);
    }
    return answer;
  },
});

/** Takes the credit of one split, of all in this call together no more than there is. */
function inTheWay(work: Work, line: Line, taken: Map<string, number>): Decision | undefined {
  if (line.kind === 'reversal') return undefined;
  const { leaderId, amount } = line;
  work.need([leaders, { id: leaderId }], [leaderAccounts, { leaderId }]);
  if (work.get(leaders, leaderId).status === 'suspended') return 'leader_unavailable';
  const before = taken.get(leaderId) ?? 0;
  if (before + amount > leaderAccount(work, leaderId).settled) return 'settlement_credit';
  taken.set(leaderId, before + amount);
  return undefined;
}
