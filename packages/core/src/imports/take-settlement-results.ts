import { confirmResults } from '../settlements/confirm-settlements.ts';
import { failResults } from '../settlements/fail-settlements.ts';
import { attemptOf } from '../settlements/settlement.ts';
import type { Line } from '../settlements/settle-results.ts';
import { settlementLines } from '../settlements/tables.ts';
import type { RowOutcome } from '../shared/bulk-rows.ts';
import type { Context } from '../shared/context.ts';
import { assert } from '../shared/error.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { type FilledSettlementRow, settlementColumns } from './filled-settlement.ts';
import type { ImportProblem } from './schemas.ts';

type Problem = Omit<ImportProblem, 'row'>;

/** What is wrong with results of the provider beside the lines that it was sent. */
export function settlementProblems(work: Work, rows: readonly FilledSettlementRow[]): ImportProblem[] {
  needLines(work, rows);
  const { currency } = theShop(work);
  return rows.flatMap((row) => {
    const line = work.find(settlementLines, row.number);
    const problem =
      line === undefined ? unknownLine : (differenceOf(row, line, currency) ?? conflictOf(row, line));
    return problem === undefined ? [] : [{ row: row.row, ...problem }];
  });
}

/** Books the results of a sheet by the verbs that take them as JSON, in one batch: all of them or none. */
export function takeSettlementResults(
  work: Work,
  rows: readonly FilledSettlementRow[],
  context: Context,
): RowOutcome[] {
  needLines(work, rows);
  const done = rows.filter(({ result }) => result === 'sent');
  const failed = rows.filter(({ result }) => result === 'failed');
  const sent = confirmResults(
    work,
    done.map(({ number, reference }) => ({ number, reference: reference ?? undefined })),
    context,
  );
  const refused = failResults(
    work,
    failed.map(({ number, failure }) => ({ number, failure: failure ?? '' })),
    context,
  );
  assert(sent.refused === 0 && refused.refused === 0, 'results that were checked are taken');
  return [...sent.data, ...refused.data].map(({ number, outcome }) => ({
    externalId: number,
    id: number,
    outcome: outcome === 'changed' ? 'updated' : 'unchanged',
  }));
}

function needLines(work: Work, rows: readonly FilledSettlementRow[]): void {
  work.need(...rows.map(({ number }) => [settlementLines, { id: number }] as const));
}

const say = (key: keyof typeof settlementColumns, code: string, message: string): Problem => ({
  column: settlementColumns[key].headers[0],
  code,
  message,
});

const unknownLine = say(
  'number',
  'unknown_line',
  'This shop has no such settlement line. Fill in the file that was exported here.',
);

/** As a cell gives it back. */
function asInCell(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

/** Nothing but the result is filled in: whatever else differs is a slip, or belongs to another row. */
function differenceOf(row: FilledSettlementRow, line: Line, currency: string): Problem | undefined {
  if (row.amount !== line.amount)
    return say(
      'minor',
      'wrong_amount',
      `The line is of ${String(line.amount)} in minor units, not of ${String(row.amount)}.`,
    );
  if (row.currency !== currency)
    return say('currency', 'wrong_currency', `The shop counts in ${currency}, not in ${row.currency}.`);
  if (row.paymentReference !== asInCell(line.paymentReference))
    return say(
      'paymentReference',
      'wrong_payment',
      `The line is of the payment ${line.paymentReference}, not of ${row.paymentReference}.`,
    );
  return undefined;
}

/** A result must not undo what is known already, nor stand for an attempt that it does not belong to. */
function conflictOf({ attempt, result, reference }: FilledSettlementRow, line: Line): Problem | undefined {
  const current = attemptOf(line);
  if (attempt !== current)
    return say(
      'attempt',
      'other_attempt',
      `This is the result of attempt ${String(attempt)}, the line is at attempt ${String(current)}. Export it anew.`,
    );
  if (result === 'sent' && line.status === 'failed')
    return say('status', 'failed_before', 'This line was reported as failed. Retry it first.');
  if (result === 'failed' && line.status === 'sent')
    return say('status', 'done_before', 'This line was reported as done. It cannot fail any more.');
  const known = line.status === 'sent' && line.reference !== null ? asInCell(line.reference) : null;
  if (reference !== null && known !== null && reference !== known)
    return say('reference', 'other_reference', `This line was done already, as ${known}.`);
  return undefined;
}
