import type { SqlRow, Statement } from '../storage/engine.ts';
import type { Reader } from '../storage/reader.ts';
import type { Invariant } from './invariant.ts';
import { invariants } from './invariants.ts';

/** A rule that does not hold, and the rows that break it. */
export interface BrokenInvariant {
  readonly invariant: string;
  readonly rule: string;
  readonly rows: readonly SqlRow[];
}

export interface AuditReport {
  readonly checked: number;
  readonly broken: readonly BrokenInvariant[];
}

/** How many rows of one broken invariant are named. */
const rowsMax = 50;
/** D1 takes five SELECTs in a compound. */
const togetherMax = 5;

interface Found {
  readonly invariant: string;
  readonly row: string;
}

/**
 * Proves every invariant on the database as it is at one moment; reads only. Several invariants share a statement,
 * since a Worker may send only so many.
 */
export async function auditDatabase(reader: Reader): Promise<AuditReport> {
  const results = await reader.together(auditStatements(invariants));
  const found = results.flat() as unknown as readonly Found[];
  const broken = invariants.flatMap(({ name, rule }) => {
    const rows = found.filter(({ invariant }) => invariant === name);
    return rows.length === 0
      ? []
      : [{ invariant: name, rule, rows: rows.map(({ row }) => JSON.parse(row) as SqlRow) }];
  });
  return { checked: invariants.length, broken };
}

/** The invariants as few statements, each row as JSON beside the name of the invariant that it breaks. */
export function auditStatements(all: readonly Invariant[]): readonly Statement[] {
  const selects = all.map(({ name, sql }) => {
    const fields = columnsOf(sql).flatMap((column) => [`'${column}'`, `"${column}"`]);
    return `SELECT '${name}' AS "invariant", json_object(${fields.join(', ')}) AS "row" FROM (${sql} LIMIT ${String(rowsMax)})`;
  });
  const count = Math.ceil(selects.length / togetherMax);
  return Array.from({ length: count }, (_, index) => ({
    sql: selects.slice(index * togetherMax, (index + 1) * togetherMax).join('\nUNION ALL '),
    params: [],
  }));
}

/** The aliases of the columns that a query answers: of its first SELECT that stands in no parentheses. */
export function columnsOf(sql: string): readonly string[] {
  const outside = withoutParentheses(sql);
  const list = /\bSELECT\b(.*?)\bFROM\b/s.exec(outside)?.[1] ?? '';
  return [...list.matchAll(/AS "(\w+)"/g)].map(([, column = '']) => column);
}

function withoutParentheses(sql: string): string {
  let depth = 0;
  let outside = '';
  for (const character of sql) {
    if (character === '(') depth += 1;
    if (depth === 0) outside += character;
    if (character === ')') depth -= 1;
  }
  return outside;
}
