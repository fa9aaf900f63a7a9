import type { SqlRow } from '../storage/engine.ts';
import type { Reader } from '../storage/reader.ts';
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

/** Proves every invariant on the database now; reads only. */
export async function auditDatabase(reader: Reader): Promise<AuditReport> {
  const results = await reader.together(invariants.map(({ sql }) => ({ sql: `${sql} LIMIT 50`, params: [] })));
  const broken = invariants.flatMap(({ name, rule }, index) => {
    const rows = results[index] ?? [];
    return rows.length === 0 ? [] : [{ invariant: name, rule, rows }];
  });
  return { checked: invariants.length, broken };
}
