import * as z from 'zod';
import { defineQuery, defineVerb } from '../define.ts';
import { notices } from '../events/tables.ts';
import { leaders } from '../leaders/tables.ts';
import { demand } from '../shared/error.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import {
  dateSchema,
  idSchema,
  instantOrNull,
  instantSchema,
  noteSchema,
  ownIdSchema,
  pageFields,
  pageSchema,
} from '../shared/schemas.ts';
import { calendarDate, instantText } from '../shared/time.ts';
import { isShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Row } from '../work.ts';
import { demandKeeper } from './define-slots.ts';
import { pickupPoints, pickupSubstitutes } from './tables.ts';

const appointSchema = z
  .strictObject({
    pickupPointId: idSchema,
    leaderId: idSchema.describe('Who stands in.'),
    from: dateSchema,
    to: dateSchema,
    reason: noteSchema.optional(),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'Must not be before from.' })
  .meta({
    id: 'AppointSubstitute',
    examples: [
      { pickupPointId: 'external:P01', leaderId: 'external:L02', from: '2026-11-24', to: '2026-11-26' },
    ],
  });

const substituteSchema = z
  .strictObject({
    id: ownIdSchema,
    pickupPointId: z.string(),
    leaderId: z.string(),
    from: z.string(),
    to: z.string(),
    reason: z.string(),
    createdAt: instantSchema,
    endedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Substitute', description: 'Another leader who hands over at a point on these dates.' });

/**
 * Another leader stands in at a point: hands over there on these dates and earns nothing by it (R44). Appointed by the
 * shop or the leader of the point; who stands in is told. The same again changes nothing.
 *
 * Refuses: substitute_unavailable, invalid_input (dates that are over), not_allowed, not_found.
 */
export const appointSubstitute = defineVerb({
  name: 'pickupPoints.appointSubstitute',
  summary: 'Let another leader hand over at a point',
  input: appointSchema,
  answer: substituteSchema,
  decide: (work, { pickupPointId, leaderId, from, to, reason = '' }, context) => {
    const point = work.resolve(pickupPoints, pickupPointId);
    demandKeeper(point, context);
    const leader = work.resolve(leaders, leaderId);
    const fits = leader.status === 'active' && leader.id !== point.leaderId;
    demand(fits, 'substitute_unavailable', { leaderId: leader.id, status: leader.status });
    const today = calendarDate(context.now, theShop(work).zone);
    demand(to >= today, 'invalid_input', {
      fields: [{ path: 'to', code: 'past', message: 'These days are over.' }],
    });
    const same = work
      .list(pickupSubstitutes, { pickupPointId: point.id })
      .find(
        (one) =>
          one.leaderId === leader.id && one.fromDate === from && one.toDate === to && one.endedAt === null,
      );
    if (same) return substituteView(same);
    const row = work.insert(pickupSubstitutes, {
      id: context.newId('sub'),
      pickupPointId: point.id,
      leaderId: leader.id,
      fromDate: from,
      toDate: to,
      reason,
      createdAt: context.now,
    });
    const facts = { pickupPointId: point.id, from, to };
    work.insert(notices, {
      id: context.newId('ntc'),
      receiverKind: 'leader',
      receiverId: leader.id,
      topic: 'pickup.standIn',
      facts,
      createdAt: context.now,
      source: `pickup.standIn ${row.id}`,
    });
    work.emit({
      type: 'pickupPoint.substituted',
      subject: point.id,
      data: { leaderId: leader.id, from, to },
    });
    return substituteView(row);
  },
});

/** A substitute is needed no more from now on. Twice is harmless. Refuses: not_allowed, not_found. */
export const endSubstitute = defineVerb({
  name: 'pickupPoints.endSubstitute',
  summary: 'End that another leader hands over at a point',
  input: z.strictObject({ substituteId: ownIdSchema.max(140) }),
  answer: substituteSchema,
  decide: (work, { substituteId }, context) => {
    const row = work.get(pickupSubstitutes, substituteId);
    demandKeeper(work.get(pickupPoints, row.pickupPointId), context);
    if (row.endedAt !== null) return substituteView(row);
    work.emit({
      type: 'pickupPoint.substituteEnded',
      subject: row.pickupPointId,
      data: { leaderId: row.leaderId },
    });
    return substituteView(work.set(pickupSubstitutes, row, { endedAt: context.now }));
  },
});

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
    return pageOf(rows, input, 'createdAt', substituteView);
  },
});

function substituteView(row: Row<typeof pickupSubstitutes>): z.input<typeof substituteSchema> {
  const { id, pickupPointId, leaderId, fromDate, toDate, reason, createdAt, endedAt } = row;
  return {
    id,
    pickupPointId,
    leaderId,
    from: fromDate,
    to: toDate,
    reason,
    createdAt: instantText(createdAt),
    endedAt: instantOrNull(endedAt),
  };
}
