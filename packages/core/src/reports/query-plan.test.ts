import { expect, test } from 'vitest';
import type { Engine } from '../storage/engine.ts';
import { libsqlEngine } from '../storage/libsql.ts';
import { testShop } from '../testing/index.ts';

/*
 * A report over a month of a shop that has run for years must not read the years: no query of any report scans a table
 * that grows with the orders, or sorts its rows into an index of the moment.
 */

const growing = [
  'ledger_entries',
  'ledger_transactions',
  'order_lines',
  'orders',
  'claims',
  'members',
  'offers',
  'refunds',
];

/** Notes every statement that reads. */
function noting(engine: Engine, seen: string[]): Engine {
  return {
    ...engine,
    run: (statements, mode) => {
      if (mode === 'read') seen.push(...statements.map(({ sql }) => sql));
      return engine.run(statements, mode);
    },
    close: async () => engine.close?.(),
  };
}

test('reports: no query scans a table that grows with the orders', async () => {
  const seen: string[] = [];
  const engine = await libsqlEngine({ url: ':memory:' });
  const shop = await testShop({ engine: noting(engine, seen) });
  const { reports } = shop.tuan;
  const november = { month: '2026-11' };
  seen.length = 0;
  for (const ask of [
    reports.profit,
    reports.products,
    reports.leaders,
    reports.communities,
    reports.suppliers,
  ])
    await ask(november);
  await reports.complaints({ ...november, by: 'pickupPoint' });
  await reports.profit({ campaignId: 'external:today' });
  for (const by of ['reason', 'supplier', 'variant'] as const) await reports.shrinkage({ ...november, by });
  expect(seen.length).toBeGreaterThan(15);
  const scans: string[] = [];
  for (const sql of seen) {
    const params = [...sql.matchAll(/\?/g)].map(() => '[]');
    const [plan = []] = await engine.run([{ sql: `EXPLAIN QUERY PLAN ${sql}`, params }], 'read');
    // Aliases stand in the plan: each is told by the FROM or JOIN that gave it its name.
    const tableOf = new Map(
      [...sql.matchAll(/"(\w+)" (\w)\b/g)].map(([, table = '', alias = '']) => [alias, table]),
    );
    for (const { detail } of plan as readonly { readonly detail: string }[]) {
      const [, alias = ''] = /^SCAN (\w+)/.exec(detail) ?? [];
      if (growing.includes(tableOf.get(alias) ?? alias)) scans.push(`${detail}: ${sql}`);
      if (/AUTOMATIC.*INDEX ON (ledger|order_)/.test(detail)) scans.push(detail);
    }
  }
  expect(scans).toEqual([]);
  await shop.close();
});
