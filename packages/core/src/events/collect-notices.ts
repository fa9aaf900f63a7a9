import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { TickStep } from '../tick-step.ts';
import type { Work } from '../work.ts';
import type { NoticeRow } from './notice-row.ts';
import { rowsOfEvent } from './notice-table.ts';
import { outboxPositions } from './tables.ts';

/** The name under which notices keep their place in the outbox. */
const reader = 'notices';
const eventsPerChunk = 2000;
const chunksPerTick = 100;
/** What happened so long ago is no news any more, in milliseconds. */
export const newsFor = 72 * 3_600_000;

/**
 * Makes notices of the next events of the outbox by the table of notices, set-based: each event is looked at once,
 * and the place in the outbox moves in the same write. Two at once have the effect of one.
 *
 * Refuses: not_allowed.
 */
export const collectNotices = defineVerb({
  name: 'notices.collect',
  summary: 'Make notices of what has happened',
  input: z.strictObject({}),
  answer: z.strictObject({
    events: z.int().describe('How many were looked at.'),
    told: z.int().describe('How many of them the table of notices tells of.'),
  }),
  alone: true,
  decide: (work, _input, context) => {
    demandShop(context);
    const from = work.find(outboxPositions, reader)?.sequence ?? 0;
    const [chunk] = work.rows<{ last: number | null; events: number }>(nextChunk, [from]);
    const last = chunk?.last ?? null;
    if (last === null) return { events: 0, told: 0 };
    const types = work.rows<{ type: string; count: number }>(typesOfChunk, [from, last]);
    work.guard(elsewhere, [reader, from]);
    const rows = types.map(({ type, count }) => ({ count, rows: rowsOfEvent(type) }));
    for (const row of rows.flatMap((one) => one.rows))
      insertNotices(work, row, { from, last, now: context.now });
    work.statement(moveOn, [reader, last, context.now]);
    const told = rows.reduce((sum, one) => sum + (one.rows.length === 0 ? 0 : one.count), 0);
    return { events: chunk?.events ?? 0, told };
  },
});

const nextChunk = `SELECT max("sequence") AS "last", count(*) AS "events" FROM (SELECT "sequence" FROM "events"
  WHERE "sequence" > CAST(? AS INTEGER) ORDER BY "sequence" LIMIT ${String(eventsPerChunk)})`;
const typesOfChunk = `SELECT "type" AS "type", count(*) AS "count" FROM "events"
  WHERE "sequence" > CAST(? AS INTEGER) AND "sequence" <= CAST(? AS INTEGER) GROUP BY "type"`;
const elsewhere = `SELECT count(*) FROM "outbox_positions" WHERE "reader" = ? AND "sequence" <> CAST(? AS INTEGER)`;
const moveOn = `INSERT INTO "outbox_positions" ("reader", "sequence", "movedAt")
  VALUES (?, CAST(? AS INTEGER), CAST(? AS INTEGER))
  ON CONFLICT ("reader") DO UPDATE SET "sequence" = excluded."sequence", "movedAt" = excluded."movedAt"`;

interface Chunk {
  readonly from: number;
  readonly last: number;
  readonly now: number;
}

function insertNotices(work: Work, row: NoticeRow, { from, last, now }: Chunk): void {
  const { topic, receiver: kind, made } = row;
  if (typeof made !== 'object') return;
  const { event, join, facts, where } = made;
  // `->>` binds no closer than `||`.
  const receiver = `(${made.receiver})`;
  const which = `'${topic} ${kind} ' || e."id" || ' ' || ${receiver}`;
  work.statement(
    `INSERT INTO "notices" ("id", "receiverKind", "receiverId", "topic", "facts", "createdAt", "source")
      SELECT 'ntc_' || substr(e."id", 5) || '_' || '${topic.replace('.', '_')}_${kind}_' || ${receiver}, '${kind}', ${receiver}, '${topic}',
        json_object(${facts}), CAST(? AS INTEGER), ${which}
      FROM "events" e ${join}
      WHERE e."type" = ? AND e."sequence" > CAST(? AS INTEGER) AND e."sequence" <= CAST(? AS INTEGER)
        AND e."recordedAt" >= CAST(? AS INTEGER) AND ${receiver} IS NOT NULL ${where === undefined ? '' : `AND (${where})`}
      ON CONFLICT DO NOTHING`,
    [now, event, from, last, now - newsFor],
  );
}

/** Reads the outbox to its end, chunk by chunk; what is left over is for the next tick. */
export const collectNoticesStep: TickStep = {
  name: collectNotices.name,
  async run(tuan, now) {
    const { done } = await tuan.notices.announceCutoffs({}, { now });
    let told = done;
    for (let chunks = 0; chunks < chunksPerTick; chunks += 1) {
      const chunk = await tuan.notices.collect({}, { now });
      told += chunk.told;
      if (chunk.events === 0) return told;
    }
    return told;
  },
};
