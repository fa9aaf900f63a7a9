import type { EventOf, EventType } from './event.ts';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import type { Work } from '../work.ts';
import { events } from './tables.ts';

/** Stores what was emitted, in the same write as the change it tells of. */
export function recordEvents(work: Work, context: Context): void {
  for (const event of work.emitted) {
    work.append(events, {
      id: context.newId('evt'),
      type: event.type,
      subject: event.subject,
      occurredAt: event.occurredAt ?? context.now,
      recordedAt: context.now,
      actor: actorText(context.actor),
      data: event.data,
    });
  }
}

const eventsSql = `INSERT INTO "events" ("id", "type", "subject", "occurredAt", "data", "recordedAt", "actor")
  SELECT j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value -> 4, CAST(?2 AS INTEGER), ?3 FROM json_each(?1) AS j`;

/** Stores many events of which nothing follows any more, in their order. Only for verbs that run alone. */
export function recordEventsAtOnce(
  work: Work,
  emitted: readonly EventOf<EventType>[],
  { newId, now, actor }: Context,
): void {
  const rows = emitted.map(({ type, subject, occurredAt = now, data }) => [
    newId('evt'),
    type,
    subject,
    occurredAt,
    data,
  ]);
  work.statementOver(eventsSql, rows, [now, actorText(actor)]);
}
