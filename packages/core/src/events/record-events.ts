import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import type { Work } from '../work.ts';
import { events } from './tables.ts';

/** Stores what was emitted, in the same write as the change it tells of. */
export function recordEvents(work: Work, context: Context): void {
  for (const event of work.emitted) {
    work.insert(events, {
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
