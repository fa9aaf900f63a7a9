import { offers } from '../campaigns/tables.ts';
import type { OrderLine } from '../orders/order.ts';
import { orderLines } from '../orders/tables.ts';
import { implausibleWeight } from '../packing/judge-weight.ts';
import { packedPieces } from '../packing/packed-pieces.ts';
import { recordWeighings } from '../packing/record-weighings.ts';
import type { RowOutcome } from '../shared/bulk-rows.ts';
import type { Context } from '../shared/context.ts';
import type { Work } from '../work.ts';
import type { FilledWeighingRow } from './filled-weighings.ts';
import type { ImportProblem } from './schemas.ts';

/** What is wrong with filled-in weights beside what is to be weighed (R27). */
export function weighingProblems(work: Work, rows: readonly FilledWeighingRow[]): ImportProblem[] {
  const known = linesOfRows(work, rows);
  const [first] = known.values();
  return rows.flatMap((row) => {
    const line = known.get(row.orderLineId);
    const problem = line === undefined ? unknownLine : rowProblem(work, row, line, first?.campaignId);
    return problem === undefined ? [] : [{ row: row.row, ...problem }];
  });
}

/** Records the weights of a filled-in sheet by the verb that weighs lines, in one batch. */
export function takeWeighings(
  work: Work,
  rows: readonly FilledWeighingRow[],
  context: Context,
): RowOutcome[] {
  const [first] = linesOfRows(work, rows).values();
  if (first === undefined) return [];
  const lines = rows.map(({ orderLineId, grams }) => ({ orderLineId, grams: grams ?? 0 }));
  recordWeighings.decide(work, { campaignId: first.campaignId, lines }, context);
  return rows.map(({ orderLineId }) => ({ externalId: orderLineId, id: orderLineId, outcome: 'created' }));
}

function linesOfRows(work: Work, rows: readonly FilledWeighingRow[]): Map<string, OrderLine> {
  work.need(...rows.map(({ orderLineId }) => [orderLines, { id: orderLineId }] as const));
  const found = rows.flatMap(({ orderLineId }) => work.find(orderLines, orderLineId) ?? []);
  work.need(...found.map(({ offerId }) => [offers, { id: offerId }] as const));
  return new Map(found.map((line) => [line.id, line]));
}

const unknownLine = {
  column: '订单行号',
  code: 'unknown_line',
  message: 'This shop has no such order line. Fill in the sheet that was exported here.',
} as const;

function rowProblem(
  work: Work,
  { grams }: FilledWeighingRow,
  line: OrderLine,
  campaignId: string | undefined,
): Omit<ImportProblem, 'row'> | undefined {
  const say = (column: string, code: string, message: string) => ({ column, code, message });
  if (line.campaignId !== campaignId)
    return say(
      '订单行号',
      'several_campaigns',
      'This line is of another round than the first one. Import a sheet for each.',
    );
  const { gramsPerUnit } = work.get(offers, line.offerId);
  if (gramsPerUnit === null) return say('实重', 'not_weighed', 'These goods are not sold by weight.');
  if (line.completedAt !== null)
    return say('订单行号', 'completed', 'The goods are handed over: open a claim instead.');
  if (line.allocated === null)
    return say(
      '订单行号',
      'not_shared_out',
      'The goods are not shared out yet: close the purchase order first.',
    );
  if (packedPieces(line) === 0)
    return say('订单行号', 'nothing_to_pack', 'Nothing of this line is to be packed.');
  const wrong = implausibleWeight(grams ?? 0, gramsPerUnit, packedPieces(line));
  return wrong && say('实重', wrong.problem, wrong.warning.en);
}
