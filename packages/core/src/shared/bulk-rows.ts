import type * as z from 'zod';
import { type FieldProblem, refuse } from './error.ts';
import type { upsertedSchema } from './schemas.ts';

/** How many rows one bulk call takes. */
export const bulkRowsMax = 1000;

/** What became of one row of a bulk call. */
export type RowOutcome = z.output<typeof upsertedSchema>['data'][number];

/** A row of a bulk call and where it stands in the input: `products.3`. */
export interface PlacedRow {
  readonly path: string;
  readonly externalId: string;
}

/** Refuses a call in which two rows have one `externalId`, naming both: nobody can know which of them is meant. */
export function demandDistinct(rows: readonly PlacedRow[]): void {
  const places = new Map<string, string>();
  const fields: FieldProblem[] = [];
  for (const { path, externalId } of rows) {
    const first = places.get(externalId);
    if (first === undefined) places.set(externalId, path);
    else
      fields.push({
        path: `${path}.externalId`,
        code: 'duplicate',
        message: `${first} has the same externalId.`,
      });
  }
  if (fields.length > 0) refuse('invalid_input', { fields });
}

/** What of `wanted` differs from the stored row. A value left out (undefined) is kept as it is. */
export function differing<Stored extends object>(
  stored: Stored,
  wanted: { readonly [Name in keyof Stored]?: Stored[Name] | undefined },
): Partial<Stored> {
  const changed = Object.entries(wanted).filter(
    ([name, value]) => value !== undefined && !isSame(stored[name as keyof Stored], value),
  );
  return Object.fromEntries(changed) as Partial<Stored>;
}

function isSame(stored: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return stored === wanted;
  return JSON.stringify(stored) === JSON.stringify(wanted);
}

/** The values without those that were left out (undefined), as a new row wants them. */
export function given<Values extends object>(
  values: Values,
): { [Name in keyof Values]: Exclude<Values[Name], undefined> } {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [Name in keyof Values]: Exclude<Values[Name], undefined> };
}

/** Whether there is anything to write. */
export function isAnything(changes: object): boolean {
  return Object.keys(changes).length > 0;
}

/** The answer of a bulk call. */
export function upserted(data: readonly RowOutcome[]): z.output<typeof upsertedSchema> {
  return { created: countOf(data, 'created'), updated: countOf(data, 'updated'), data: [...data] };
}

export function countOf(rows: readonly RowOutcome[], outcome: RowOutcome['outcome']): number {
  return rows.filter((row) => row.outcome === outcome).length;
}

/** The ids of rows that are not as they were. */
export function touchedIds(rows: readonly RowOutcome[]): string[] {
  return rows.filter(({ outcome }) => outcome !== 'unchanged').map(({ id }) => id);
}
