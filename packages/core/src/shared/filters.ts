import * as z from 'zod';
import type { SqlValue } from '../storage/engine.ts';

/** Conditions of a list, and what they are bound to. */
export interface Conditions {
  readonly where: string;
  readonly params: readonly SqlValue[];
}

/** The columns that a caller filters by, over the alias `t`; one that is left out (undefined) filters nothing. */
export function equalTo(columns: Readonly<Record<string, SqlValue | boolean | undefined>>): Conditions {
  const given = Object.entries(columns).filter(([, value]) => value !== undefined);
  const where = ['TRUE', ...given.map(([name]) => `t."${name}" = ?`)].join(' AND ');
  const params = given.map(([, value]) => (typeof value === 'boolean' ? Number(value) : (value ?? null)));
  return { where, params };
}

/** Yes or no as a filter: in a query string both are text. */
export const flagFilterSchema = z.union([z.boolean(), z.enum(['true', 'false'])]).meta({ examples: [false] });

export function flagOf(filter: z.output<typeof flagFilterSchema> | undefined): boolean | undefined {
  return filter === undefined ? undefined : filter === true || filter === 'true';
}
