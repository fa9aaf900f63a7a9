import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { plantStock } from '../testing/plant-stock.ts';
import { balances, posted } from '../testing/ready-orders.ts';
import { shareOutGoods } from '../testing/shared-out.ts';
import {
  broughtApples,
  leftOfOrder,
  loss,
  recordSpoilt,
  sortedApples,
  spoilt,
} from '../testing/spoilt-apples.ts';

const { campaign: campaignId, apple, point } = planted;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

type Wish = Parameters<typeof recordSpoilt>[1];
const record = (wish?: Wish) => recordSpoilt(shop, wish);

describe('C16: goods of orders', () => {
  test('R28: lost while sorting inside a point, those who ordered last come short there, and only there', async () => {
    const { first, second, elsewhere } = await sortedApples(shop);
    const preview = await shop.tuan.shrinkages.preview({ ...loss, pickupPointId: point });
    expect(preview).toMatchObject({
      pieces: 2,
      fromStock: 0,
      short: 2,
      refundTotal: yuan(2000),
      title: '苹果',
    });
    expect(preview.lines).toMatchObject([
      { orderId: second.id, wanted: 4, left: 2, short: 2, refund: yuan(2000) },
    ]);
    const lost = await record({ pickupPointId: 'external:P01', pictures: ['https://shop.example/1.jpg'] });
    expect(lost).toMatchObject({
      stage: 'sorting',
      pieces: 2,
      short: 2,
      fromStock: 0,
      cost: yuan(1600),
      faultShares: { shop: 10_000 },
      pickupPointId: point,
      pictures: ['https://shop.example/1.jpg'],
      recordedBy: 'system',
      lines: [{ orderId: second.id, pieces: 2, cost: yuan(1600) }],
    });
    expect(await leftOfOrder(shop, first.id)).toEqual({ status: 'confirmed', refunded: 0, lost: 0 });
    expect(await leftOfOrder(shop, second.id)).toEqual({ status: 'confirmed', refunded: 2000, lost: 2 });
    expect(await leftOfOrder(shop, elsewhere.id)).toEqual({ status: 'confirmed', refunded: 0, lost: 0 });
    expect(await posted(shop, 'goods.lost')).toEqual([
      [1300, -1600],
      [5300, 1600],
    ]);
    const { data } = await shop.tuan.notices.list({});
    expect(data).toMatchObject([
      {
        topic: 'order.missing',
        receiverId: second.customerId,
        facts: {
          orderId: second.id,
          cancelled: false,
          refund: yuan(2000),
          lines: [{ title: '苹果', missing: 2 }],
        },
      },
      { topic: 'change.recorded', receiverId: planted.leader, facts: { kind: 'lost' } },
    ]);
    const list = await shop.tuan.pickLists.get({ campaignId });
    expect(list.points.map(({ pieces }) => pieces).toSorted((a, b) => a - b)).toEqual([5, 5]);
  });

  test('R24: the buffer in stock makes a loss good while sorting, so that nobody comes short', async () => {
    const { second } = await sortedApples(shop);
    await plantStock(shop, apple, 1, 700);
    const lost = await record();
    expect(lost).toMatchObject({ pieces: 2, fromStock: 1, short: 1, lines: [{ pieces: 1 }] });
    // 12 at 8.00 and one at 7.00: two at the moving average of 13, then of 12.
    expect(lost.cost).toEqual(yuan(1584));
    expect(
      (await leftOfOrder(shop, second.id)).refunded +
        (await leftOfOrder(shop, lost.lines[0]?.orderId ?? '')).refunded,
    ).toBe(1000);
    expect(await shop.tuan.reader.rows('SELECT "pieces", "cost" FROM "stock"')).toEqual([
      { pieces: 0, cost: 0 },
    ]);
  });

  test('R24: what filled the case went to stock at the closing, and is there for whoever would come short', async () => {
    await neighbourOrders(shop, { name: '王姐', pieces: 12 });
    await shareOutGoods(shop);
    expect(await record()).toMatchObject({ pieces: 2, fromStock: 2, short: 0, cost: yuan(1600), lines: [] });
    expect(await shop.tuan.reader.rows('SELECT "pieces" FROM "stock"')).toEqual([{ pieces: 6 }]);
  });

  test('stock is at hand while sorting only: on the way it helps nobody unless it is said', async () => {
    await sortedApples(shop);
    await plantStock(shop, apple, 5, 4000);
    expect(await record({ stage: 'transport' })).toMatchObject({ fromStock: 0, short: 2 });
    expect(await record({ stage: 'transport', fromStock: true })).toMatchObject({
      fromStock: 2,
      short: 0,
      lines: [],
    });
    expect(await record({ fromStock: false, pieces: 1 })).toMatchObject({ fromStock: 0, short: 1 });
  });

  test('the goods of one line: lost whole, its order is cancelled with the reason short', async () => {
    const { first } = await sortedApples(shop);
    const orderLineId = first.lines[0]?.id ?? '';
    expect(await record({ orderLineId, pieces: 3 })).toMatchObject({
      orderLineId,
      pickupPointId: point,
      short: 3,
    });
    const order = await shop.tuan.orders.get({ orderId: first.id });
    expect(order).toMatchObject({
      status: 'cancelled',
      cancelReason: 'short',
      refunded: yuan(3000),
      pickupCode: null,
    });
    await expect(record({ orderLineId, pieces: 1 })).rejects.toMatchObject({
      code: 'shrinkage_too_many',
      details: { left: 0 },
    });
  });

  test('at the point: after a part handover the lost rest makes the order collected', async () => {
    const { first } = await broughtApples(shop);
    const lineId = first.lines[0]?.id ?? '';
    await shop.tuan.pickups.handOver({
      orderId: first.id,
      handoverId: 'phone-a-1',
      lines: [{ lineId, pieces: 1 }],
    });
    await record({ stage: 'handover', orderLineId: lineId });
    const order = await shop.tuan.orders.get({ orderId: first.id });
    expect(order).toMatchObject({ status: 'collected', refunded: yuan(2000), pickupCode: null });
    expect(order.lines).toMatchObject([{ handedOver: 1, lost: 2 }]);
  });

  test('R30: goods of those who did not come are lost only once the last window is over', async () => {
    const { first } = await broughtApples(shop);
    const wish = { stage: 'uncollected', orderLineId: first.lines[0]?.id };
    await expect(record(wish)).rejects.toMatchObject({ code: 'shrinkage_stage' });
    shop.at('2026-11-24T20:30:00+08:00');
    expect(await record(wish)).toMatchObject({ stage: 'uncollected', short: 2 });
  });

  test('R17: whoever pays at pickup owes less, and gets no refund', async () => {
    const order = await neighbourOrders(shop, { name: '王姐', pieces: 3, payment: 'atPickup' });
    await shareOutGoods(shop, 3);
    await record();
    expect(await shop.tuan.orders.get({ orderId: order.id })).toMatchObject({
      amountDue: yuan(1000),
      refunded: yuan(0),
    });
    expect((await shop.tuan.refunds.list({})).data).toEqual([]);
  });
});

describe('C16: goods of no order', () => {
  test('stage receipt: bad though accepted and paid for; the closing then finds fewer', async () => {
    const order = await neighbourOrders(shop, { name: '王姐', pieces: 9 });
    await freezeToday(shop);
    const { data } = await shop.tuan.purchaseOrders.generate({ campaignId });
    const purchaseOrderId = data[0]?.id ?? '';
    await shop.tuan.purchaseOrders.send({ purchaseOrderId });
    const receipt = { ...spoilt, stage: 'receipt', pieces: 3 };
    await expect(record(receipt)).rejects.toMatchObject({ code: 'shrinkage_too_many', details: { left: 0 } });
    await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines: [{ variantId: apple, accepted: 9 }] });
    expect(await record({ ...receipt, purchaseOrderId })).toMatchObject({
      short: 0,
      cost: yuan(2400),
      lines: [],
    });
    await expect(record({ ...receipt, pieces: 7 })).rejects.toMatchObject({
      code: 'shrinkage_too_many',
      details: { left: 6 },
    });
    // What is lost is not there to be sent back either.
    await expect(
      shop.tuan.purchaseOrders.sendBack({ purchaseOrderId, variantId: apple, pieces: 7, reason: '烂' }),
    ).rejects.toMatchObject({ code: 'sent_back_too_many', details: { left: 6 } });
    await shop.audit();
    await shop.tuan.purchaseOrders.close({ purchaseOrderId });
    expect(await shop.tuan.orders.get({ orderId: order.id })).toMatchObject({
      refunded: yuan(3000),
      lines: [{ allocated: 6, short: 3 }],
    });
    // Paid for all the same: nine pieces are owed to the supplier.
    expect((await balances(shop))['2400']).toBe(-7200);
    await expect(record(receipt)).rejects.toMatchObject({ code: 'shrinkage_stage' });
  });

  test('R24: stock is written off at its average cost, in no round', async () => {
    await plantStock(shop, apple, 4, 3001);
    const wish = { ...spoilt, stage: 'stock', campaignId: undefined };
    expect(await record({ ...wish, pieces: 3 })).toMatchObject({
      campaignId: null,
      cost: yuan(2251),
      short: 0,
    });
    await expect(record(wish)).rejects.toMatchObject({ code: 'shrinkage_too_many', details: { left: 1 } });
    expect(await posted(shop, 'goods.lost')).toEqual([
      [1300, -2251],
      [5300, 2251],
    ]);
  });
});

describe('R33: who answers bears the cost', () => {
  test('half supplier, half leader, by largest remainder over the whole record', async () => {
    await sortedApples(shop);
    const faultShares = { supplier: 3333, carrier: 3333, leader: 3334 };
    await record({ faultShares, pickupPointId: point });
    expect(await posted(shop, 'fault.charged')).toEqual([
      [1500, 533],
      [2310, 534],
      [2400, 533],
      [5100, -1600],
    ]);
    expect(
      await shop.tuan.reader.rows('SELECT "leaderId", "earned" FROM "leader_accounts" WHERE "earned" <> 0'),
    ).toEqual([{ leaderId: planted.leader, earned: -534 }]);
  });

  test('a leader must be known to be charged; the shop and the customer pay nobody', async () => {
    await sortedApples(shop);
    await expect(record({ faultShares: { leader: 10_000 } })).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fields: [{ path: 'leaderId' }] },
    });
    await record({ faultShares: { leader: 10_000 }, leaderId: planted.otherLeader, pieces: 1 });
    await record({ faultShares: { shop: 5000, customer: 5000 }, pieces: 1 });
    expect(await posted(shop, 'fault.charged')).toEqual([
      [2310, 800],
      [5100, -800],
    ]);
  });

  test('the supplier answers for goods that no line has yet, and for stock', async () => {
    await neighbourOrders(shop, { name: '王姐', pieces: 9 });
    await freezeToday(shop);
    const { data } = await shop.tuan.purchaseOrders.generate({ campaignId });
    const purchaseOrderId = data[0]?.id ?? '';
    await shop.tuan.purchaseOrders.send({ purchaseOrderId });
    await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines: [{ variantId: apple, accepted: 9 }] });
    await plantStock(shop, apple, 1, 800);
    await record({ stage: 'receipt', faultShares: { supplier: 10_000 } });
    await record({ stage: 'stock', campaignId: undefined, pieces: 1, faultShares: { supplier: 10_000 } });
    expect(await posted(shop, 'fault.charged')).toEqual([
      [2400, 2400],
      [5100, -2400],
    ]);
  });
});
