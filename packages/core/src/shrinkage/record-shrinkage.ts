import { mainFault } from '../aftersales/main-fault.ts';
import { defineVerb } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { openPieces } from '../orders/order.ts';
import { refundOf } from '../orders/refund-line.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { addGoods, takeFromStock, takeGoods } from '../purchasing/campaign-goods.ts';
import { type LostGoods, writeOff } from '../purchasing/lose-goods.ts';
import { recordChange } from '../purchasing/record-change.ts';
import { purchaseLines, purchaseOrders } from '../purchasing/tables.ts';
import { goodsMoved } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { attachPictures } from '../pictures/picture.ts';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { money } from '../shared/schemas.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Row, Work } from '../work.ts';
import { chargeShrinkage, type WrittenOff } from './charge-shrinkage.ts';
import { type LossCause, loseLines } from './lose-lines.ts';
import { type LostArrival, planShrinkage, type ShrinkagePlan } from './plan-shrinkage.ts';
import {
  type PreviewShrinkage,
  type RecordShrinkage,
  recordShrinkageSchema,
  shrinkageRecordSchema,
} from './schemas.ts';
import { shrinkageAnswer } from './shrinkage-view.ts';
import { shrinkageRecords } from './tables.ts';
import type { ShortWant } from './who-comes-short.ts';

/**
 * Writes down goods that nobody will get (C16): taken out at moving average cost (R25) and posted as shrinkage, who
 * answers for it is charged (R33). Goods of orders that stock does not make good come short by the shop's shortage
 * policy among those concerned: refunded by piece, commission follows, people are told. A leader may write down what
 * is lost at own points, up to the shop's limit for leaders; the shop says who answers for it.
 *
 * Refuses: shrinkage_too_many, shrinkage_stage, shrinkage_reference_used, shrinkage_above_leader_limit,
 * purchase_order_status, picture_unknown, picture_used, invalid_input, not_found, not_allowed.
 */
export const recordShrinkage = defineVerb({
  name: 'shrinkages.record',
  summary: 'Write down goods that were lost',
  input: recordShrinkageSchema,
  answer: shrinkageRecordSchema,
  alone: true,
  decide: (work, input, context) => {
    demandMayLose(work, input, context);
    const known =
      input.reference === undefined
        ? undefined
        : work.first(shrinkageRecords, { reference: input.reference });
    const plan = known ? undefined : planShrinkage(work, input, context);
    const record = known
      ? theSame(known, input, context)
      : recordLoss(work, input, plan as ShrinkagePlan, context);
    return () => shrinkageAnswer(work, record.id);
  },
});

type ShrinkageRecord = Row<typeof shrinkageRecords>;

/** Leaders write down what they see at their points; who answers for it is for the shop to say. */
export function demandMayLose(
  work: Work,
  input: PreviewShrinkage & Partial<Pick<RecordShrinkage, 'faultShares' | 'leaderId'>>,
  { actor }: Context,
): void {
  if (actor.kind === 'shop' || actor.kind === 'system') return;
  demand(actor.kind === 'leader', 'not_allowed', { needs: 'a leader session or a secret key' });
  const atPoint = input.stage === 'transport' || input.stage === 'handover' || input.stage === 'uncollected';
  demand(atPoint && input.faultShares === undefined && input.leaderId === undefined, 'not_allowed', {
    needs: 'a secret key of the shop',
  });
  const named = input.pickupPointId;
  if (named === undefined) {
    const message = 'Say at which of your pickup points.';
    refuse('invalid_input', { fields: [{ path: 'pickupPointId', code: 'required', message }] });
  }
  demand(work.resolve(pickupPoints, named).leaderId === actor.leaderId, 'not_found', {
    what: 'pickup_points',
    key: named,
  });
}

function theSame(known: ShrinkageRecord, input: RecordShrinkage, context: Context): ShrinkageRecord {
  const { stage, pieces, reason } = input;
  const same = known.stage === stage && known.pieces === pieces && known.reason === reason;
  // Whoever asks again must be who told it: a reference is no way to read the records of others.
  const own = context.actor.kind !== 'leader' || known.recordedBy === actorText(context.actor);
  demand(same && own, 'shrinkage_reference_used', own ? { recordId: known.id } : {});
  return known;
}

function recordLoss(
  work: Work,
  input: RecordShrinkage,
  plan: ShrinkagePlan,
  context: Context,
): ShrinkageRecord {
  const { stage, pieces, reason } = input;
  const faultShares = input.faultShares ?? { shop: 10_000 };
  const leaderId = (faultShares.leader ?? 0) > 0 ? answeringLeader(work, input, plan) : null;
  demandWithinLimit(work, plan, context);
  const recordId = context.newId('shk');
  const cause = { recordId, stage, reason, fault: mainFault(faultShares) };
  const written = loseEverything(work, plan, pieces, cause, context);
  chargeShrinkage(work, written, faultShares, leaderId, context);
  const cost = written.reduce((sum, { lost }) => sum + lost.cost, 0);
  const short = plan.short.reduce((sum, { want, got }) => sum + want.pieces - got, 0);
  const { campaignId, variantId, pickupPointId, orderLineId, fromStock } = plan;
  const pictures = input.pictures ?? [];
  // Whose pictures they are is proved here; the leader who answers may see them.
  const owners = { subject: `shrinkage ${recordId}`, ...(leaderId === null ? {} : { leaderId }) };
  attachPictures(work, pictures, owners, context);
  const facts = { stage, campaignId, variantId, pickupPointId, pieces, fromStock, short, cost, reason };
  work.emit({ type: 'shrinkage.recorded', subject: recordId, data: facts });
  return work.insert(shrinkageRecords, {
    id: recordId,
    ...facts,
    orderLineId,
    faultShares,
    leaderId,
    pictures,
    recordedAt: context.now,
    recordedBy: actorText(context.actor),
    reference: input.reference ?? null,
  });
}

/** Who of the leaders answers: the one named, the line's, or the keeper of the pickup point. */
function answeringLeader(
  work: Work,
  input: RecordShrinkage,
  { short, orderLineId, pickupPointId }: ShrinkagePlan,
): string {
  if (input.leaderId !== undefined) return work.resolve(leaders, input.leaderId).id;
  const line = orderLineId === null ? undefined : short[0]?.line;
  const keeper = pickupPointId === null ? null : work.get(pickupPoints, pickupPointId).leaderId;
  const leaderId = line?.leaderId ?? keeper;
  if (leaderId !== null) return leaderId;
  const message = 'Name the leader who answers for it.';
  return refuse('invalid_input', { fields: [{ path: 'leaderId', code: 'required', message }] });
}

/** What a leader decides alone is bounded as for claims: a loss gives money back, too. */
function demandWithinLimit(work: Work, { short }: ShrinkagePlan, { actor }: Context): void {
  if (actor.kind !== 'leader') return;
  const { policies, currency } = theShop(work);
  const max = policies.leaderApprovalMax;
  demand(refundTotalOf(short) <= max, 'shrinkage_above_leader_limit', { max: money(max, currency) });
}

/** What the lines that come short get back, or owe less, in minor units. */
export function refundTotalOf(short: readonly ShortWant[]): number {
  return short.reduce((sum, one) => sum + refundOfShort(one), 0);
}

export function refundOfShort({ line, want, got }: ShortWant): number {
  const pieces = Math.min(want.pieces - got, line.refundPieces - line.refundDone);
  return refundOf(line, { kind: 'byPiece', pieces });
}

function loseEverything(
  work: Work,
  plan: ShrinkagePlan,
  pieces: number,
  cause: LossCause,
  context: Context,
): WrittenOff[] {
  const { campaignId, arrivals, short, fromStock } = plan;
  if (campaignId === null) return [loseUnowned(work, plan, pieces, cause, context)];
  if (arrivals.length > 0) return arrivals.map((one) => loseArrival(work, plan, one, cause, context));
  const replaced = fromStock > 0 ? [loseReplaced(work, { ...plan, campaignId }, cause, context)] : [];
  noteLost(work, campaignId, short, cause, context);
  return [...replaced, ...loseLines(work, short, cause, context)];
}

/** What orders now lack after the cutoff is a change (变更单), for the leader and whoever drives there. */
function noteLost(
  work: Work,
  campaignId: string,
  short: readonly ShortWant[],
  { recordId, reason, fault }: LossCause,
  context: Context,
): void {
  const lines = short.map(({ line, want, got }) => {
    const { id: orderLineId, variantId, leaderId, pickupPointId } = line;
    const before = openPieces(line);
    const after = before - (want.pieces - got);
    return { orderLineId, variantId, leaderId, pickupPointId, before, after };
  });
  recordChange(work, { campaignId, kind: 'lost', reason, fault, source: `lost ${recordId}` }, lines, context);
}

/** Goods in stock, which no round misses. */
function loseUnowned(
  work: Work,
  plan: ShrinkagePlan,
  pieces: number,
  cause: LossCause,
  context: Context,
): WrittenOff {
  const cost = takeFromStock(work, plan.variantId, pieces);
  return writtenOff(work, plan, { pieces, cost }, cause, context);
}

/** Goods that arrived and are not shared out yet: the closing finds fewer of them. */
function loseArrival(
  work: Work,
  plan: ShrinkagePlan,
  arrival: LostArrival,
  cause: LossCause,
  context: Context,
): WrittenOff {
  const { order, line, pieces } = arrival;
  const cost = takeGoods(work, order.campaignId, line.variantId, pieces);
  work.set(purchaseLines, line, { shrunk: line.shrunk + pieces });
  // A closing at the same moment is decided anew.
  work.set(purchaseOrders, order, { status: order.status });
  const goods = { pieces, cost, supplierId: order.supplierId, detail: line.id };
  return { ...writtenOff(work, plan, goods, cause, context), arrival };
}

/** Stock takes the place of what is lost: nobody comes short, and the older goods are what is written off at average. */
function loseReplaced(
  work: Work,
  plan: ShrinkagePlan & { readonly campaignId: string },
  cause: LossCause,
  context: Context,
): WrittenOff {
  const { campaignId, variantId, fromStock: pieces } = plan;
  const moved = takeFromStock(work, variantId, pieces);
  addGoods(work, campaignId, variantId, pieces, moved);
  const occasion = { type: 'shrinkage.replaced', subject: cause.recordId };
  postTransaction(work, context, occasion, goodsMoved(moved, { variantId }, { campaignId, variantId }));
  const cost = takeGoods(work, campaignId, variantId, pieces);
  return writtenOff(work, plan, { pieces, cost }, cause, context);
}

interface Goods {
  readonly pieces: number;
  readonly cost: number;
  readonly supplierId?: string;
  /** Tells several of one record apart. */
  readonly detail?: string;
}

function writtenOff(
  work: Work,
  plan: ShrinkagePlan,
  goods: Goods,
  cause: LossCause,
  context: Context,
): WrittenOff {
  const { campaignId, variantId, pickupPointId } = plan;
  const { pieces, cost, supplierId = plan.supplierId, detail = 'goods' } = goods;
  const source = `shrinkage ${cause.recordId} ${detail}`;
  const lost: LostGoods = {
    ...cause,
    campaignId,
    variantId,
    supplierId,
    pickupPointId,
    pieces,
    cost,
    source,
  };
  return { id: writeOff(work, lost, context), lost };
}
