import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { interleave, planted, testShop, type TestShop, type TestShopOptions } from '../testing/index.ts';
import { buyToWeigh, weigh } from '../testing/weighed-apples.ts';
import { weighings } from './tables.ts';

const { campaign: campaignId } = planted;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

let shop: TestShop;
async function open(options: TestShopOptions = {}): Promise<void> {
  await shop.close();
  shop = await testShop(options);
}
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const read = (orderId: string) => shop.tuan.orders.get({ orderId });

describe('weighing again', () => {
  test('R27: a second weighing corrects: a larger drop refunds the rest, a smaller one never charges', async () => {
    const { orderId, lineId } = await buyToWeigh(shop, 3);
    const given: number[] = [];
    for (const grams of [1432, 1400, 1490, 1400, 1399]) {
      const { refundTotal } = await weigh(shop, lineId, grams);
      given.push(refundTotal.amount);
    }
    expect(given).toEqual([136, 64, 0, 0, 2]);
    expect(await read(orderId)).toMatchObject({
      refunded: yuan(202),
      lines: [{ net: yuan(2798), weight: { grams: 1399, given: yuan(202) } }],
    });
  });

  test('the same weight twice changes nothing and answers the same', async () => {
    const { lineId } = await buyToWeigh(shop, 3);
    const first = await weigh(shop, lineId, 1432);
    const events = await shop.tuan.reader.rows('SELECT "id" FROM "events"');
    shop.now += 60_000;
    const again = await weigh(shop, lineId, 1432);
    expect(again).toEqual({
      ...first,
      refundTotal: yuan(0),
      lines: [{ ...first.lines[0], given: yuan(0), refundId: null }],
    });
    expect(await shop.tuan.reader.rows('SELECT "id" FROM "events"')).toEqual(events);
    expect(await shop.tuan.reader.table(weighings, 'TRUE')).toHaveLength(1);
  });

  test('weighed by two scales at once: the difference goes back once', async () => {
    const { orderId, lineId } = await buyToWeigh(shop, 3);
    const lines = [{ orderLineId: lineId, grams: 1432 }];
    interleave(shop, (other) => other.weighings.record({ campaignId, lines }));
    expect(await weigh(shop, lineId, 1432)).toMatchObject({
      refundTotal: yuan(0),
      lines: [{ drop: yuan(136) }],
    });
    expect((await read(orderId)).refunded).toEqual(yuan(136));
  });

  test('fewer pieces since: their part of the drop went with them', async () => {
    const { orderId, lineId } = await buyToWeigh(shop, 3);
    await weigh(shop, lineId, 1432);
    shop.at('2026-11-24T14:00:00+08:00');
    const { data } = await shop.tuan.deliveryRuns.plan({ campaignId });
    const [run] = data;
    const [stop] = run?.stops ?? [];
    await shop.tuan.deliveryRuns.start({ runId: run?.id ?? '' });
    await shop.tuan.deliveryRuns.handOverStop({
      runId: run?.id ?? '',
      stopId: stop?.id ?? '',
      signedBy: '小陈',
      lines: [{ variantId: planted.apple, missing: 1 }],
    });
    // 2 斤 are left of 28.64, at 19.09. They weigh 700 g: 14.00 is what they are worth.
    expect((await read(orderId)).refunded).toEqual(yuan(136 + 955));
    expect(await weigh(shop, lineId, 700)).toMatchObject({
      refundTotal: yuan(600 - 91),
      lines: [{ pieces: 2 }],
    });
    expect((await read(orderId)).refunded).toEqual(yuan(3000 - 1400));
  });

  test('a piece given back before or after the weighing: the customer keeps paying the same', async () => {
    const left: number[] = [];
    for (const first of ['weight', 'piece']) {
      await open();
      const { orderId, lineId } = await buyToWeigh(shop, 3);
      const piece = { orderId, lineId, pieces: 1, reason: '碰伤', fault: 'shop' as const };
      if (first === 'piece') await shop.tuan.orders.refund(piece);
      await weigh(shop, lineId, 1432);
      if (first === 'weight') await shop.tuan.orders.refund(piece);
      const { paid, refunded } = await read(orderId);
      left.push(paid.amount - refunded.amount);
    }
    expect(left).toEqual([1909, 1909]);
  });
});

describe('R27: the weight waiver', () => {
  test('a difference within it is not given back, one above it whole', async () => {
    await open({ policies: { weightWaiver: 100 } });
    const { orderId, lineId } = await buyToWeigh(shop, 3);
    expect(await weigh(shop, lineId, 1450)).toMatchObject({
      refundTotal: yuan(0),
      lines: [{ waived: true }],
    });
    expect(await weigh(shop, lineId, 1449)).toMatchObject({
      refundTotal: yuan(102),
      lines: [{ waived: false }],
    });
    expect((await read(orderId)).refunded).toEqual(yuan(102));
  });
});
