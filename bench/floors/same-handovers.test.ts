import { expect, test } from 'vitest';
import { readerOf } from '../../packages/core/src/storage/reader.ts';
import type { Engine } from '../../packages/core/src/storage/engine.ts';
import { libsqlEngine } from '../../packages/core/src/storage/libsql.ts';
import { handOverAll, plantReady, syncAll } from '../cells/sync-pickups.ts';
import { openShop } from '../neighbourhood.ts';
import { handoversWithBooks } from './handover-floor.ts';

/** Every row of every table, but for the ids of transactions and events, and when an event was stored before another. */
async function leftIn(engine: Engine): Promise<Record<string, readonly string[]>> {
  const reader = readerOf(engine);
  const tables = await reader.rows<{ name: string }>(
    `SELECT "name" AS "name" FROM "sqlite_schema" WHERE "type" = 'table' AND "name" NOT GLOB 'sqlite_*'`,
  );
  const left: Record<string, readonly string[]> = {};
  for (const { name } of tables) {
    const rows = await reader.rows<Readonly<Record<string, unknown>>>(
      rowsSql[name] ?? `SELECT * FROM "${name}"`,
    );
    left[name] = rows.map((row) => JSON.stringify(row)).toSorted();
  }
  return left;
}

const rowsSql: Readonly<Record<string, string>> = {
  events: `SELECT "type", "subject", "actor", "occurredAt", "recordedAt", "data" FROM "events"`,
  ledger_transactions: `SELECT "type", "subject", "postedAt" FROM "ledger_transactions"`,
  ledger_entries: `SELECT t."type", t."subject", e."position", e."account", e."amount", e."postedAt", e."campaignId", e."variantId",
      e."supplierId", e."leaderId", e."communityId", e."orderId", e."orderLineId", e."kind", e."reason", e."fault"
    FROM "ledger_entries" AS e JOIN "ledger_transactions" AS t ON t."id" = e."transactionId"`,
};

async function readyShop() {
  const engine = await libsqlEngine({ url: ':memory:' });
  await plantReady(engine, 12);
  return { engine, tuan: openShop(engine) };
}

test('the floor of a sync leaves what our own road leaves: the same rows in every table', async () => {
  const [ours, floor] = [await readyShop(), await readyShop()];
  await syncAll(ours, 1000);
  await handOverAll(floor.engine, handoversWithBooks);
  const left = await leftIn(ours.engine);
  expect(left.handovers).toHaveLength(12);
  expect(left.ledger_entries?.filter((row) => row.includes('"line.completed"'))).toHaveLength(12 * 3 * 6);
  expect(await leftIn(floor.engine)).toEqual(left);
  await ours.engine.close?.();
  await floor.engine.close?.();
}, 30_000);
