import type * as z from 'zod';
import { serveFrozenLine } from '../campaigns/refund-frozen-lines.ts';
import { freezeRefunds, freezes } from '../campaigns/freeze-tables.ts';
import { campaigns, offers } from '../campaigns/tables.ts';
import { defineVerb } from '../define.ts';
import { loadOrders } from '../orders/load-orders.ts';
import type { OrderLine } from '../orders/order.ts';
import { orderLines } from '../orders/tables.ts';
import type { Context } from '../shared/context.ts';
import { assert, refuse } from '../shared/error.ts';
import { money } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import type { RowRequest, Work } from '../work.ts';
import { implausibleWeight } from './judge-weight.ts';
import { packedPieces } from './packed-pieces.ts';
import { recordedWeighingsSchema, type RecordedWeighing, recordWeighingsSchema } from './schemas.ts';
import { type SettledWeight, settleWeight } from './settle-weight.ts';
import { weighings } from './tables.ts';

type WeighedInput = z.output<typeof recordWeighingsSchema>['lines'][number];

/**
 * Records the packed weights of lines, after the goods were shared out and before a line is completed, and settles
 * each at its weight (R27): too light gives back, over-weight is free. All or nothing; weighing again corrects, and
 * the same weight twice changes nothing.
 *
 * Refuses: weight_implausible, line_not_weighable, not_found, not_allowed.
 */
export const recordWeighings = defineVerb({
  name: 'weighings.record',
  summary: 'Record packed weights and settle them',
  input: recordWeighingsSchema,
  answer: recordedWeighingsSchema,
  decide: (work, command, context) => {
    demandShop(context);
    const campaign = work.resolve(campaigns, command.campaignId);
    askForEverything(work, campaign.id, command.lines);
    demandWeighable(work, campaign.id, command.lines);
    demandPlausible(work, command.lines);
    const settled = command.lines.map(({ orderLineId, grams }) => {
      const { gramsPerUnit } = weighedOffer(work, work.get(orderLines, orderLineId));
      const unitPrice = settledPrice(work, orderLineId, context);
      return settleWeight(
        work,
        work.get(orderLines, orderLineId),
        { grams, gramsPerUnit, unitPrice },
        context,
      );
    });
    const { currency } = theShop(work);
    const total = settled.reduce((sum, { given }) => sum + given, 0);
    return {
      campaignId: campaign.id,
      refundTotal: money(total, currency),
      lines: settled.map((one) => viewOf(one, currency)),
    };
  },
});

/** A few reads, however many lines are weighed. */
function askForEverything(work: Work, campaignId: string, lines: readonly WeighedInput[]): void {
  work.need(
    [freezes, { campaignId }],
    ...lines.flatMap(({ orderLineId }): RowRequest[] => [
      [orderLines, { id: orderLineId }],
      [weighings, { orderLineId }],
    ]),
  );
  const found = lines.flatMap(({ orderLineId }) => work.find(orderLines, orderLineId) ?? []);
  loadOrders(work, [...new Set(found.map(({ orderId }) => orderId))]);
  work.need(
    ...found.flatMap((line): RowRequest[] => {
      const freezeId = freezeOf(work, line);
      return freezeId === undefined ? [] : [[freezeRefunds, { freezeId, orderLineId: line.id }]];
    }),
  );
}

function freezeOf(work: Work, { campaignId, offerId }: OrderLine): string | undefined {
  const { closesAt } = work.get(offers, offerId);
  return work.list(freezes, { campaignId }).find(({ cutoff }) => cutoff === closesAt)?.id;
}

/** Every line that cannot be weighed is named at once, so that a sheet is put right in one go. */
function demandWeighable(work: Work, campaignId: string, lines: readonly WeighedInput[]): void {
  const wrong = lines.flatMap(({ orderLineId }, position) => {
    const reason = whyNot(work, campaignId, work.find(orderLines, orderLineId));
    return reason === undefined ? [] : [{ orderLineId, position, reason }];
  });
  if (wrong.length === 0) return;
  refuse('line_not_weighable', {
    lines: wrong.map(({ orderLineId, reason }) => ({ orderLineId, reason })),
    fields: wrong.map(({ position, reason }) => ({
      path: `lines.${String(position)}.orderLineId`,
      code: reason,
      message: reasons[reason],
    })),
  });
}

const reasons = {
  unknownLine: 'This campaign has no such line.',
  notSoldByWeight: 'These goods are not sold by weight.',
  notSharedOut: 'The goods are not shared out yet: close the purchase order first.',
  completed: 'The goods are handed over: open a claim instead.',
  nothingToPack: 'Nothing of this line is to be packed.',
} as const;

function whyNot(
  work: Work,
  campaignId: string,
  line: OrderLine | undefined,
): keyof typeof reasons | undefined {
  if (line?.campaignId !== campaignId) return 'unknownLine';
  if (work.get(offers, line.offerId).gramsPerUnit === null) return 'notSoldByWeight';
  if (line.completedAt !== null) return 'completed';
  if (line.allocated === null) return 'notSharedOut';
  return packedPieces(line) === 0 ? 'nothingToPack' : undefined;
}

function demandPlausible(work: Work, lines: readonly WeighedInput[]): void {
  const wrong = lines.flatMap(({ orderLineId, grams }, position) => {
    const line = work.get(orderLines, orderLineId);
    const found = implausibleWeight(grams, weighedOffer(work, line).gramsPerUnit, packedPieces(line));
    return found ? [{ position, line: { orderLineId, grams, ...found } }] : [];
  });
  if (wrong.length === 0) return;
  refuse('weight_implausible', {
    lines: wrong.map(({ line }) => line),
    fields: wrong.map(({ position, line: { problem, warning } }) => ({
      path: `lines.${String(position)}.grams`,
      code: problem,
      message: warning.en,
    })),
  });
}

function weighedOffer(work: Work, line: OrderLine): { readonly gramsPerUnit: number } {
  const { gramsPerUnit } = work.get(offers, line.offerId);
  assert(gramsPerUnit !== null, `line ${line.id} is sold by weight`);
  return { gramsPerUnit };
}

/** The price accepted or the tier's of the freeze, the lower one. What the freeze still owes comes first (R31). */
function settledPrice(work: Work, orderLineId: string, context: Context): number {
  const line = work.get(orderLines, orderLineId);
  const freezeId = freezeOf(work, line);
  const owed = freezeId === undefined ? undefined : work.find(freezeRefunds, { freezeId, orderLineId });
  if (owed?.doneAt === null) serveFrozenLine(work, owed, context);
  return Math.min(line.unitPrice, owed?.unitPrice ?? line.unitPrice);
}

function viewOf({ weighing, given, refundId }: SettledWeight, currency: string): RecordedWeighing {
  const { orderLineId, orderId, pieces, gramsPerUnit, grams, waived } = weighing;
  return {
    orderLineId,
    orderId,
    pieces,
    nominalGrams: gramsPerUnit * pieces,
    grams,
    waived,
    refundId,
    drop: money(weighing.settled, currency),
    given: money(given, currency),
  };
}
