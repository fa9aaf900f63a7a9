import { pickupPoints } from '../pickup-points/tables.ts';
import type { Work } from '../work.ts';
import type { LeftPoint } from './plan-schemas.ts';
import { type LeftReason, noLoad, type RouteProblem } from './route/problem.ts';

/**
 * What to do about goods that are on no run. A point is served by one stop, since its orders are ready when that is
 * handed over (R28): goods too many for every van are never split over two by themselves.
 */
const advice: Readonly<Record<LeftReason, LeftPoint['advice']>> = {
  tooLarge: {
    zh: '单独一车也装不下：请安排能装下的车，或先把一部分订单转到附近的自提点，再规划一次。',
    en: 'No vehicle holds it: plan it with a larger one, or first move some of its orders to a point nearby.',
  },
  noRoom: {
    zh: '车都装满了：请加一辆车，或用 `partial` 先发这几车，等车回来后换一个出发时间再规划第二趟。',
    en: 'The vehicles are full: add one, or plan the rest as a second trip: `partial` now, and again with a later `departsAt`.',
  },
  noTime: {
    zh: '当班时间不够：请加一辆车、放宽时长，或用 `partial` 先发，再为其余自提点规划第二趟。',
    en: 'The shift is too short: add a vehicle, allow more minutes, or plan the rest as a second trip: `partial` now, and again later.',
  },
};

/** Points that have goods and are on no run, with what they would take up and what to do. */
export function leftPoints(
  work: Work,
  { stops }: RouteProblem,
  left: readonly { readonly id: string; readonly reason: LeftReason }[],
): LeftPoint[] {
  return left.map(({ id, reason }) => {
    const { name } = work.get(pickupPoints, id);
    const { load } = stops.find((stop) => stop.id === id) ?? { load: noLoad };
    return { pickupPointId: id, name, reason, ...load, advice: advice[reason] };
  });
}
