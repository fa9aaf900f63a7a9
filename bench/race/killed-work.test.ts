import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { TestShop } from '../../packages/core/src/testing/index.ts';
import { patience, runsOf } from '../../packages/core/src/testing/runs.ts';
import { doLongWork, plantLongWork } from './long-work.ts';
import { withFileShop } from './two-processes.ts';

/*
 * A machine may lose its power at any moment of a cutoff, a closing, a month's statements. Whoever goes on afterwards
 * finds each chunk whole or not there at all, and comes to the result of a night in which nothing happened.
 */

/** After how many commits a process is killed, one after the other, and how many milliseconds later at the most. */
const kills = [1, 2, 4, 1, 6, 3, 9, 2];
const laterMax = 10;
const runs = runsOf(1);

const sums = [
  `SELECT "status" AS "s", "cancelReason" AS "c", count(*) AS "n", sum("amountDue") AS "d", sum("refunded") AS "r" FROM "orders" GROUP BY 1, 2 ORDER BY 1, 2`,
  `SELECT "offerId" AS "o", sum("net") AS "n", sum("refunded") AS "r", sum("handedOver") AS "h", sum("uncollected") AS "u", sum("short") AS "s", sum("cost") AS "c" FROM "order_lines" GROUP BY 1 ORDER BY 1`,
  `SELECT "id" AS "i", "status" AS "t", "sold" AS "s", "firm" AS "f" FROM "offers" ORDER BY "id"`,
  `SELECT "reason" AS "r", count(*) AS "n", sum("amount") AS "a" FROM "refunds" GROUP BY 1 ORDER BY 1`,
  `SELECT "kind" AS "k", "doneAt" IS NULL AS "open", count(*) AS "n" FROM "freeze_refunds" GROUP BY 1, 2 ORDER BY 1, 2`,
  `SELECT "status" AS "s", count(*) AS "n", sum("unsettledLines") AS "u" FROM "purchase_orders" GROUP BY 1 ORDER BY 1`,
  `SELECT "type" AS "t", count(*) AS "n" FROM "events" GROUP BY 1 ORDER BY 1`,
  `SELECT * FROM "leader_accounts" ORDER BY "leaderId"`,
  `SELECT "leaderId" AS "l", "total" AS "t", "balance" AS "b" FROM "statements" ORDER BY "leaderId"`,
  `SELECT "leaderId" AS "l", "split" AS "s", "total" AS "t" FROM "settlements" ORDER BY "leaderId"`,
  `SELECT "account" AS "a", sum("amount") AS "s" FROM "ledger_entries" GROUP BY 1 ORDER BY 1`,
];

/** What came of it, without ids. */
const resultOf = ({ tuan }: TestShop) => tuan.reader.together(sums.map((sql) => ({ sql, params: [] })));

/** How far it is, as rows tell: what the freeze owes, what a closing has to settle, who has not come, what is not earned. */
const far = `SELECT (SELECT count(*) FROM "freezes") AS "frozen", (SELECT count(*) FROM "freeze_refunds" WHERE "doneAt" IS NULL) AS "owed",
  (SELECT coalesce(sum("unsettledLines"), 0) FROM "purchase_orders") AS "unsettled",
  (SELECT count(*) FROM "orders" WHERE "status" = 'ready') AS "ready",
  (SELECT count(*) FROM "commission_entries" WHERE "status" = 'accrued') AS "accrued",
  (SELECT count(*) FROM "statements") AS "statements"`;

async function undisturbed() {
  let result: Awaited<ReturnType<typeof resultOf>> = [];
  await withFileShop({}, async (shop) => {
    await plantLongWork(shop);
    await doLongWork(shop.tuan, (now) => (shop.now = now));
    result = await resultOf(shop);
  });
  return result;
}

/** Begins the work, or goes on with it, and is killed after so many commits; answers whether it came to an end before. */
async function workAndKill(words: readonly string[], commits: number): Promise<boolean> {
  const child = fork(join(import.meta.dirname, 'long-worker.ts'), words);
  let seen = 0;
  child.on('message', () => {
    seen += 1;
    if (seen === commits) void pause(Math.random() * laterMax).then(() => child.kill('SIGKILL'));
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  if (signal === 'SIGKILL') return false;
  expect(code).toBe(0);
  return true;
}

/** The same work by processes that are killed, every other one with a thread that writes. */
async function disturbed() {
  let result: Awaited<ReturnType<typeof resultOf>> = [];
  await withFileShop({}, async (shop, file) => {
    await plantLongWork(shop);
    const stages = new Set<string>();
    let ended = false;
    for (const [place, commits] of kills.entries()) {
      ended = await workAndKill([file, place % 2 === 0 ? 'here' : 'aside'], commits);
      if (ended) break;
      await shop.audit();
      stages.add(JSON.stringify(await shop.tuan.reader.rows(far)));
    }
    // Each death left another state behind, which the rows tell apart.
    expect(stages.size).toBeGreaterThan(3);
    if (!ended) expect(await workAndKill([file], Infinity)).toBe(true);
    result = await resultOf(shop);
  });
  return result;
}

test(
  'cutoff, closing, statements and settlements: whatever process is killed on the way, the next goes on, and the result is that of a quiet night',
  async () => {
    const quiet = await undisturbed();
    expect(quiet[3]).toEqual([
      { r: 'offerFailed', n: 600, a: 600 * 3280 },
      { r: 'short', n: expect.any(Number), a: expect.any(Number) },
    ]);
    for (let run = 0; run < runs; run += 1) expect(await disturbed()).toEqual(quiet);
  },
  patience(180_000),
);
