import { afterEach, beforeEach, expect, test } from 'vitest';
import { loseGoods } from '../purchasing/lose-goods.ts';
import { orderLines } from '../orders/tables.ts';
import { suppliers } from '../suppliers/tables.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { plantStock } from '../testing/plant-stock.ts';
import { neighbourOrders } from '../testing/neighbours.ts';

const { campaign: campaignId, apple } = planted;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const market = 'sup_market';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
  await shop.plant((work, { now }) => {
    const stamps = { createdAt: now, updatedAt: now };
    return work.insert(suppliers, { id: market, externalId: '早市', name: '早市', ...stamps }).id;
  });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

/** Apples of one neighbour, received as said, delivered and handed over. */
async function collected(pieces: number, ...receipts: readonly Readonly<Record<string, unknown>>[]) {
  const { id: orderId, lines } = await neighbourOrders(shop, { name: '王姐', pieces });
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId });
  const purchaseOrderId = data[0]?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  for (const receipt of receipts)
    await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines: [{ variantId: apple, ...receipt }] });
  shop.now += 1000;
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  shop.at('2026-11-24T14:00:00+08:00');
  for (const { id: runId, stops } of (await shop.tuan.deliveryRuns.plan({ campaignId })).data) {
    await shop.tuan.deliveryRuns.start({ runId });
    for (const { id: stopId } of stops)
      await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '小陈' });
  }
  shop.at('2026-11-24T16:00:00+08:00');
  await shop.tuan.pickups.handOver({ orderId, handoverId: 'phone-0001' });
  return { orderId, lineId: lines[0]?.id ?? '', purchaseOrderId };
}

async function claimed(orderLineId: string, amount: number) {
  const claim = await shop.tuan.claims.open({ orderLineId, reason: '不新鲜', amount: yuan(amount) });
  return shop.tuan.claims.approve({ claimId: claim.id, faultShares: { supplier: 10_000 } });
}

/** What each supplier was charged, in minor units. */
async function charged(): Promise<Readonly<Record<string, number>>> {
  const rows = await shop.tuan.reader.rows<{ supplierId: string; amount: number }>(
    `SELECT "supplierId" AS "supplierId", sum("amount") AS "amount" FROM "ledger_entries"
      WHERE "account" = 2400 AND "fault" = 'supplier' GROUP BY "supplierId"`,
  );
  return Object.fromEntries(rows.map(({ supplierId, amount }) => [supplierId, amount]));
}

test('R33: a claim charges who really sold the goods, not the planned supplier (R25)', async () => {
  const { lineId } = await collected(10, { accepted: 10, supplierId: market });
  const claim = await claimed(lineId, 2000);
  expect(claim.supplierId).toBe(market);
  expect(await charged()).toEqual({ [market]: 1600 });
  expect(await shop.tuan.supplierStatements.forecast({ supplierId: market, month: '2026-11' })).toMatchObject(
    { accepted: yuan(8000), recoveries: yuan(1600), volume: yuan(6400) },
  );
});

test('R33: goods of two sellers are shared by pieces, with the largest remainder', async () => {
  const { lineId } = await collected(3, { accepted: 1 }, { accepted: 2, supplierId: market });
  const claim = await claimed(lineId, 1000);
  // 8.00 of cost over 1 and 2 pieces: 2.67 and 5.33.
  expect(await charged()).toEqual({ [planted.supplier]: 267, [market]: 533 });
  expect(claim.supplierId).toBe(market);
});

test('R33: goods from stock are not counted as the planned supplier’s', async () => {
  await plantStock(shop, apple, 6, 4800);
  const { lineId } = await collected(10, { accepted: 4, supplierId: market });
  const claim = await claimed(lineId, 2000);
  expect(claim.supplierId).toBe(market);
  expect(await charged()).toEqual({ [market]: 1600 });
});

test('R33: goods that came from stock alone are the planned supplier’s, for nobody else is known', async () => {
  await plantStock(shop, apple, 20, 16_000);
  const { lineId } = await collected(10);
  await claimed(lineId, 2000);
  expect(await charged()).toEqual({ [planted.supplier]: 1600 });
});

test('R33: what came after the closing, or went back, was never in the bag', async () => {
  const { lineId, purchaseOrderId } = await collected(
    10,
    { accepted: 5, supplierId: market },
    { accepted: 5 },
  );
  await shop.tuan.purchaseOrders.receive({
    purchaseOrderId,
    lines: [{ variantId: apple, accepted: 10, supplierId: market, over: true }],
  });
  await claimed(lineId, 1000);
  expect(await charged()).toEqual({ [planted.supplier]: 400, [market]: 400 });
});

test('R33: a supplier who answers for lost goods bears them, by pieces of who sold them', async () => {
  await neighbourOrders(shop, { name: '王姐', pieces: 4 });
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId });
  const purchaseOrderId = data[0]?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  const lines = [
    { variantId: apple, accepted: 3, supplierId: market },
    { variantId: apple, accepted: 1 },
  ];
  await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines });
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  await shop.plant((work, context) => {
    const [line] = work.list(orderLines, { campaignId, offerId: planted.appleOffer, variantId: apple });
    if (!line) throw new Error('the line was placed');
    work.set(orderLines, line, { lost: 1 });
    const loss = { pieces: 1, stage: 'sorting', reason: '烂', fault: 'supplier', source: 'planted' } as const;
    loseGoods(work, line, loss, context);
    return null;
  });
  expect(await charged()).toEqual({ [planted.supplier]: 200, [market]: 600 });
  expect((await shop.tuan.reports.profit({ by: 'campaign' })).data).toMatchObject([
    { shrinkage: yuan(800), recoveries: yuan(800) },
  ]);
});
