import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { acknowledgedSchema, acknowledgeSchema } from './change-schemas.ts';
import { changesSql, ownLinesSql, readerOf } from './change-reader.ts';
import { changeAcknowledgements } from './change-tables.ts';

/**
 * A supplier, a leader or a driver has taken note of lines that were changed: they stand on no further sheet of
 * differences of theirs. Twice is harmless; lines of others are not found.
 *
 * Refuses: invalid_input, not_found, not_allowed.
 */
export const acknowledgeChanges = defineVerb({
  name: 'changes.acknowledge',
  summary: 'Take note of differences',
  input: acknowledgeSchema,
  answer: acknowledgedSchema,
  alone: true,
  decide: (work, input, context) => {
    const who = readerOf(input, context);
    const ids = [...new Set(input.changeLineIds)];
    const own = work.rows<{ id: string }>(
      `SELECT c."id" AS "id" ${changesSql} WHERE ${ownLinesSql[who.kind]} AND c."id" IN (SELECT value FROM json_each(?2))
        AND (?3 IS NULL OR b."purchaseOrderId" = ?3)`,
      [who.id, JSON.stringify(ids), who.purchaseOrderId ?? null],
    );
    demand(own.length === ids.length, 'not_found', { what: 'change_lines' });
    const keys = ids.map((changeLineId) => ({ changeLineId, readerKind: who.kind, readerId: who.id }));
    work.need(...keys.map((key) => [changeAcknowledgements, key] as const));
    const fresh = keys.filter((key) => !work.find(changeAcknowledgements, key));
    for (const key of fresh) work.insert(changeAcknowledgements, { ...key, acknowledgedAt: context.now });
    if (fresh.length > 0) {
      const data = { reader: who.kind, lines: fresh.length };
      work.emit({ type: 'change.acknowledged', subject: who.id, data });
    }
    return { acknowledged: fresh.length };
  },
});
