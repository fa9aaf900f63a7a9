import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { libsqlEngine } from '../../packages/core/src/storage/libsql.ts';
import { planted, testShop, type TestShop } from '../../packages/core/src/testing/index.ts';
import { arrive, buyApples } from '../../packages/core/src/testing/ready-orders.ts';
import { patience } from '../../packages/core/src/testing/runs.ts';

const claimsEach = 12;

/** Claims on goods that were fetched, each of more than 3.00. */
async function openClaims(shop: TestShop, count: number): Promise<readonly string[]> {
  const orders = [];
  for (let number = 1; number <= count; number += 1)
    orders.push(await buyApples(shop, 1, `till-${String(number)}`));
  await arrive(
    shop,
    orders.map(({ id }) => id),
  );
  const ids: string[] = [];
  for (const { id: orderId, lines } of orders) {
    await shop.tuan.pickups.handOver({ orderId, handoverId: `phone-a-${orderId}` });
    const claim = { orderLineId: lines[0]?.id ?? '', reason: '不新鲜', pieces: 1 };
    ids.push((await shop.tuan.claims.open(claim)).id);
  }
  return ids;
}

async function approver(file: string, now: number, claimIds: readonly string[]): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'approver.ts'), [file, String(now), ...claimIds]);
  await once(child, 'message');
  return child;
}

async function race(child: ChildProcess): Promise<readonly string[]> {
  child.send('go');
  const [outcomes] = (await once(child, 'message')) as [readonly string[]];
  return outcomes;
}

test(
  'R32: a leader who approves 24 claims of 3.00 in two processes at once gives no more than the 20.00 of the day',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'opentuan-race-'));
    const file = join(folder, 'shop.db');
    const policies = { leaderApprovalMax: 2000, leaderApprovalDayMax: 2000 };
    const shop = await testShop({ policies, engine: await libsqlEngine({ url: `file:${file}` }) });
    const ids = await openClaims(shop, 2 * claimsEach);
    const halves = [ids.slice(0, claimsEach), ids.slice(claimsEach)];
    const children = await Promise.all(halves.map((half) => approver(file, shop.now, half)));
    try {
      const outcomes = (await Promise.all(children.map(race))).flat();
      expect(outcomes.filter((outcome) => outcome === 'approved')).toHaveLength(6);
      expect(new Set(outcomes)).toEqual(new Set(['approved', 'claim_above_leader_day']));
      const given = `SELECT sum("value") AS "given" FROM "claims" WHERE "decidedBy" = 'leader:${planted.leader}'`;
      expect(await shop.tuan.reader.rows(given)).toEqual([{ given: 1800 }]);
      await shop.audit();
    } finally {
      for (const child of children) child.kill();
      await shop.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  patience(60_000),
);
