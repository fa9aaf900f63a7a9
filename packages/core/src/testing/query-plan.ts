import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { claimReasonLists } from '../aftersales/tables.ts';
import { campaignSeries } from '../campaigns/series-tables.ts';
import { products, variants } from '../catalog/tables.ts';
import { leaderAccounts } from '../commissions/tables.ts';
import { communities } from '../communities/tables.ts';
import { noticeSettings, outboxPositions } from '../events/tables.ts';
import { leaderLevelLists } from '../leaders/level-tables.ts';
import { leaders } from '../leaders/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { receiverAccounts } from '../settlements/tables.ts';
import { apiKeys, guards, shops } from '../shop/tables.ts';
import type { Engine } from '../storage/engine.ts';
import { shapeOf } from '../storage/table-shape.ts';
import { allTables } from '../storage/tables.ts';
import { rebateTiers, supplierMonths, suppliers } from '../suppliers/tables.ts';

/** What a shop is and deals with: settings, goods, partners, a row a month. Some thousands at most, however long it runs. */
const lasting: ReadonlySet<SQLiteTable> = new Set<SQLiteTable>([
  shops,
  apiKeys,
  guards,
  claimReasonLists,
  leaderLevelLists,
  noticeSettings,
  outboxPositions,
  suppliers,
  rebateTiers,
  supplierMonths,
  products,
  variants,
  leaders,
  leaderAccounts,
  receiverAccounts,
  communities,
  pickupPoints,
  campaignSeries,
]);

/** Every other table grows with the rounds: nobody may read all of it to answer a question, to do a step, or to place an order. */
const growing: ReadonlySet<string> = new Set(
  allTables.filter((table) => !lasting.has(table)).map((table) => shapeOf(table).name),
);

/** Notes the SQL of every statement that reaches the database. */
export function noting(engine: Engine, seen: Set<string>): Engine {
  return {
    ...engine,
    run: (statements, mode) => {
      for (const { sql } of statements) seen.add(sql);
      return engine.run(statements, mode);
    },
    close: async () => engine.close?.(),
  };
}

/** A step of a plan, and the one it is a part of. */
export interface PlanStep {
  readonly id: number;
  readonly parent: number;
  readonly detail: string;
}

/** The plan of a statement, step by step, on an empty database of the same schema. */
export type Explain = (sql: string) => readonly PlanStep[];

/**
 * The parts of a statement's plan that read a growing table from end to end, or sort its rows into an index of the
 * moment. Going along an index until a page is full is none.
 */
export function scansOf(explain: Explain, sql: string): string[] {
  if (!/^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)/i.test(sql)) return [];
  const steps = explain(sql);
  const tables = aliasesOf(sql);
  const found = steps.filter((step) => {
    const { detail } = step;
    const [, alias = ''] = /^(?:SCAN|SEARCH) (\w+)/.exec(detail) ?? [];
    const meant = tables.get(alias) ?? [alias];
    if (!meant.every((table) => growing.has(table))) return false;
    if (detail.includes('AUTOMATIC')) return true;
    const along = detail.includes('INDEX') || /ORDER BY (?:\w+\.)?("sequence"|rowid)/.test(sql);
    return detail.startsWith('SCAN') && !(along && isPaged(steps, step, sql));
  });
  return found.map(({ detail }) => detail);
}

/** Whether a step ends when a page is full: it is the part `page` of a query, or the whole, and nothing sorts what it reads. */
function isPaged(steps: readonly PlanStep[], { parent }: PlanStep, sql: string): boolean {
  const isPart = steps.some(
    ({ id, detail }) => id === parent && /^(CO-ROUTINE|MATERIALIZE) page$/.test(detail),
  );
  const beside = isPart ? steps.filter((step) => step.parent === parent) : steps;
  return /\bLIMIT\b/i.test(sql) && !beside.some(({ detail }) => detail.includes('FOR ORDER BY'));
}

/** Aliases stand in a plan: each is told by the FROM or JOIN that gave it its name. One name may be given twice. */
function aliasesOf(sql: string): ReadonlyMap<string, readonly string[]> {
  const named = sql.matchAll(/(?:FROM|JOIN|,|INTO|UPDATE)\s+"?(\w+)"?(?:\s+AS)?\s+"?(\w+)"?/gi);
  const tables = new Map<string, string[]>();
  for (const [, table = '', alias = ''] of named) tables.set(alias, [...(tables.get(alias) ?? []), table]);
  return tables;
}
