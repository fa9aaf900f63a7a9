import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freezeToday } from '../testing/freeze-today.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { meanwhile } from '../testing/meanwhile.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { acceptGoods } from '../testing/supplier-goods.ts';

const { campaign: campaignId, supplier: supplierId } = planted;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const tiers = [{ threshold: yuan(5_000_000), basisPoints: 300 }];

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
  await shop.tuan.rebateTiers.put({ supplierId, mode: 'whole', tiers });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

async function tick(at?: string): Promise<number> {
  if (at !== undefined) shop.at(at);
  const { steps } = await shop.tuan.tick();
  expect(steps.filter(({ problem }) => problem !== null)).toEqual([]);
  return steps.find(({ name }) => name === 'supplierStatements.create')?.done ?? -1;
}

const months = async () =>
  (await shop.tuan.supplierStatements.list({ supplierId })).data.map(({ month, rebate }) => [
    month,
    rebate.amount,
  ]);

test('R43: the month is stated when it is over in the zone of the shop, once, however often it ticks', async () => {
  await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 6_000_000);
  expect(await tick('2026-11-30T23:59:59.999+08:00')).toBe(0);
  expect(await tick('2026-12-01T00:00:00+08:00')).toBe(1);
  expect(await tick()).toBe(0);
  expect(await tick('2026-12-31T23:59:59+08:00')).toBe(0);
  expect(await months()).toEqual([['2026-11', 180_000]]);
  const events = await shop.tuan.reader.rows<{ occurredAt: number }>(
    `SELECT "occurredAt" AS "occurredAt" FROM "events" WHERE "type" = 'supplierStatement.created'`,
  );
  expect(events).toEqual([{ occurredAt: Date.parse('2026-12-01T00:00:00+08:00') }]);
});

test('two ticks at once state a month once', async () => {
  await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 6_000_000);
  shop.at('2026-12-01T00:05:00+08:00');
  meanwhile(shop, (other) => other.tick());
  await shop.tuan.tick();
  expect(await months()).toEqual([['2026-11', 180_000]]);
  expect((await shop.tuan.rebates.list({ supplierId })).due).toEqual(yuan(180_000));
});

test('a tick that slept for months states each of them, oldest first; a quiet one in between too', async () => {
  await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 6_000_000);
  await acceptGoods(shop, '2027-01-24T06:00:00+08:00', 5_000_100);
  expect(await tick('2027-02-01T00:00:00+08:00')).toBe(3);
  expect(await months()).toEqual([
    ['2027-01', 150_003],
    ['2026-12', 0],
    ['2026-11', 180_000],
  ]);
});

test('a month stated by hand for one supplier is made complete by the tick', async () => {
  await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 6_000_000);
  shop.at('2026-12-01T00:00:00+08:00');
  await shop.tuan.supplierStatements.create({ month: '2026-11', supplierId });
  expect(await tick()).toBe(0);
  expect(await months()).toEqual([['2026-11', 180_000]]);
});

describe('R43 through the verbs of a round: 50,010.00 received', () => {
  /** Apples at 8.00 for 50,000.00 and one box of eggs for 10.00, handed over on Tuesday; answers a line of 2 斤. */
  async function playRound(): Promise<string> {
    const { tuan } = shop;
    const { id: orderId, lines } = await neighbourOrders(shop, { name: '王姐', pieces: 2 });
    await neighbourOrders(shop, { name: '李叔', pieces: 1, offerId: planted.eggOffer });
    await freezeToday(shop);
    const { data } = await tuan.purchaseOrders.generate({ campaignId });
    const purchaseOrderId = data[0]?.id ?? '';
    await tuan.purchaseOrders.send({ purchaseOrderId });
    shop.at('2026-11-24T06:00:00+08:00');
    await tuan.purchaseOrders.receive({
      purchaseOrderId,
      lines: [
        { variantId: planted.apple, accepted: 6250, over: true },
        { variantId: planted.egg, accepted: 1, unitCost: yuan(1000) },
      ],
    });
    await tuan.purchaseOrders.close({ purchaseOrderId });
    for (const { id: runId, stops } of (await tuan.deliveryRuns.plan({ campaignId })).data) {
      await tuan.deliveryRuns.start({ runId });
      for (const { id: stopId } of stops)
        await tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '小陈' });
    }
    shop.at('2026-11-24T17:00:00+08:00');
    await tuan.pickups.handOver({ orderId, handoverId: 'phone-0001' });
    return lines[0]?.id ?? '';
  }

  /** Both 斤 are bad: 20.00 back, and the 16.00 that they did cost are the supplier's. */
  async function claim(orderLineId: string): Promise<void> {
    const { id: claimId } = await shop.tuan.claims.open({ orderLineId, reason: '烂', amount: yuan(2000) });
    await shop.tuan.claims.approve({ claimId, faultShares: { supplier: 10_000 } });
  }

  test('→ 1,500.30', async () => {
    await playRound();
    await tick('2026-12-01T00:00:00+08:00');
    expect(await months()).toEqual([['2026-11', 150_030]]);
  });

  test('a 16.00 claim before freezing → 49,994.00 → 0', async () => {
    const lineId = await playRound();
    shop.at('2026-11-25T09:00:00+08:00');
    await claim(lineId);
    await tick('2026-12-01T00:00:00+08:00');
    expect((await shop.tuan.supplierStatements.list({ supplierId })).data).toMatchObject([
      {
        month: '2026-11',
        accepted: yuan(5_001_000),
        deducted: yuan(1600),
        volume: yuan(4_999_400),
        rebate: yuan(0),
      },
    ]);
  });

  test('a 16.00 claim after freezing → stays, next month −16.00', async () => {
    const lineId = await playRound();
    await tick('2026-12-01T00:00:00+08:00');
    await claim(lineId);
    await tick('2027-01-01T00:00:00+08:00');
    expect((await shop.tuan.supplierStatements.list({ supplierId })).data).toMatchObject([
      { month: '2026-12', volume: yuan(-1600), rebate: yuan(0) },
      { month: '2026-11', volume: yuan(5_001_000), rebate: yuan(150_030) },
    ]);
  });

  test('goods sent back lower the volume of the month of their receipt', async () => {
    await playRound();
    const [order] = (await shop.tuan.purchaseOrders.list({ campaignId })).data;
    const wish = { purchaseOrderId: order?.id ?? '', variantId: planted.apple, pieces: 2, reason: '烂' };
    shop.at('2026-12-01T00:00:00+08:00');
    await shop.tuan.purchaseOrders.sendBack(wish);
    await tick();
    await shop.tuan.purchaseOrders.sendBack(wish);
    expect(await shop.tuan.supplierStatements.forecast({ supplierId, month: '2026-12' })).toMatchObject({
      deducted: yuan(1600),
      recoveries: yuan(3200),
    });
    expect((await shop.tuan.supplierStatements.list({ supplierId })).data).toMatchObject([
      { month: '2026-11', deducted: yuan(1600), volume: yuan(4_999_400), rebate: yuan(0) },
    ]);
  });
});
