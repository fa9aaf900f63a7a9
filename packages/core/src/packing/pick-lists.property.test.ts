import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PickList } from '../delivery/pick-list-schemas.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { shareOutGoods } from '../testing/shared-out.ts';
import { sheetOfCrates, sheetOfPickList, sheetOfProducts } from './pick-list-sheets.ts';

const { campaign: campaignId } = planted;
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const wish = fc.record({
  name: fc.constantFrom('王姐', '李叔', '赵姨', '小陈'),
  pieces: fc.integer({ min: 1, max: 6 }),
  egg: fc.boolean(),
  away: fc.boolean(),
});
type Wish = typeof wish extends fc.Arbitrary<infer One> ? One : never;

test('sheets by product, by point and by household have equal totals, and basket numbers stay, whatever is lost or called off', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(wish, { minLength: 1, maxLength: 7 }),
      fc.double({ min: 0.3, max: 1, noNaN: true }),
      fc.array(fc.nat(6), { maxLength: 3 }),
      async (wishes, share, off) => {
        const shop = await testShop();
        const orders = await order(shop, wishes);
        const apples = sum(wishes.map(({ pieces, egg }, position) => (egg ? 0 : pieces + (position % 2))));
        await shareOutGoods(shop, Math.max(1, Math.floor(apples * share)));
        const before = await shop.tuan.pickLists.get({ campaignId });
        await callOff(
          shop,
          off.flatMap((position) => orders[position] ?? []),
        );
        const list = await shop.tuan.pickLists.get({ campaignId });
        const wanted = await storedPieces(shop);
        expectTotals(list, wanted);
        expectTotalsInFiles(list, wanted);
        expectNumbersStay(before, list);
        await shop.audit();
        await shop.close();
      },
    ),
    { numRuns: 15 },
  );
}, 60_000);

async function order(shop: TestShop, wishes: readonly Wish[]): Promise<readonly string[]> {
  const orders: string[] = [];
  for (const [position, { name, pieces, egg, away }] of wishes.entries()) {
    shop.now += 1000;
    const goods = egg ? { offerId: planted.eggOffer } : {};
    const place = away ? { pickupPointId: planted.otherPoint } : {};
    // A neighbour at two points has two baskets.
    const paid = { payment: 'atPickup' as const };
    const { id } = await neighbourOrders(shop, {
      name,
      pieces: pieces + (position % 2),
      ...goods,
      ...place,
      ...paid,
    });
    orders.push(id);
  }
  return orders;
}

async function callOff(shop: TestShop, orderIds: readonly string[]): Promise<void> {
  for (const orderId of orderIds) {
    const { status } = await shop.tuan.orders.get({ orderId });
    if (status === 'confirmed') await shop.tuan.orders.withdraw({ orderId, reason: '送错', fault: 'shop' });
  }
}

async function storedPieces(shop: TestShop): Promise<number | undefined> {
  const stored = await shop.tuan.reader.rows<{ pieces: number }>(
    `SELECT coalesce(sum("allocated" - "lost" - "withdrawn"), 0) AS "pieces" FROM "order_lines" WHERE "allocated" IS NOT NULL`,
  );
  return stored[0]?.pieces;
}

function expectTotals(list: PickList, wanted: number | undefined): void {
  const byBasket = list.points.flatMap(({ baskets }) => baskets.flatMap(({ lines }) => lines));
  const byPoint = list.points.flatMap(({ totals }) => totals);
  expect(list.pieces).toBe(wanted);
  for (const goods of [byBasket, byPoint, list.products])
    expect(sum(goods.map(({ pieces }) => pieces))).toBe(wanted);
  expect(sum(list.products.flatMap(({ points }) => points.map(({ pieces }) => pieces)))).toBe(wanted);
  for (const { variantId, pieces } of list.products)
    for (const goods of [byBasket, byPoint])
      expect(sum(goods.filter((line) => line.variantId === variantId).map((line) => line.pieces))).toBe(
        pieces,
      );
}

/** The same in the files: by basket and by point as CSV and sheet by sheet, by product by its totals. */
function expectTotalsInFiles(list: PickList, wanted: number | undefined): void {
  const figures = (rows: readonly (readonly unknown[])[], column: number) =>
    // A list without goods has a sentence in place of rows, which counts nothing.
    sum(rows.map((row) => Number(row[column] ?? 0)));
  const baskets = sheetOfPickList(list, 'zh-CN');
  expect(figures(baskets.rows, 4)).toBe(wanted);
  expect(sum((baskets.sheets ?? []).slice(2).map(({ rows }) => figures(rows, 3)))).toBe(wanted);
  const crates = sheetOfCrates(list, 'en');
  expect(figures(crates.rows, 3)).toBe(wanted);
  expect(sum((crates.sheets ?? []).slice(1).map(({ rows }) => figures(rows, 1)))).toBe(wanted);
  const totals = sheetOfProducts(list, 'en').rows.filter((row) => row[1] === 'Total');
  expect(figures(totals, 2)).toBe(wanted);
}

/** Whoever is still there has the number of before. */
function expectNumbersStay(before: PickList, list: PickList): void {
  const numbers = new Map(
    before.points.flatMap((one) =>
      one.baskets.map(({ orderId, number }) => [orderId, `${one.pickupPointId} ${String(number)}`]),
    ),
  );
  for (const one of list.points)
    for (const { orderIds, number } of one.baskets) {
      const known = orderIds.flatMap((orderId) => numbers.get(orderId) ?? []);
      expect(known.every((text) => text === `${one.pickupPointId} ${String(number)}`)).toBe(true);
    }
}
