import * as z from 'zod';
import { type FieldProblem, refuse } from './error.ts';
import {
  type CalendarDate,
  type Instant,
  instantOf,
  isLocalTime,
  localText,
  localTime,
  offsetText,
  type WallTime,
  wallTime,
} from './time.ts';

/** When something is to be: RFC 3339 with an offset, or a time on the wall of the shop without one. */
export const momentSchema = z
  .string()
  .refine(
    isMoment,
    'Give a time with its offset, like 2026-11-23T22:00:00+08:00, or the clock of the shop, like 2026-11-23T22:00.',
  )
  .meta({
    description:
      'With an offset, or without one by the clock of the shop. A time that the clock of the shop leaves out is refused with both choices; of one that comes twice the first is meant.',
    examples: ['2026-11-23T22:00:00+08:00', '2026-11-23T22:00'],
  });

/** The two times that a wall-clock time in a gap may stand for. */
export interface ClockChoice {
  readonly path: string;
  /** As it was given: `2026-03-29 02:30`. */
  readonly local: string;
  /** Before the clocks go forward, with its offset. */
  readonly before: string;
  readonly after: string;
}

/** Reads moments, and remembers those that do not exist, so that all of them are refused at once. */
export class Clock {
  readonly zone: string;
  /** Which of the two a time in a gap becomes; null: it is refused. */
  readonly inGap: 'before' | 'after' | null;
  readonly choices: ClockChoice[] = [];

  constructor(zone: string, inGap: 'before' | 'after' | null = null) {
    this.zone = zone;
    this.inGap = inGap;
  }

  /** The instant of a moment that was given at `path`; in an overlap the first. */
  read(text: string, path: string): Instant {
    if (!isLocalTime(text)) return instantOf(text);
    return this.take(localTime(text, this.zone), path, text.replace('T', ' '));
  }

  /** The instant of a time of day (`16:00`) on a date. */
  at(date: CalendarDate, timeOfDay: string, path: string): Instant {
    return this.take(wallTime(date, timeOfDay, this.zone), path, `${date} ${timeOfDay}`);
  }

  /** @param local how the time was written, for the sentence of a refusal */
  take(wall: WallTime, path: string, local: string): Instant {
    if (wall.kind === 'exact') return wall.instant;
    if (wall.kind === 'overlap') return wall.earlier;
    if (this.inGap !== null) return this.inGap === 'before' ? wall.earlier : wall.later;
    const [before, after] = [offsetText(wall.earlier, this.zone), offsetText(wall.later, this.zone)];
    this.choices.push({ path, local, before, after });
    return wall.later;
  }

  /** What is wrong, field by field, with both choices in the sentence. */
  problems(): FieldProblem[] {
    return this.choices.map(({ path, local, before, after }) => ({
      path,
      code: 'clock_gap',
      message: `${local} does not exist in ${this.zone}: clocks go forward over it. Write ${before} (before) or ${after} (after).`,
    }));
  }

  /** Refuses times that do not exist, each with its two choices. */
  demandReal(): void {
    if (this.choices.length === 0) return;
    refuse('invalid_input', { fields: this.problems(), choices: this.choices });
  }
}

/** A time on the wall that comes twice, and which of the two is meant. */
export interface ClockNote {
  readonly path: string;
  readonly local: string;
  readonly occurrence: 'first' | 'second';
  /** What is meant, and the other one. */
  readonly meant: string;
  readonly other: string;
}

/** Says which one is meant where the clock shows the time of this instant twice; null where it shows it once. */
export function clockNote(instant: Instant, zone: string, path: string): ClockNote | null {
  const local = localText(instant, zone);
  const wall = localTime(local.replace(' ', 'T'), zone);
  if (wall.kind !== 'overlap') return null;
  const first = instant < wall.later;
  return {
    path,
    local,
    occurrence: first ? 'first' : 'second',
    meant: offsetText(instant, zone),
    other: offsetText(first ? wall.later : wall.earlier, zone),
  };
}

export const clockNoteSchema = z
  .strictObject({
    path: z.string().describe('Which time it is about: `closesAt`, `pickupWindows.0.opens`.'),
    local: z.string().describe('What the clock of the shop shows: `2026-10-25 02:30`.'),
    occurrence: z.enum(['first', 'second']),
    meant: z.string(),
    other: z.string(),
  })
  .meta({
    id: 'ClockNote',
    description: 'A time that the clock of the shop shows twice on this day, and which one is meant.',
  });

function isMoment(text: string): boolean {
  if (isLocalTime(text)) return true;
  try {
    instantOf(text);
    return true;
  } catch {
    return false;
  }
}
