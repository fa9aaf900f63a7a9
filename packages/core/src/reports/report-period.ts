import * as z from 'zod';
import { refuse } from '../shared/error.ts';
import { dateSchema, textSchema } from '../shared/schemas.ts';
import {
  addDays,
  type CalendarDate,
  calendarDate,
  daysBetween,
  monthOf,
  startOfDay,
} from '../shared/time.ts';
import type { SqlValue } from '../storage/engine.ts';
import { monthSchema } from '../suppliers/statement-schemas.ts';

/** Which days a report is about: a month, or days of the shop's calendar, the last of which no longer counts. */
export const periodFields = {
  month: monthSchema.optional().describe('A whole calendar month, instead of `from` and `to`.'),
  from: dateSchema.optional().describe('The first day in the zone of the shop, by when it was posted.'),
  to: dateSchema.optional().describe('The first day that no longer counts.'),
};

/** Groups are sums, so a page is counted, not continued after a row. */
export const sumPageFields = {
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: textSchema(20).optional(),
};

/** How an answer says which days it is about. */
export const periodAnswerFields = {
  from: z.string().nullable().describe('The first day; null: from the beginning.'),
  to: z.string().nullable().describe('The first day that no longer counts; null: until now.'),
};

export function periodAnswer({ from, to }: ReportPeriod) {
  return { from: from ?? null, to: to ?? null };
}

export interface ReportPeriod {
  readonly from: CalendarDate | undefined;
  readonly to: CalendarDate | undefined;
  /** Calendar days from the first to the last; null where an end is open. */
  readonly days: number | null;
}

interface PeriodWish {
  readonly month?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * The days that were asked for.
 *
 * Refuses: invalid_input.
 */
export function periodOf({ month, from, to }: PeriodWish, zone: string): ReportPeriod {
  if (month !== undefined) {
    if (from !== undefined || to !== undefined)
      refuseField('month', 'Give a month, or `from` and `to`, not both.');
    const first = `${month}-01`;
    const next = calendarDate(monthOf(startOfDay(first, zone), zone).to, zone);
    return { from: first, to: next, days: daysBetween(first, next) };
  }
  const days = from === undefined || to === undefined ? null : daysBetween(from, to);
  if (days !== null && days <= 0) refuseField('to', 'Must be later than `from`.');
  return { from, to, days };
}

/** The days of the same number before a period; null where it has no bounds. */
export function periodBefore({ from, days }: ReportPeriod): ReportPeriod | null {
  if (from === undefined || days === null) return null;
  return { from: addDays(from, -days), to: from, days };
}

/** What an instant column must meet to lie in the period; SQL over the alias `t`. */
export function inPeriod(
  column: string,
  { from, to }: ReportPeriod,
  zone: string,
): { readonly where: string; readonly params: readonly SqlValue[] } {
  const bounds: [string, SqlValue][] = [];
  if (from !== undefined) bounds.push([`${column} >= CAST(? AS INTEGER)`, startOfDay(from, zone)]);
  if (to !== undefined) bounds.push([`${column} < CAST(? AS INTEGER)`, startOfDay(to, zone)]);
  return {
    where: bounds.map(([condition]) => condition).join(' AND ') || 'TRUE',
    params: bounds.map(([, value]) => value),
  };
}

/**
 * Where a page of sums begins.
 *
 * Refuses: invalid_input.
 */
export function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  return refuseField('cursor', 'This is no cursor of this list.');
}

function refuseField(path: string, message: string): never {
  return refuse('invalid_input', { fields: [{ path, code: path, message }] });
}
