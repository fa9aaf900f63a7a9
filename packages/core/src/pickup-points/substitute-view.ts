import * as z from 'zod';
import { instantOrNull, instantSchema, ownIdSchema } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { leaders } from '../leaders/tables.ts';
import type { Row, Work } from '../work.ts';
import { pickupPoints, type pickupSubstitutes } from './tables.ts';

export const substituteSchema = z
  .strictObject({
    id: ownIdSchema,
    pickupPointId: z.string(),
    pickupPointName: z.string(),
    leaderId: z.string(),
    leaderName: z.string().describe('Of who stands in.'),
    from: z.string(),
    to: z.string(),
    reason: z.string(),
    createdAt: instantSchema,
    endedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Substitute', description: 'Another leader who hands over at a point on these dates.' });

export function substituteView(
  work: Work,
  row: Row<typeof pickupSubstitutes>,
): z.input<typeof substituteSchema> {
  const { id, pickupPointId, leaderId, fromDate, toDate, reason, createdAt, endedAt } = row;
  work.need([pickupPoints, { id: pickupPointId }], [leaders, { id: leaderId }]);
  return {
    id,
    pickupPointId,
    pickupPointName: work.get(pickupPoints, pickupPointId).name,
    leaderId,
    leaderName: work.get(leaders, leaderId).name,
    from: fromDate,
    to: toDate,
    reason,
    createdAt: instantText(createdAt),
    endedAt: instantOrNull(endedAt),
  };
}
