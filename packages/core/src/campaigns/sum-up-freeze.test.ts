import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freezeToday } from '../testing/freeze-today.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { patience, runsOf } from '../testing/runs.ts';
import { offers } from './tables.ts';

const { campaign: campaignId, apple, egg, appleOffer, eggOffer, point, otherPoint } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const goods = () =>
  shop.tuan.reader.rows(
    `SELECT "offerId", "lines", "pieces", "net" FROM "frozen_goods" ORDER BY "freezeId", "offerId"`,
  );
const crates = () =>
  shop.tuan.reader.rows(
    `SELECT "pickupPointId", "variantId", "pieces" FROM "frozen_crates" ORDER BY "freezeId", "pickupPointId", "variantId"`,
  );

test('R19: a freeze writes what it fixed by offer and by pickup point, and later changes leave it as it is', async () => {
  const first = await neighbourOrders(shop, { name: 'A', pieces: 3 });
  await neighbourOrders(shop, { name: 'B', pieces: 4 });
  await neighbourOrders(shop, { name: 'C', pieces: 2, pickupPointId: otherPoint });
  await neighbourOrders(shop, { name: 'D', pieces: 1, offerId: eggOffer });
  await freezeToday(shop);
  const fixed = [
    { offerId: appleOffer, lines: 3, pieces: 9, net: 9000 },
    { offerId: eggOffer, lines: 1, pieces: 1, net: 3280 },
  ];
  const byPoint = [
    { pickupPointId: point, variantId: apple, pieces: 7 },
    { pickupPointId: point, variantId: egg, pieces: 1 },
    { pickupPointId: otherPoint, variantId: apple, pieces: 2 },
  ];
  expect(await goods()).toEqual(fixed);
  expect(await crates()).toEqual(byPoint);
  await shop.tuan.orders.withdraw({ orderId: first.id, reason: '搬家', fault: 'shop' });
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId });
  expect(data[0]?.lines.map(({ needed }) => needed).toSorted()).toEqual([1, 6]);
  expect(await goods()).toEqual(fixed);
  expect(await crates()).toEqual(byPoint);
});

test('C22: goods that are sold until one cutoff and given away until another are told apart by pickup point', async () => {
  await shop.plant((work) => {
    const sold = work.get(offers, appleOffer);
    const closesAt = Date.parse('2026-11-23T20:00:00+08:00');
    work.insert(offers, { ...sold, id: 'off_early', closesAt, sold: 0, firm: 0, version: 0 });
    return null;
  });
  await neighbourOrders(shop, { name: 'A', pieces: 3, offerId: 'off_early' });
  await neighbourOrders(shop, { name: 'B', pieces: 5, offerId: 'off_early', pickupPointId: otherPoint });
  shop.at('2026-11-23T20:10:00+08:00');
  await shop.tuan.campaigns.freeze({ campaignId });
  await neighbourOrders(shop, { name: 'C', pieces: 4 });
  await freezeToday(shop);
  expect(await crates()).toEqual([
    { pickupPointId: point, variantId: apple, pieces: 3 },
    { pickupPointId: otherPoint, variantId: apple, pieces: 5 },
    { pickupPointId: point, variantId: apple, pieces: 4 },
  ]);
});

const wish = fc.record({
  lines: fc.uniqueArray(
    fc.record({ offerId: fc.constantFrom(appleOffer, eggOffer), pieces: fc.integer({ min: 1, max: 6 }) }),
    { minLength: 1, maxLength: 2, selector: ({ offerId }) => offerId },
  ),
  away: fc.boolean(),
  fate: fc.constantFrom('kept', 'kept', 'cancelled', 'reduced', 'refunded'),
});
type Wish = typeof wish extends fc.Arbitrary<infer One> ? One : never;

async function order({ lines, away, fate }: Wish, position: number): Promise<void> {
  shop.now += 1000;
  const { total } = await shop.tuan.orders.quote({ campaignId, lines });
  const { id: orderId, ...placed } = await shop.tuan.orders.place({
    campaignId,
    customer: { nickname: `N${String(position)}` },
    leaderId: planted.leader,
    pickupPointId: away ? otherPoint : point,
    lines,
    payment: position % 3 === 0 ? 'atPickup' : { amount: total, reference: `till ${String(position)}` },
  });
  const [line] = placed.lines;
  if (fate === 'cancelled') await shop.tuan.orders.cancel({ orderId });
  if (fate === 'reduced')
    await shop.tuan.orders.reduce({ orderId, lines: [{ lineId: line?.id ?? '', pieces: 1 }] });
  if (fate === 'refunded') {
    const amount = { amount: 100, currency: 'CNY' };
    await shop.tuan.orders.refund({ orderId, lineId: line?.id ?? '', amount, reason: '碰伤', fault: 'shop' });
  }
}

test(
  'R19: whatever was ordered, cancelled, reduced and refunded, the totals of a freeze are those of its lines',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { maxLength: 8 }), fc.boolean(), async (wishes, eggsFail) => {
        await shop.close();
        shop = await testShop();
        if (eggsFail)
          await shop.tuan.campaigns.putOffers({ campaignId, offers: [{ variantId: egg, minimum: 12 }] });
        for (const [position, one] of wishes.entries()) await order(one, position);
        await freezeToday(shop);
        const [counted] = await shop.tuan.reader.rows(
          `SELECT count(DISTINCT "orderId") AS "orders", count(*) AS "lines", coalesce(sum("firmPieces"), 0) AS "pieces",
          coalesce(sum("net" - "refunded"), 0) AS "net" FROM "order_lines" WHERE "firmPieces" > 0`,
        );
        expect(
          await shop.tuan.reader.rows(`SELECT "orders", "lines", "pieces", "net" FROM "freezes"`),
        ).toEqual([counted]);
        await shop.audit();
      }),
      { numRuns: runsOf(15) },
    );
  },
  patience(60_000),
);
