import type { Engine } from '../storage/engine.ts';

/** What grows with the orders: nobody may read all of it to answer a question, to do a step, or to place an order. */
const growing = [
  'orders',
  'order_lines',
  'payments',
  'refunds',
  'handovers',
  'handover_lines',
  'frozen_goods',
  'frozen_crates',
  'baskets',
  'allocations',
  'events',
  'notices',
  'idempotency_keys',
  'ledger_entries',
  'ledger_transactions',
  'commission_entries',
  'commission_movements',
  'benefit_uses',
  'coupons',
  'settlement_lines',
  'goods_receipt_lines',
  'supplier_payments',
];

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

/** The plan of a statement, step by step, on an empty database of the same schema. */
export type Explain = (sql: string) => readonly string[];

/**
 * The parts of a statement's plan that read a growing table from end to end, or sort its rows into an index of the
 * moment. Going along an index until a page is full is none.
 */
export function scansOf(explain: Explain, sql: string): string[] {
  if (!/^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)/i.test(sql)) return [];
  const details = explain(sql);
  const tables = aliasesOf(sql);
  const sorted = details.some((detail) => detail.includes('FOR ORDER BY'));
  const paged = /\bLIMIT\b/i.test(sql) && !sorted;
  return details.filter((detail) => {
    const [, alias = ''] = /^(?:SCAN|SEARCH) (\w+)/.exec(detail) ?? [];
    const meant = tables.get(alias) ?? [alias];
    if (!meant.every((table) => growing.includes(table))) return false;
    if (detail.includes('AUTOMATIC')) return true;
    const along = detail.includes('INDEX') || /ORDER BY (?:\w+\.)?("sequence"|rowid)/.test(sql);
    return detail.startsWith('SCAN') && !(paged && along);
  });
}

/** Aliases stand in a plan: each is told by the FROM or JOIN that gave it its name. One name may be given twice. */
function aliasesOf(sql: string): ReadonlyMap<string, readonly string[]> {
  const named = sql.matchAll(/(?:FROM|JOIN|,|INTO|UPDATE)\s+"?(\w+)"?(?:\s+AS)?\s+"?(\w+)"?/gi);
  const tables = new Map<string, string[]>();
  for (const [, table = '', alias = ''] of named) tables.set(alias, [...(tables.get(alias) ?? []), table]);
  return tables;
}
