import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Fault } from '../testing/faults.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, buyApples } from '../testing/ready-orders.ts';
import { auditDatabase } from './audit-database.ts';
import { pickupInvariants } from './pickup.ts';

let shop: TestShop;

/** One order taken by somebody else, one moved, and one that nobody fetched and that a charity gets. */
beforeAll(async () => {
  shop = await testShop({ policies: { uncollected: 'donate', uncollectedCharity: '阳光敬老院' } });
  const orderIds: string[] = [];
  for (const reference of ['till-1', 'till-2', 'till-3'])
    orderIds.push((await buyApples(shop, 2, reference)).id);
  await arrive(shop, orderIds);
  const [taken = '', moved = '', left = ''] = orderIds;
  const { collector } = await shop.tuan.pickups.allowCollector({ orderId: taken, name: '王建国' });
  const takenBy = { code: collector?.code ?? '' };
  await shop.tuan.pickups.handOver({ orderId: taken, handoverId: 'phone-a-1', takenBy });
  await shop.tuan.pickups.moveOrders({ orderIds: [moved], toPointId: planted.otherPoint });
  shop.at('2026-11-25T20:30:00+08:00');
  await shop.tuan.pickups.closeUncollected({ orderIds: [moved, left] });
});
afterAll(() => shop.close());

const run = (statements: readonly string[]) =>
  shop.tuan.engine.run(statements.map((sql) => ({ sql, params: [] })));

async function brokenNames(): Promise<readonly string[]> {
  const { broken } = await auditDatabase(shop.tuan.reader);
  return broken.map(({ invariant }) => invariant).filter((name) => !name.endsWith('_history'));
}

const faults: Readonly<Record<string, Fault>> = {
  order_point: [
    [`UPDATE "order_lines" SET "pickupPointId" = 'pnt_east' WHERE "pickupPointId" = 'pnt_west'`],
    [
      `UPDATE "order_lines" SET "pickupPointId" = 'pnt_west' WHERE "orderId" IN (SELECT "orderId" FROM "order_moves")`,
    ],
  ],
  collected_by_others: [
    [`UPDATE "handovers" SET "takenBy" = NULL`],
    [`UPDATE "handovers" SET "takenBy" = '王建国'`],
  ],
  donated_goods: [
    [`UPDATE "donations" SET "pieces" = "pieces" + 1`],
    [`UPDATE "donations" SET "pieces" = "pieces" - 1`],
  ],
};

test('audit: moves, consents and donations made by their verbs break nothing', async () => {
  expect(await brokenNames()).toEqual([]);
});

test.each(Object.entries(faults))(
  'audit %s: a planted fault is named, and nothing else',
  async (name, [breaks, mends]) => {
    await run(breaks);
    const broken = await brokenNames();
    await run(mends);
    expect(broken).toEqual([name]);
    expect(await brokenNames()).toEqual([]);
  },
);

test('audit: every rule of collecting has a planted fault', () => {
  expect(Object.keys(faults).toSorted()).toEqual(pickupInvariants.map(({ name }) => name).toSorted());
});
