import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { notices } from '../events/tables.ts';
import { leaders } from '../leaders/tables.ts';
import { demand, refuse } from '../shared/error.ts';
import { phoneNumber } from '../shared/phone.ts';
import { dateSchema, idSchema, noteSchema, phoneSchema } from '../shared/schemas.ts';
import { calendarDate } from '../shared/time.ts';
import { theShop } from '../shop/the-shop.ts';
import { demandKeeper } from './define-slots.ts';
import { substituteSchema, substituteView } from './substitute-view.ts';
import { pickupPoints, pickupSubstitutes } from './tables.ts';

const appointSchema = z
  .strictObject({
    pickupPointId: idSchema,
    leaderId: idSchema.optional().describe('Who stands in; or name them by phone.'),
    phone: phoneSchema.optional().describe('Of the leader who stands in, as colleagues know it.'),
    from: dateSchema,
    to: dateSchema,
    reason: noteSchema.optional(),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'Must not be before from.' })
  .refine(({ leaderId, phone }) => (leaderId === undefined) !== (phone === undefined), {
    path: ['leaderId'],
    message: 'Name who stands in, either by id or by phone.',
  })
  .meta({
    id: 'AppointSubstitute',
    examples: [
      { pickupPointId: 'external:P01', leaderId: 'external:L02', from: '2026-11-24', to: '2026-11-26' },
    ],
  });

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
  decide: (work, { pickupPointId, leaderId, phone, from, to, reason = '' }, context) => {
    const point = work.resolve(pickupPoints, pickupPointId);
    demandKeeper(point, context);
    const leader =
      leaderId === undefined
        ? work.list(leaders, { phone: phoneNumber(phone ?? '') }).at(0)
        : work.resolve(leaders, leaderId);
    const fits = leader?.status === 'active' && leader.id !== point.leaderId;
    const found = { leaderId: leader?.id ?? null, status: leader?.status ?? 'unknown' };
    if (!leader || !fits) return refuse('substitute_unavailable', found);
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
    if (same) return substituteView(work, same);
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
    return substituteView(work, row);
  },
});
