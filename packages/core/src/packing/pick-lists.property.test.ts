import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planted, testShop } from '../testing/index.ts';
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

test('sheets by product, by point and by household have equal totals, and basket numbers stay, whatever is lost or called off', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(wish, { minLength: 1, maxLength: 7 }),
      fc.double({ min: 0.3, max: 1, noNaN: true }),
      fc.array(fc.nat(6), { maxLength: 3 }),
      async (wishes, share, off) => {
        const shop = await testShop();
        const orders: string[] = [];
        for (const [position, { name, pieces, egg, away }] of wishes.entries()) {
          shop.now += 1000;
          const goods = egg ? { offerId: planted.eggOffer } : {};
          const place = away ? { pickupPointId: planted.otherPoint } : {};
          // A neighbour at two points has two baskets.
          const paid = { payment: 'atPickup' as const };
          const { id } = await neighbourOrders(shop, {
            name: `${name}`,
            pieces: pieces + (position % 2),
            ...goods,
            ...place,
            ...paid,
          });
          orders.push(id);
        }
        const apples = sum(wishes.map(({ pieces, egg }, position) => (egg ? 0 : pieces + (position % 2))));
        await shareOutGoods(shop, Math.max(1, Math.floor(apples * share)));
        const before = await shop.tuan.pickLists.get({ campaignId });
        for (const position of off) {
          const orderId = orders[position];
          if (orderId === undefined) continue;
          const { status } = await shop.tuan.orders.get({ orderId });
          if (status === 'confirmed')
            await shop.tuan.orders.withdraw({ orderId, reason: '送错', fault: 'shop' });
        }
        const list = await shop.tuan.pickLists.get({ campaignId });
        const byBasket = list.points.flatMap(({ baskets }) => baskets.flatMap(({ lines }) => lines));
        const byPoint = list.points.flatMap(({ totals }) => totals);
        const stored = await shop.tuan.reader.rows<{ pieces: number }>(
          `SELECT coalesce(sum("allocated" - "lost" - "withdrawn"), 0) AS "pieces" FROM "order_lines" WHERE "allocated" IS NOT NULL`,
        );
        const wanted = stored[0]?.pieces;
        expect(list.pieces).toBe(wanted);
        for (const goods of [byBasket, byPoint, list.products])
          expect(sum(goods.map(({ pieces }) => pieces))).toBe(wanted);
        expect(sum(list.products.flatMap(({ points }) => points.map(({ pieces }) => pieces)))).toBe(wanted);
        for (const { variantId, pieces } of list.products) {
          expect(
            sum(byBasket.filter((line) => line.variantId === variantId).map((line) => line.pieces)),
          ).toBe(pieces);
          expect(sum(byPoint.filter((line) => line.variantId === variantId).map((line) => line.pieces))).toBe(
            pieces,
          );
        }
        // The same in the files: by basket and by point as CSV and sheet by sheet, by product by its totals.
        const figures = (rows: readonly (readonly unknown[])[], column: number) =>
          sum(rows.map((row) => Number(row[column])));
        const baskets = sheetOfPickList(list, 'zh-CN');
        expect(figures(baskets.rows, 4)).toBe(wanted);
        expect(sum((baskets.sheets ?? []).slice(2).map(({ rows }) => figures(rows, 3)))).toBe(wanted);
        const crates = sheetOfCrates(list, 'en');
        expect(figures(crates.rows, 3)).toBe(wanted);
        expect(sum((crates.sheets ?? []).slice(1).map(({ rows }) => figures(rows, 1)))).toBe(wanted);
        expect(
          figures(
            sheetOfProducts(list, 'en').rows.filter((row) => row[1] === 'Total'),
            2,
          ),
        ).toBe(wanted);
        // Whoever is still there has the number of before.
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
        await shop.audit();
        await shop.close();
      },
    ),
    { numRuns: 15 },
  );
}, 60_000);
