import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { ownIdSchema } from '../shared/schemas.ts';
import { demandKeeper } from './define-slots.ts';
import { substituteSchema, substituteView } from './substitute-view.ts';
import { pickupPoints, pickupSubstitutes } from './tables.ts';

/** A substitute is needed no more from now on. Twice is harmless. Refuses: not_allowed, not_found. */
export const endSubstitute = defineVerb({
  name: 'pickupPoints.endSubstitute',
  summary: 'End that another leader hands over at a point',
  input: z.strictObject({ substituteId: ownIdSchema.max(140) }),
  answer: substituteSchema,
  decide: (work, { substituteId }, context) => {
    const row = work.get(pickupSubstitutes, substituteId);
    demandKeeper(work.get(pickupPoints, row.pickupPointId), context);
    if (row.endedAt !== null) return substituteView(work, row);
    work.emit({
      type: 'pickupPoint.substituteEnded',
      subject: row.pickupPointId,
      data: { leaderId: row.leaderId },
    });
    return substituteView(work, work.set(pickupSubstitutes, row, { endedAt: context.now }));
  },
});
