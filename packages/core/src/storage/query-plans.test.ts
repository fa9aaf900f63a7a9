import Database from 'libsql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import type { AnyQuery, AnyVerb } from '../define.ts';
import { domains } from '../domains.ts';
import { Refusal } from '../shared/error.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { type Explain, noting, type PlanStep, scansOf } from '../testing/query-plan.ts';
import { playRound } from '../testing/whole-round.ts';
import type { Engine } from './engine.ts';
import { libsqlEngine } from './libsql.ts';

/*
 * A shop that has run for years is as fast as a new one: no list, no report, no step of the tick and no command of a
 * whole round reads a table that grows with the orders from end to end.
 */

const queries = Object.values(domains)
  .flatMap((operations) => Object.values(operations as Record<string, AnyQuery | AnyVerb>))
  .filter((operation) => operation.kind === 'query');

let engine: Engine;
let shop: TestShop;
let explain: Explain;
const ofRound = new Set<string>();
const current = new Set<string>();
const found = new Map<string, string>();

beforeAll(async () => {
  engine = await libsqlEngine({ url: ':memory:' });
  shop = await testShop({ engine: noting(engine, current) });
  current.clear();
  await playRound(shop);
  for (let step = 0; step < 3; step += 1) {
    shop.now += 40 * 86_400_000;
    await shop.tuan.tick();
  }
  for (const sql of current) ofRound.add(sql);
  explain = await explainer();
  for (const [name, table] of Object.entries(tableOfField)) found.set(name, await someId(table));
});
afterAll(() => shop.close());

/** Where the id of a field is found. */
const tableOfField: Readonly<Record<string, string>> = {
  orderId: 'orders',
  orderLineId: 'order_lines',
  refundId: 'refunds',
  claimId: 'claims',
  commissionId: 'commission_entries',
  statementId: 'statements',
  payoutId: 'payouts',
  purchaseOrderId: 'purchase_orders',
  runId: 'delivery_runs',
};

const known: Readonly<Record<string, unknown>> = {
  campaignId: planted.campaign,
  leaderId: planted.leader,
  customerId: planted.customer,
  communityId: planted.community,
  pickupPointId: planted.point,
  supplierId: planted.supplier,
  variantId: planted.apple,
  month: '2026-11',
  from: '2026-11-01',
  to: '2026-12-01',
  limit: 20,
};

async function someId(table: string): Promise<string> {
  const [row] = await shop.tuan.reader.rows<{ id: string }>(`SELECT "id" AS "id" FROM "${table}" LIMIT 1`);
  return row?.id ?? 'none';
}

interface Field {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly items?: Field;
  readonly anyOf?: readonly Field[];
}

function valueOf(name: string, field: Field): unknown {
  if (field.enum) return field.enum[0];
  if (field.const !== undefined) return field.const;
  if (found.has(name)) return found.get(name);
  if (name in known) return known[name];
  if (field.anyOf) return valueOf(name, field.anyOf[0] ?? {});
  if (field.type === 'array') return [valueOf(name.replace(/s$/, ''), field.items ?? {})];
  if (field.type === 'boolean') return true;
  if (field.type === 'integer' || field.type === 'number') return 1;
  if (field.format === 'date-time') return '2026-11-23T01:00:00Z';
  if (field.format === 'date') return '2026-11-23';
  return 'some text';
}

/** What a query may be asked: the least, and that with each of its other fields, alone and with every other. */
function* inputsOf({ input }: AnyQuery): Generator<Readonly<Record<string, unknown>>> {
  const { properties = {}, required = [] } = z.toJSONSchema(input, {
    io: 'input',
    unrepresentable: 'any',
  }) as {
    readonly properties?: Readonly<Record<string, Field>>;
    readonly required?: readonly string[];
  };
  const least = Object.fromEntries(required.map((name) => [name, valueOf(name, properties[name] ?? {})]));
  const more = Object.entries(properties).flatMap(([name, field]) =>
    (field.enum ?? [valueOf(name, field)]).map((value) => ({ [name]: value })),
  );
  yield least;
  for (const [place, one] of more.entries()) {
    yield { ...least, ...one };
    for (const other of more.slice(place + 1)) yield { ...least, ...one, ...other };
  }
}

/** Whoever asks a report about no days at all has asked for everything there is. */
function asksForEverything(name: string, input: Readonly<Record<string, unknown>>): boolean {
  return (
    name.startsWith('reports.') && !['month', 'from', 'to', 'campaignId'].some((field) => field in input)
  );
}

/** What adds up the whole ledger, or proves the whole shop, for somebody who has asked for just that. */
const readsEverything = ['audit.run', 'ledger.trialBalance'];

test.each(
  queries.filter(({ name }) => !readsEverything.includes(name)).map((query) => [query.name, query] as const),
)('%s goes along an index', async (_, query) => {
  current.clear();
  for (const input of inputsOf(query)) {
    if (asksForEverything(query.name, input)) continue;
    for (const actor of [
      { kind: 'system' },
      { kind: 'leader', leaderId: planted.leader },
      { kind: 'customer', customerId: planted.customer },
    ] as const) {
      const call = shop.tuan.call(query, input, { actor });
      await call.catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
      });
    }
  }
  expect(allScans(current)).toEqual([]);
});

test('no command of a whole round, and no step of the tick, reads a growing table from end to end', async () => {
  expect(ofRound.size).toBeGreaterThan(200);
  expect(allScans(ofRound)).toEqual([]);
});

function allScans(statements: ReadonlySet<string>): string[] {
  return [...statements].flatMap((sql) => scansOf(explain, sql).map((detail) => `${detail}: ${sql}`));
}

/** By the driver itself: the engine takes a plan of a write for a write, and does not read it. */
async function explainer(): Promise<Explain> {
  const schema = await shop.tuan.reader.rows<{ sql: string }>(
    `SELECT "sql" AS "sql" FROM sqlite_schema WHERE "sql" IS NOT NULL AND "name" NOT LIKE 'sqlite_%'`,
  );
  const database = new Database(':memory:');
  for (const { sql } of schema) database.exec(sql);
  return (sql) => {
    const params = [...sql.matchAll(/\?(?!\d)|\?\d+/g)].map(() => '[]');
    return database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(params) as readonly PlanStep[];
  };
}
