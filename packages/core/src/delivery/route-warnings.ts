import type * as z from 'zod';
import { pickupPoints } from '../pickup-points/tables.ts';
import type { Work } from '../work.ts';
import type { plannedRunsSchema } from './plan-schemas.ts';
import type { PlannedRoute, RouteProblem } from './route/problem.ts';
import type { OpenGoods } from './route-of-points.ts';

type Warning = z.output<typeof plannedRunsSchema>['warnings'][number];

const texts: Readonly<Record<Warning['code'], Warning['text']>> = {
  noDepot: {
    zh: '没有出发地位置，路线从最省路的点开始。可在店铺策略 depot 中填写。',
    en: 'Nobody knows where vehicles leave: the rounds begin where the way is shortest. Set the policy `depot`.',
  },
  noPosition: {
    zh: '这些自提点没有位置，排在最后，也没有预计到达时间。',
    en: 'These points have no position: they come last, and nobody knows when.',
  },
  late: {
    zh: '按这个安排，到这些自提点时已过收货时间。',
    en: 'By this plan these points are reached after they have closed.',
  },
  weightUnknown: {
    zh: '有的商品没有单位重量，车辆载重只算了知道的部分。',
    en: 'Some goods have no weight: only those that have count against what a vehicle carries.',
  },
};

/** What somebody should know before the vans leave; nothing of it stops a plan. */
export function routeWarnings(
  work: Work,
  problem: RouteProblem,
  routes: readonly PlannedRoute[],
  open: OpenGoods,
): Warning[] {
  const located = (id: string) => work.get(pickupPoints, id).latitude !== null;
  const stops = routes.flatMap((route) => route.stops);
  const weighs = problem.vehicles.some(({ capacity }) => capacity.grams !== null);
  const weightless = [...open]
    .filter(([, goods]) => goods.some(({ gramsPerUnit }) => gramsPerUnit === null))
    .map(([id]) => id);
  const found: readonly (readonly [Warning['code'], boolean, readonly string[]])[] = [
    ['noDepot', problem.depot === null, []],
    ['noPosition', true, problem.stops.map(({ id }) => id).filter((id) => !located(id))],
    ['late', true, stops.filter(({ lateSeconds }) => lateSeconds > 0).map(({ id }) => id)],
    ['weightUnknown', weighs, weightless],
  ];
  return found
    .filter(([code, matters, ids]) => matters && (code === 'noDepot' || ids.length > 0))
    .map(([code, , ids]) => ({ code, pickupPointIds: ids.toSorted(), text: texts[code] }));
}
