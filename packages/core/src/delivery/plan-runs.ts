import type * as z from 'zod';
import { startDelivering } from '../campaigns/advance-campaign.ts';
import { campaigns } from '../campaigns/tables.ts';
import { defineVerb } from '../define.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import type { Context } from '../shared/context.ts';
import { demand, type FieldProblem, refuse } from '../shared/error.ts';
import { grouped } from '../shared/grouped.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Work } from '../work.ts';
import { runAnswers } from './delivery-run.ts';
import { goodsOfPoints, guardGoods, type PointGoods } from './goods-of-points.ts';
import { nearestFirst } from './nearest-first.ts';
import { planRunsSchema, plannedRunsSchema } from './schemas.ts';
import { deliveryRuns, deliveryStopLines, deliveryStops } from './tables.ts';

type PlanRuns = z.output<typeof planRunsSchema>;

/**
 * Plans rounds over the pickup points that have goods to get, each stop with its pieces by variant. A point whose
 * stop failed is planned again; one that is planned or served already is not. Without `runs` a second call therefore
 * plans nothing and answers the same.
 *
 * Refuses: goods_not_shared_out, campaign_status, invalid_input (a point named that is planned or has no goods),
 * not_found, not_allowed.
 */
export const planRuns = defineVerb({
  name: 'deliveryRuns.plan',
  summary: 'Plan delivery runs over pickup points',
  input: planRunsSchema,
  answer: plannedRunsSchema,
  alone: true,
  decide: (work, command, context) => {
    demandShop(context);
    const { id: campaignId } = work.resolve(campaigns, command.campaignId);
    const { status } = startDelivering(work, campaignId, context);
    demand(status !== 'purchasing', 'goods_not_shared_out', { status });
    demand(status === 'delivering' || status === 'collecting', 'campaign_status', { status });
    work.need([deliveryRuns, { campaignId }], [deliveryStops, { campaignId }]);
    const stops = work.list(deliveryStops, { campaignId });
    const goods = goodsOfPoints(work, campaignId);
    guardGoods(work, campaignId, goods);
    const planned = new Set(
      stops.filter((stop) => stop.status !== 'failed').map((stop) => stop.pickupPointId),
    );
    const open = grouped(
      goods.filter(({ pickupPointId }) => !planned.has(pickupPointId)),
      (one) => one.pickupPointId,
    );
    const rounds = roundsOf(work, command, campaignId, open);
    for (const round of rounds) storeRun(work, campaignId, round, open, context);
    // Two planners at once would send two vehicles to one point.
    const stopsThen = rounds.reduce((sum, { pickupPointIds }) => sum + pickupPointIds.length, stops.length);
    work.guard('SELECT count(*) <> CAST(? AS INTEGER) FROM "delivery_stops" WHERE "campaignId" = ?', [
      stopsThen,
      campaignId,
    ]);
    return () => {
      const runs = work
        .list(deliveryRuns, { campaignId })
        .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
      return {
        data: runAnswers(
          work,
          runs.map(({ id }) => id),
        ),
      };
    };
  },
});

interface Round {
  readonly name: string;
  readonly driver: string;
  readonly pickupPointIds: readonly string[];
}

type OpenGoods = ReadonlyMap<string, readonly PointGoods[]>;

function roundsOf(work: Work, { runs }: PlanRuns, campaignId: string, open: OpenGoods): Round[] {
  if (runs !== undefined) return namedRounds(work, runs, open);
  if (open.size === 0) return [];
  const ids = [...open.keys()];
  work.need(...ids.map((id) => [pickupPoints, { id }] as const));
  const round = nearestFirst(ids.map((id) => work.get(pickupPoints, id)));
  const number = work.list(deliveryRuns, { campaignId }).length + 1;
  const name = `${work.get(campaigns, campaignId).title} ${String(number)}`;
  return [{ name, driver: '', pickupPointIds: round.map(({ id }) => id) }];
}

function namedRounds(work: Work, runs: NonNullable<PlanRuns['runs']>, open: OpenGoods): Round[] {
  const problems: FieldProblem[] = [];
  const seen = new Set<string>();
  const rounds = runs.map(({ name, driver = '', pickupPointIds }, run) => ({
    name,
    driver,
    pickupPointIds: pickupPointIds.map((reference, index) => {
      const { id } = work.resolve(pickupPoints, reference);
      const path = `runs.${String(run)}.pickupPointIds.${String(index)}`;
      if (seen.has(id)) problems.push({ path, code: 'duplicate', message: 'This point is named twice.' });
      else if (!open.has(id))
        problems.push({
          path,
          code: 'nothing_to_deliver',
          message: 'This point is planned already, or has no goods to get.',
        });
      seen.add(id);
      return id;
    }),
  }));
  if (problems.length > 0) refuse('invalid_input', { fields: problems });
  return rounds;
}

function storeRun(work: Work, campaignId: string, round: Round, open: OpenGoods, context: Context): void {
  const { name, driver, pickupPointIds } = round;
  const run = work.insert(deliveryRuns, {
    id: context.newId('run'),
    campaignId,
    name,
    driver,
    status: 'planned',
    createdAt: context.now,
  });
  for (const [position, pickupPointId] of pickupPointIds.entries()) {
    const stop = work.insert(deliveryStops, {
      id: context.newId('stp'),
      deliveryRunId: run.id,
      campaignId,
      pickupPointId,
      position,
      status: 'pending',
      pictures: [],
    });
    for (const { variantId, pieces } of open.get(pickupPointId) ?? []) {
      work.insert(deliveryStopLines, { deliveryStopId: stop.id, variantId, expected: pieces });
    }
  }
  work.emit({
    type: 'deliveryRun.planned',
    subject: run.id,
    data: { campaignId, stops: pickupPointIds.length },
  });
}
