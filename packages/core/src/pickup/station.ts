import type { Order } from '../orders/order.ts';
import { standsAt } from '../pickup-points/stands-at.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { actorText } from '../shared/actor-text.ts';
import type { Actor, Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { isShop } from '../shop/demand-shop.ts';
import type { Work } from '../work.ts';

/** Refuses `not_allowed` to whoever does not stand at a pickup point: customers and the shopper's browser. */
export function demandStation(actor: Actor): void {
  demand(isShop({ actor }) || actor.kind === 'leader', 'not_allowed', {
    needs: 'a leader session or a secret key',
  });
}

/**
 * Whether the order exists for this station: a leader has those of own leadership and own points (R41), and of points
 * stood in for on these days (R44).
 */
export function handsOver(
  work: Work,
  order: Pick<Order, 'leaderId' | 'pickupPointId'>,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  told: 'now' | 'synced' = 'now',
): boolean {
  if (actor.kind === 'leader') {
    if (order.leaderId === actor.leaderId) return true;
    return standsAt(work, order.pickupPointId, { leaderId: actor.leaderId, now }, told);
  }
  return actor.kind === 'shop' || actor.kind === 'system';
}

/**
 * The name under which a station's wrong codes are counted. Refuses `not_found` for a point that is not the
 * leader's, so that nobody gets a fresh count by naming another point.
 */
export function stationOf(work: Work, pickupPointId: string | undefined, actor: Actor): string {
  if (pickupPointId === undefined) return actorText(actor);
  const point = work.resolve(pickupPoints, pickupPointId);
  if (actor.kind === 'leader') {
    demand(point.leaderId === actor.leaderId, 'not_found', { what: 'pickup_points', key: pickupPointId });
  }
  return `${actorText(actor)} ${point.id}`;
}
