import * as z from 'zod';
import { defineQuery } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { demand, refuse } from '../shared/error.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { idSchema, pageFields, pageSchema } from '../shared/schemas.ts';
import { isShop } from '../shop/demand-shop.ts';
import type { RowRequest } from '../work.ts';
import { substituteSchema, substituteView } from './substitute-view.ts';
import { pickupPoints, pickupSubstitutes } from './tables.ts';

/** Who stands in where, newest first; a leader sees own points and own stand-ins. Refuses: not_allowed. */
export const listSubstitutes = defineQuery({
  name: 'pickupPoints.listSubstitutes',
  summary: 'List who stands in at pickup points',
  input: z.strictObject({ ...pageFields, pickupPointId: idSchema.optional() }),
  answer: pageSchema(substituteSchema).meta({ id: 'SubstitutePage' }),
  async read(reader, input, context) {
    const { actor } = context;
    demand(isShop(context) || actor.kind === 'leader', 'not_allowed');
    const page = pageAfter(input, 'createdAt');
    const pointId = (await ownIdOf(reader, pickupPoints, input.pickupPointId)) ?? null;
    const leaderId = actor.kind === 'leader' ? actor.leaderId : null;
    const rows = await reader.table(
      pickupSubstitutes,
      `${page.condition} AND (? IS NULL OR t."pickupPointId" = ?) AND (? IS NULL OR t."leaderId" = ?
        OR t."pickupPointId" IN (SELECT p."id" FROM "pickup_points" p WHERE p."leaderId" = ?)) ${page.tail}`,
      [...page.params, pointId, pointId, leaderId, leaderId, leaderId],
    );
    const views = await reader.decide((work) => {
      work.need(
        ...rows.flatMap(({ pickupPointId, leaderId: who }): RowRequest[] => [
          [pickupPoints, { id: pickupPointId }],
          [leaders, { id: who }],
        ]),
      );
      return new Map(rows.map((row) => [row.id, substituteView(work, row)]));
    });
    return pageOf(rows, input, 'createdAt', ({ id }) => views.get(id) ?? refuse('not_found'));
  },
});
