import * as z from 'zod';
import { instantOrNull, instantSchema, ownIdSchema } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import type { Row } from '../work.ts';
import type { pickupSubstitutes } from './tables.ts';

export const substituteSchema = z
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

export function substituteView(row: Row<typeof pickupSubstitutes>): z.input<typeof substituteSchema> {
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
