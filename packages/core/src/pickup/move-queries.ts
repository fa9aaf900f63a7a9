import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { orders } from '../orders/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { demand } from '../shared/error.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { instantText } from '../shared/time.ts';
import { isShop } from '../shop/demand-shop.ts';
import { listMovesSchema, orderMovePageSchema } from './move-schemas.ts';
import { orderMoves } from './tables.ts';

/**
 * Orders that are fetched elsewhere, newest first. A leader sees those of own leadership, and those to or from own
 * points; a customer own orders, and not who moved them. Refuses: not_allowed.
 */
export const listMoves = defineQuery({
  name: 'pickups.listMoves',
  summary: 'List orders that were moved to another pickup point',
  input: listMovesSchema,
  answer: orderMovePageSchema,
  async read(reader, input, context) {
    const { actor } = context;
    demand(isShop(context) || actor.kind === 'leader' || actor.kind === 'customer', 'not_allowed');
    const page = pageAfter(input, 'movedAt');
    const campaignId = (await ownIdOf(reader, campaigns, input.campaignId)) ?? null;
    const orderId = (await ownIdOf(reader, orders, input.orderId)) ?? null;
    const pointId = (await ownIdOf(reader, pickupPoints, input.pickupPointId)) ?? null;
    const leaderId = actor.kind === 'leader' ? actor.leaderId : null;
    const customerId = actor.kind === 'customer' ? actor.customerId : null;
    const own = `SELECT p."id" FROM "pickup_points" p WHERE p."leaderId" = ?`;
    const rows = await reader.table(
      orderMoves,
      `${page.condition} AND (? IS NULL OR t."campaignId" = ?) AND (? IS NULL OR t."orderId" = ?)
        AND (? IS NULL OR ? IN (t."fromPointId", t."toPointId"))
        AND (? IS NULL OR t."fromPointId" IN (${own}) OR t."toPointId" IN (${own})
          OR EXISTS (SELECT 1 FROM "orders" o WHERE o."id" = t."orderId" AND o."leaderId" = ?))
        AND (? IS NULL OR EXISTS (SELECT 1 FROM "orders" o WHERE o."id" = t."orderId" AND o."customerId" = ?))
        ${page.tail}`,
      [
        ...page.params,
        campaignId,
        campaignId,
        orderId,
        orderId,
        pointId,
        pointId,
        leaderId,
        leaderId,
        leaderId,
        leaderId,
        customerId,
        customerId,
      ],
    );
    return pageOf(rows, input, 'movedAt', ({ fromSlotId, toSlotId, movedAt, movedBy, ...move }) => ({
      ...move,
      movedBy: customerId === null ? movedBy : null,
      slotKept: fromSlotId === null ? null : toSlotId !== null,
      movedAt: instantText(movedAt),
    }));
  },
});
