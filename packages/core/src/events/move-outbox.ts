import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { moveOutboxSchema, outboxPositionSchema } from './schemas.ts';
import { outboxPositions } from './tables.ts';

/**
 * Notes how far a reader of the change feed has come. It emits nothing: an event for each move would keep every
 * reader reading for ever. Of two movers at once, `from` lets one through.
 *
 * Refuses: conflict (the reader is at `sequence`, not at `from`), not_allowed.
 */
export const moveOutbox = defineVerb({
  name: 'outbox.move',
  summary: 'Note how far a reader of the change feed has come',
  input: moveOutboxSchema,
  answer: outboxPositionSchema,
  alone: true,
  decide: (work, { reader, sequence, from }, context) => {
    demandShop(context);
    const known = work.find(outboxPositions, reader);
    const current = known?.sequence ?? 0;
    demand(from === undefined || from === current, 'conflict', { reader, sequence: current });
    // The position has no version, so it is compared and set in the database, within the same batch.
    if (from !== undefined) work.guard(elsewhere, [reader, from]);
    work.statement(store, [reader, sequence, context.now]);
    return { reader, sequence, movedAt: instantText(context.now) };
  },
});

const elsewhere = `SELECT count(*) FROM "outbox_positions" WHERE "reader" = ? AND "sequence" <> CAST(? AS INTEGER)`;
const store = `INSERT INTO "outbox_positions" ("reader", "sequence", "movedAt")
  VALUES (?, CAST(? AS INTEGER), CAST(? AS INTEGER))
  ON CONFLICT ("reader") DO UPDATE SET "sequence" = excluded."sequence", "movedAt" = excluded."movedAt"`;
