import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { plantStock } from '../testing/plant-stock.ts';
import { balances, posted } from '../testing/ready-orders.ts';
import { shareOutGoods } from '../testing/shared-out.ts';

const { campaign: campaignId, apple, point, otherPoint } = planted;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const leader = { kind: 'leader', leaderId: planted.leader } as const;
const otherLeader = { kind: 'leader', leaderId: planted.otherLeader } as const;
const customer = { kind: 'customer', customerId: planted.customer } as const;

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const loss = { stage: 'sorting', campaignId, variantId: apple, pieces: 2 } as const;
const spoilt = { ...loss, reason: '压坏' } as const;
const record = (wish: Readonly<Record<string, unknown>> = {}, actor?: typeof leader | typeof customer) =>
  shop.tuan.shrinkages.record({ ...spoilt, ...wish } as never, actor ? { actor } : {});

/** Two neighbours at one point and one at the other; all their apples have arrived. */
async function sorted() {
  const first = await neighbourOrders(shop, { name: '王姐', pieces: 3 });
  shop.now += 1000;
  const second = await neighbourOrders(shop, { name: '李叔', pieces: 4 });
  shop.now += 1000;
  const elsewhere = await neighbourOrders(shop, { name: '赵姨', pieces: 5, pickupPointId: otherPoint });
  // Without the surplus that fills the case: it would make losses good.
  await shareOutGoods(shop, 12);
  return { first, second, elsewhere };
}

/** The same, brought to both points. */
async function brought() {
  const orders = await sorted();
  const { data } = await shop.tuan.deliveryRuns.plan({ campaignId });
  for (const { id: runId, stops } of data) {
    await shop.tuan.deliveryRuns.load({ runId });
    await shop.tuan.deliveryRuns.start({ runId });
    for (const { id: stopId } of stops)
      await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '老周' });
  }
  return orders;
}

const stateOf = async (orderId: string) => {
  const { status, refunded, lines } = await shop.tuan.orders.get({ orderId });
  return { status, refunded: refunded.amount, lost: lines[0]?.lost };
};

describe('C16: goods of orders', () => {
  test('R28: lost while sorting inside a point, those who ordered last come short there, and only there', async () => {
    const { first, second, elsewhere } = await sorted();
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
    expect(await stateOf(first.id)).toEqual({ status: 'confirmed', refunded: 0, lost: 0 });
    expect(await stateOf(second.id)).toEqual({ status: 'confirmed', refunded: 2000, lost: 2 });
    expect(await stateOf(elsewhere.id)).toEqual({ status: 'confirmed', refunded: 0, lost: 0 });
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
    ]);
    const list = await shop.tuan.pickLists.get({ campaignId });
    expect(list.points.map(({ pieces }) => pieces).toSorted()).toEqual([5, 5]);
  });

  test('R24: the buffer in stock makes a loss good while sorting, so that nobody comes short', async () => {
    const { second } = await sorted();
    await plantStock(shop, apple, 1, 700);
    const lost = await record();
    expect(lost).toMatchObject({ pieces: 2, fromStock: 1, short: 1, lines: [{ pieces: 1 }] });
    // 12 at 8.00 and one at 7.00: two at the moving average of 13, then of 12.
    expect(lost.cost).toEqual(yuan(1584));
    expect((await stateOf(second.id)).refunded + (await stateOf(lost.lines[0]?.orderId ?? '')).refunded).toBe(
      1000,
    );
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
    await sorted();
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
    const { first } = await sorted();
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
    const { first } = await brought();
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
    const { first } = await brought();
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
    await sorted();
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
    await sorted();
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

describe('never more than there is, never twice, never at the wrong stage', () => {
  test('a reference counts once, for ever; for another loss it is refused', async () => {
    await sorted();
    const first = await record({ reference: 'table-1-17' });
    shop.now += 86_400_000 * 3;
    expect(await record({ reference: 'table-1-17' })).toEqual(first);
    await expect(record({ reference: 'table-1-17', pieces: 1 })).rejects.toMatchObject({
      code: 'shrinkage_reference_used',
      details: { recordId: first.id },
    });
    expect((await shop.tuan.shrinkages.list({})).data).toEqual([first]);
    expect(await shop.tuan.shrinkages.get({ shrinkageId: first.id })).toEqual(first);
  });

  test('three at once: no piece is lost twice, and who comes too late hears how many are left', async () => {
    const order = await neighbourOrders(shop, { name: '王姐', pieces: 3 });
    await shareOutGoods(shop, 3);
    const settled = await Promise.allSettled([record(), record(), record({ pieces: 3 })]);
    const lost = settled.flatMap((one) => (one.status === 'fulfilled' ? one.value.pieces : []));
    expect(lost.reduce((sum, pieces) => sum + pieces, 0)).toBeLessThanOrEqual(3);
    expect((await stateOf(order.id)).lost).toBe(lost.reduce((sum, pieces) => sum + pieces, 0));
    for (const one of settled)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'shrinkage_too_many' });
  });

  test('more than there is, at another stage, or of goods that nobody has', async () => {
    await sorted();
    await expect(record({ pieces: 13 })).rejects.toMatchObject({
      code: 'shrinkage_too_many',
      details: { left: 12 },
    });
    await expect(record({ stage: 'handover' })).rejects.toMatchObject({
      code: 'shrinkage_stage',
      details: { stages: ['sorting', 'transport'] },
    });
    await expect(record({ variantId: planted.egg })).rejects.toMatchObject({ code: 'shrinkage_too_many' });
    await expect(record({ pickupPointId: 'external:P99' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(record({ orderLineId: 'lin_x' })).rejects.toMatchObject({ code: 'not_found' });
  });

  test.each([
    [{ pieces: 0 }, 'pieces'],
    [{ pieces: 5001 }, 'pieces'],
    [{ reason: '' }, 'reason'],
    [{ stage: 'market' }, 'stage'],
    [{ campaignId: undefined }, 'campaignId'],
    [{ stage: 'stock' }, 'campaignId'],
    [{ stage: 'receipt', pickupPointId: point }, 'pickupPointId'],
    [{ purchaseOrderId: 'pur_1' }, 'purchaseOrderId'],
    [{ faultShares: { shop: 9000 } }, 'faultShares'],
    [{ pictures: ['no picture'] }, 'pictures.0'],
    [{ unknown: 1 }, 'unknown'],
  ])('bad input %j names the field %s', async (wish, path) => {
    await expect(record(wish)).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fields: [{ path }] },
    });
  });
});

describe('who may', () => {
  test('a leader writes down what is lost at own points, up to the limit; who answers says the shop', async () => {
    await brought();
    await shop.tuan.shop.change({ policies: { leaderApprovalMax: 2000 } });
    const own = { stage: 'handover', pieces: 1, pickupPointId: point };
    expect(await record(own, leader)).toMatchObject({ recordedBy: `leader:${planted.leader}`, short: 1 });
    await expect(record({ ...own, pickupPointId: undefined }, leader)).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(record({ ...own, pickupPointId: otherPoint }, leader)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(record({ ...own, faultShares: { supplier: 10_000 } }, leader)).rejects.toMatchObject({
      code: 'not_allowed',
    });
    await expect(record({ ...own, stage: 'sorting' }, leader)).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(record({ ...own, pieces: 6 }, leader)).rejects.toMatchObject({
      code: 'shrinkage_above_leader_limit',
      details: { max: yuan(2000) },
    });
  });

  test('a leader learns nothing of what another wrote down; customers neither write nor read', async () => {
    await brought();
    await shop.tuan.shop.change({ policies: { leaderApprovalMax: 2000 } });
    await record({ stage: 'handover', pieces: 1, pickupPointId: otherPoint, reference: 'r1' });
    const wish = { ...spoilt, stage: 'handover', pieces: 1, pickupPointId: point, reference: 'r1' } as const;
    await expect(shop.tuan.shrinkages.record(wish, { actor: leader })).rejects.toMatchObject({
      code: 'shrinkage_reference_used',
      details: {},
    });
    await expect(shop.tuan.shrinkages.record(wish, { actor: otherLeader })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(record({}, customer)).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(shop.tuan.shrinkages.list({}, { actor: leader })).rejects.toMatchObject({
      code: 'not_allowed',
    });
    await expect(
      shop.tuan.shrinkages.get({ shrinkageId: 'shk_1' }, { actor: customer }),
    ).rejects.toMatchObject({ code: 'not_allowed' });
  });
});
