import { afterAll, beforeAll, expect, test } from 'vitest';
import { added, type Fault } from '../testing/faults.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { shareOutGoods } from '../testing/shared-out.ts';
import { auditDatabase } from './audit-database.ts';
import { packingInvariants } from './packing.ts';

let shop: TestShop;

/** Two baskets: of one everything is packed and one scan taken back, of the other nothing. */
beforeAll(async () => {
  shop = await testShop();
  const { campaign: campaignId } = planted;
  const { id: orderId } = await neighbourOrders(shop, { name: '王姐', pieces: 3 });
  await neighbourOrders(shop, { name: '李叔', pieces: 2 });
  await shareOutGoods(shop);
  await shop.tuan.packing.scan({ campaignId, scanId: 'phone-a-1', orderId });
  await shop.tuan.packing.undo({ scanId: 'phone-a-1' });
  await shop.tuan.packing.scan({ campaignId, scanId: 'phone-a-2', orderId });
});
afterAll(() => shop.close());

async function run(...statements: readonly string[]): Promise<void> {
  await shop.tuan.engine.run(statements.map((sql) => ({ sql, params: [] })));
}

async function brokenNames(): Promise<readonly string[]> {
  const { broken } = await auditDatabase(shop.tuan.reader);
  return broken.map(({ invariant }) => invariant).filter((name) => !name.endsWith('_history'));
}

const faults: Readonly<Record<string, Fault>> = {
  line_packed: added('packed_lines', 'pieces', 'TRUE', -1),
  line_packed_most: [
    [
      `UPDATE "packed_lines" SET "pieces" = 9`,
      `UPDATE "packing_scans" SET "pieces" = 9 WHERE "scanId" = 'phone-a-2'`,
    ],
    [
      `UPDATE "packed_lines" SET "pieces" = 3`,
      `UPDATE "packing_scans" SET "pieces" = 3 WHERE "scanId" = 'phone-a-2'`,
    ],
  ],
  basket_household: added('baskets', 'number', '"number" = 1', 1),
};
const mendsOf: Readonly<Record<string, readonly string[]>> = {
  basket_household: [
    `UPDATE "baskets" SET "number" = 1 WHERE "orderId" IN (SELECT "orderId" FROM "packed_lines")`,
  ],
};

test('audit: packing by its verbs breaks nothing', async () => {
  expect(await brokenNames()).toEqual([]);
});

test.each(Object.entries(faults))(
  'audit %s: a planted fault is named, and nothing else',
  async (name, [breaks, mends]) => {
    await run(...breaks);
    const broken = await brokenNames();
    await run(...(mendsOf[name] ?? mends));
    expect(broken).toEqual([name]);
    expect(await brokenNames()).toEqual([]);
  },
);

test('audit: every invariant of packing has a planted fault', () => {
  expect(Object.keys(faults).toSorted()).toEqual(packingInvariants.map(({ name }) => name).toSorted());
});
