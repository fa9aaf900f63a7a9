import { rateView } from '../commissions/help-selling.ts';
import { leaders } from '../leaders/tables.ts';
import { defineQuery } from '../define.ts';
import { demand } from '../shared/error.ts';
import type { Context } from '../shared/context.ts';
import { bitOf, filterSql } from '../shared/filters.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { whereReference } from '../shared/reference.ts';
import { instantText } from '../shared/time.ts';
import { isShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import type { Reader } from '../storage/reader.ts';
import type { Row } from '../work.ts';
import { metresBetween, microDegrees, microPosition, type MicroPosition } from './position.ts';
import {
  listPickupPointsSchema,
  pickupPointIdSchema,
  pickupPointPageSchema,
  pickupPointSchema,
  type PickupPointView,
  positionOf,
} from './schemas.ts';
import { pickupPoints } from './tables.ts';

type PickupPoint = Row<typeof pickupPoints>;

/** One pickup point: where it is and when it is open is no secret. */
export const getPickupPoint = defineQuery({
  name: 'pickupPoints.get',
  summary: 'Read a pickup point',
  input: pickupPointIdSchema,
  answer: pickupPointSchema,
  async read(reader, { pickupPointId }, context) {
    const [point] = await reader.table(pickupPoints, ...whereReference(pickupPointId));
    demand(point !== undefined, 'not_found', { what: 'pickup_points', key: pickupPointId });
    return pointView(point, await shareShown(reader, context));
  },
});

/** Pickup points, newest first, or the nearest to a position. Where they are is no secret; retired ones are for the shop. */
export const listPickupPoints = defineQuery({
  name: 'pickupPoints.list',
  summary: 'List pickup points',
  input: listPickupPointsSchema,
  answer: pickupPointPageSchema,
  async read(reader, input, context) {
    // What is closed for good is nobody's business but the shop's.
    const retired = isShop(context) ? input.retired : false;
    const leaderId = input.leaderId === undefined ? undefined : await leaderIdOf(reader, input.leaderId);
    const filter = filterSql({ leaderId, retired: bitOf(retired) });
    const share = await shareShown(reader, context);
    if (input.near !== undefined)
      return nearest(reader, microPosition(positionOf(input.near)), input.limit, filter, share);
    const page = pageAfter(input, 'createdAt');
    const where = `${page.condition}${filter.sql} ${page.tail}`;
    const rows = await reader.table(pickupPoints, where, [...page.params, ...filter.params]);
    return pageOf(rows, input, 'createdAt', (point) => pointView(point, share));
  },
});

async function leaderIdOf(reader: Reader, reference: string): Promise<string> {
  const [leader] = await reader.table(leaders, ...whereReference(reference));
  return leader?.id ?? '';
}

/** The points of a chain are some hundreds: they are measured here, in one way for every engine. */
async function nearest(
  reader: Reader,
  from: MicroPosition,
  limit: number,
  filter: ReturnType<typeof filterSql>,
  share: ShareShown,
) {
  const where = `t."latitude" IS NOT NULL AND t."longitude" IS NOT NULL${filter.sql}`;
  const points = await reader.table(pickupPoints, where, filter.params);
  const measured = points.map((point) => pointView(point, share, from));
  const data = measured.toSorted((one, other) => (one.distance ?? 0) - (other.distance ?? 0)).slice(0, limit);
  return { data, nextCursor: null };
}

type ShareShown = (point: PickupPoint) => Pick<PickupPointView, 'share'>;

/** What a keeper earns is told to the shop and to leaders, before they send neighbours there; shoppers do not see it. */
async function shareShown(reader: Reader, context: Context): Promise<ShareShown> {
  if (!isShop(context) && context.actor.kind !== 'leader') return () => ({});
  const { currency } = await readShop(reader);
  return ({ shareFrom: from, shareBasisPoints: basisPoints, sharePerPiece: perPiece }) => ({
    share: from === null ? null : { ...rateView({ basisPoints, perPiece }, currency), from },
  });
}

function pointView(point: PickupPoint, share: ShareShown, from?: MicroPosition): PickupPointView {
  const { id, externalId, name, address, latitude, longitude, windows, leaderId, retired } = point;
  const position = latitude === null || longitude === null ? null : { latitude, longitude };
  return {
    id,
    externalId,
    name,
    address,
    position: position && {
      latitude: position.latitude / microDegrees,
      longitude: position.longitude / microDegrees,
    },
    windows: [...windows],
    leaderId,
    ...share(point),
    retired,
    distance: position && from ? Math.round(metresBetween(position, from)) : null,
    createdAt: instantText(point.createdAt),
    updatedAt: instantText(point.updatedAt),
  };
}
