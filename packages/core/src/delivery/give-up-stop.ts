import type * as z from 'zod';
import { startCollecting } from '../campaigns/advance-campaign.ts';
import { variants } from '../catalog/tables.ts';
import { defineVerb } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand, type FieldProblem, refuse } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Work } from '../work.ts';
import { linesAtPoint, piecesByVariant } from './arriving-lines.ts';
import { giveUpStopSchema } from './change-schemas.ts';
import { type DeliveryStop, runAnswer } from './delivery-run.ts';
import { loseMissing } from './lose-missing.ts';
import { deliveryRunSchema } from './schemas.ts';
import { stopOfRun } from './stop-of-run.ts';
import { deliveryStops } from './tables.ts';

type GiveUp = z.output<typeof giveUpStopSchema>;

/**
 * The goods of a stop that failed are not brought any more, or some of them are not: its lines go short by the rule of
 * a difference at a stop (R28), their money goes back, and the goods are lost in transport or go back to stock. A stop
 * with goods left stays open to be planned again. Twice is harmless once all are gone.
 *
 * Refuses: delivery_stop_status, delivery_stop_outcome (planned again, redirected), invalid_input, not_found,
 * not_allowed.
 */
export const giveUpStop = defineVerb({
  name: 'deliveryRuns.giveUpStop',
  summary: 'Let the goods of a failed stop go short',
  input: giveUpStopSchema,
  answer: deliveryRunSchema,
  decide: (work, command, context) => {
    demandShop(context);
    const { run, stop } = stopOfRun(work, command.runId, command.stopId, context);
    const { status, outcome } = stop;
    demand(status === 'failed', 'delivery_stop_status', { status });
    demand(outcome === null || outcome === 'short', 'delivery_stop_outcome', { outcome });
    if (outcome === null) giveUp(work, stop, command, context);
    return () => runAnswer(work, run.id);
  },
});

function giveUp(work: Work, stop: DeliveryStop, command: GiveUp, context: Context): void {
  const lines = linesAtPoint(work, stop, ['confirmed']);
  const there = piecesByVariant(lines);
  const wanted = wantedPieces(work, there, command);
  const cause = `givenUp ${String(stop.version)}`;
  let pieces = 0;
  for (const [variantId, missing] of wanted) {
    const own = lines.filter((line) => line.variantId === variantId);
    pieces += loseMissing(work, stop, own, { missing, goods: command.goods, cause }, context);
  }
  const total = [...there.values()].reduce((sum, one) => sum + one, 0);
  const note = [stop.note, command.note ?? ''].filter((text) => text !== '').join('; ');
  const outcome = pieces === total ? 'short' : null;
  const { deliveryRunId, campaignId, pickupPointId } = work.set(deliveryStops, stop, { outcome, note });
  const { goods } = command;
  const data = { deliveryRunId, campaignId, pickupPointId, pieces, goods };
  work.emit({ type: 'deliveryStop.givenUp', subject: stop.id, data });
  startCollecting(work, campaignId, context);
}

/** Everything, or what is named; refuses more than there is. */
function wantedPieces(
  work: Work,
  there: ReadonlyMap<string, number>,
  { lines }: GiveUp,
): ReadonlyMap<string, number> {
  if (lines === undefined) return there;
  const wanted = new Map<string, number>();
  const problems: FieldProblem[] = [];
  for (const [index, line] of lines.entries()) {
    const { id } = work.resolve(variants, line.variantId);
    const pieces = (wanted.get(id) ?? 0) + line.pieces;
    wanted.set(id, pieces);
    const most = there.get(id) ?? 0;
    if (pieces <= most) continue;
    const message = `Only ${String(most)} are to be brought to this point.`;
    problems.push({ path: `lines.${String(index)}.pieces`, code: 'more_than_expected', message });
  }
  if (problems.length > 0) refuse('invalid_input', { fields: problems });
  return wanted;
}
