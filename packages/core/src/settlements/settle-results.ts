import type * as z from 'zod';
import { addToLeaderAccount } from '../commissions/leader-account.ts';
import { errorSentences, type ErrorCode } from '../error-codes.ts';
import type { Posting } from '../ledger/post-transaction.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import type { Context } from '../shared/context.ts';
import { grouped } from '../shared/grouped.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Row, Work } from '../work.ts';
import type { settlementResultsSchema } from './schemas.ts';
import { attemptOf } from './settlement.ts';
import { settlementLines } from './tables.ts';

export type Line = Row<typeof settlementLines>;
type LineChange = Partial<Pick<Line, 'status' | 'reference' | 'failure' | 'settledAt'>>;

/** What a result does to its line: a change, nothing (told twice), or the code of what is in the way. */
export type Decision = LineChange | 'unchanged' | ErrorCode;

/** What became of each result. */
export type ResultsAnswer = z.input<typeof settlementResultsSchema>;

interface ResultOf {
  readonly number: string;
  /** Which attempt it is the result of, where that is told. */
  readonly attempt?: number | undefined;
}

/** What some lines of one settlement, told of in one call, come to; minor units. */
interface Moved {
  readonly leaderId: string;
  readonly split: number;
  readonly reversal: number;
}

interface Consequences {
  readonly type: 'settlement.confirmed' | 'settlement.failed' | 'settlement.retried';
  /** By how much the leader's account changes. */
  account(moved: Moved): Readonly<Partial<Record<'settled' | 'paying' | 'paid', number>>>;
  postings(moved: Moved): readonly Posting[];
}

/**
 * Results of the provider, each row on its own, in any order. The money of a call is posted once for each settlement.
 */
export function settleResults<Result extends ResultOf>(
  work: Work,
  results: readonly Result[],
  context: Context,
  decide: (line: Line, result: Result) => Decision,
  consequences: Consequences,
): ResultsAnswer {
  demandShop(context);
  work.need(...results.map(({ number }) => [settlementLines, { id: number }] as const));
  const changed: Line[] = [];
  const data = results.map((result, row) => {
    const line = work.find(settlementLines, result.number);
    if (!line) return outcomeOf(row, result.number, 'settlement_line_unknown', null);
    const { attempt = attemptOf(line) } = result;
    const isOther = attempt !== attemptOf(line);
    const decision = isOther ? 'settlement_line_attempt' : decide(line, result);
    if (typeof decision === 'string') return outcomeOf(row, line.id, decision, line);
    const now = work.set(settlementLines, line, decision);
    changed.push(now);
    return outcomeOf(row, line.id, 'changed', now);
  });
  for (const [settlementId, lines] of grouped(changed, (line) => line.settlementId)) {
    follow(work, settlementId, lines, consequences, context);
  }
  const refused = data.filter(({ outcome }) => outcome === 'refused').length;
  return { changed: changed.length, refused, data };
}

function outcomeOf(
  row: number,
  number: string,
  decided: 'changed' | Exclude<Decision, LineChange>,
  line: Line | null,
) {
  const status = line?.status ?? null;
  if (decided === 'changed' || decided === 'unchanged')
    return { row, number, outcome: decided, code: null, message: null, status };
  return {
    row,
    number,
    outcome: 'refused' as const,
    code: decided,
    message: errorSentences[decided],
    status,
  };
}

function follow(
  work: Work,
  settlementId: string,
  lines: readonly Line[],
  { type, account, postings }: Consequences,
  context: Context,
): void {
  const leaderId = lines[0]?.leaderId ?? '';
  const sumOf = (kind: Line['kind']) =>
    lines.reduce((sum, line) => sum + (line.kind === kind ? line.amount : 0), 0);
  const moved = { leaderId, split: sumOf('split'), reversal: sumOf('reversal') };
  const sums = account(moved);
  addToLeaderAccount(work, leaderId, sums);
  postTransaction(work, context, { type, subject: settlementId }, postings(moved));
  const numbers = lines.map(({ id }) => id);
  work.emit({ type, subject: settlementId, data: { ...moved, numbers, credit: sums.settled ?? 0 } });
}
