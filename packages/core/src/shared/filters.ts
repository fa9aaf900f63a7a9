import type { SqlValue } from '../storage/engine.ts';

/** Equality on the columns that were asked for, as SQL to put behind another condition: `AND t."status" = ?`. */
export function filterSql(filters: Readonly<Record<string, SqlValue | undefined>>): {
  sql: string;
  params: SqlValue[];
} {
  const given = Object.entries(filters).filter(
    (entry): entry is [string, SqlValue] => entry[1] !== undefined,
  );
  return {
    sql: given.map(([column]) => ` AND t."${column}" = ?`).join(''),
    params: given.map(([, value]) => value),
  };
}

/** A flag as it is stored, for a filter. */
export function bitOf(flag: boolean | undefined): 0 | 1 | undefined {
  return flag === undefined ? undefined : flag ? 1 : 0;
}
