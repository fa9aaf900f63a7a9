import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { instantOrNull } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Work } from '../work.ts';
import { leftPoints } from './left-points.ts';
import { openGoods } from './open-goods.ts';
import { previewedRunsSchema, previewRunsSchema } from './plan-schemas.ts';
import { planNearest, planRoute } from './route/plan-route.ts';
import type { PlannedRoute, RouteProblem } from './route/problem.ts';
import { runsNamed } from './run-names.ts';
import { routeProblem } from './route-of-points.ts';
import { routeWarnings } from './route-warnings.ts';

/**
 * The runs that planning would find, with their times, beside what nearest neighbour would drive. Nothing is stored.
 *
 * Refuses: goods_not_shared_out, campaign_status, not_found, not_allowed.
 */
export const previewRuns = defineQuery({
  name: 'deliveryRuns.preview',
  summary: 'See delivery runs before they are planned',
  input: previewRunsSchema,
  answer: previewedRunsSchema,
  read: async (reader, { campaignId: reference, ...wish }, context) => {
    demandShop(context);
    return reader.decide((work) => {
      const { id: campaignId } = work.resolve(campaigns, reference);
      const { open } = openGoods(work, campaignId, context);
      const problem = routeProblem(work, campaignId, wish, open, context.now);
      const { routes, left } = planRoute(problem);
      const names = runsNamed(work, campaignId, wish.vehicles);
      const nearest = planNearest(problem);
      return {
        departsAt: instantText(problem.departsAt),
        runs: routes.flatMap((route) => {
          const name = names[route.vehicle];
          return name ? [{ ...name, ...runShown(work, problem, route) }] : [];
        }),
        left: leftPoints(work, problem, left),
        warnings: routeWarnings(work, problem, routes, open),
        nearestNeighbour: {
          metres: nearest.routes.reduce((sum, { metres }) => sum + metres, 0),
          lateMinutes: Math.ceil(nearest.cost.late / 60),
          left: nearest.cost.left,
        },
      };
    });
  },
});

function runShown(work: Work, { stops }: RouteProblem, route: PlannedRoute) {
  const { endsAt, metres, load } = route;
  const loads = new Map(stops.map((stop) => [stop.id, stop.load]));
  return {
    endsAt: instantText(endsAt),
    metres,
    ...load,
    stops: route.stops.map(({ id, arrivesAt, lateSeconds }) => ({
      pickupPointId: id,
      name: work.get(pickupPoints, id).name,
      crates: loads.get(id)?.crates ?? 0,
      pieces: loads.get(id)?.pieces ?? 0,
      arrivesAt: instantOrNull(arrivesAt),
      lateMinutes: Math.ceil(lateSeconds / 60),
    })),
  };
}
