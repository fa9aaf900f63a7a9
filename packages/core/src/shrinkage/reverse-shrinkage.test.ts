import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { plantStock } from '../testing/plant-stock.ts';
import { balances } from '../testing/ready-orders.ts';
import { leftOfOrder, recordSpoilt, sortedApples } from '../testing/spoilt-apples.ts';

const { campaign: campaignId, apple, point, leader: leaderId } = planted;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const asLeader = { actor: { kind: 'leader', leaderId } } as const;

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const reverse = (shrinkageId: string, reason = '点错筐') =>
  shop.tuan.shrinkages.reverse({ shrinkageId, reason });
const stock = () => shop.tuan.reader.rows('SELECT "pieces", "cost" FROM "stock"');
const profitAndDebts = async () => {
  const { 5300: lost, 5100: recovered, 2400: payable, 1500: carrier, 2310: earned } = await balances(shop);
  return { lost: lost ?? 0, recovered: recovered ?? 0, payable, carrier: carrier ?? 0, earned: earned ?? 0 };
};

describe('C16: a loss that was written down by mistake is taken back', () => {
  test('goods of lines go to stock, refunds stand, and every posting is turned round', async () => {
    const { second } = await sortedApples(shop);
    const before = await profitAndDebts();
    const faultShares = { supplier: 3333, carrier: 3333, leader: 3334 };
    const lost = await recordSpoilt(shop, { faultShares, pickupPointId: point });
    expect(await profitAndDebts()).not.toEqual(before);
    shop.now += 3_600_000;
    expect(await reverse(lost.id)).toMatchObject({
      pieces: 2,
      short: 2,
      reversal: '点错筐',
      reversedBy: 'system',
      reversedAt: new Date(shop.now).toISOString(),
    });
    expect(await profitAndDebts()).toEqual(before);
    expect(await stock()).toEqual([{ pieces: 2, cost: 1600 }]);
    expect(await leftOfOrder(shop, second.id)).toEqual({ status: 'confirmed', refunded: 2000, lost: 2 });
  });

  test('twice gives the same answer; for another reason it is refused', async () => {
    await sortedApples(shop);
    const { id } = await recordSpoilt(shop);
    const first = await reverse(id);
    shop.now += 60_000;
    expect(await reverse(id)).toEqual(first);
    expect(await stock()).toEqual([{ pieces: 2, cost: 1600 }]);
    await expect(reverse(id, '别的原因')).rejects.toMatchObject({
      code: 'shrinkage_reversed',
      details: { reason: '点错筐' },
    });
    const { data } = await shop.tuan.shrinkages.list({});
    expect(data).toMatchObject([{ id, reversal: '点错筐' }]);
  });

  test('goods of a delivery that is not shared out come back to it, and the closing finds them', async () => {
    const order = await neighbourOrders(shop, { name: '王姐', pieces: 9 });
    const purchaseOrderId = await received(9);
    const { id } = await recordSpoilt(shop, { stage: 'receipt', pieces: 3 });
    await reverse(id);
    await shop.audit();
    await shop.tuan.purchaseOrders.close({ purchaseOrderId });
    expect(await shop.tuan.orders.get({ orderId: order.id })).toMatchObject({
      refunded: yuan(0),
      lines: [{ allocated: 9, short: 0 }],
    });
  });

  test('R26: after the closing they come too late for the lines and go to stock', async () => {
    const order = await neighbourOrders(shop, { name: '王姐', pieces: 9 });
    const purchaseOrderId = await received(9);
    const { id } = await recordSpoilt(shop, { stage: 'receipt', pieces: 3 });
    await shop.tuan.purchaseOrders.close({ purchaseOrderId });
    await reverse(id);
    expect(await stock()).toEqual([{ pieces: 3, cost: 2400 }]);
    expect(await shop.tuan.orders.get({ orderId: order.id })).toMatchObject({ refunded: yuan(3000) });
  });

  test('R24: stock, and what stock made good, is back in stock at what was written off', async () => {
    await plantStock(shop, apple, 4, 3001);
    const { id } = await recordSpoilt(shop, { stage: 'stock', campaignId: undefined, pieces: 3 });
    await reverse(id);
    expect(await stock()).toEqual([{ pieces: 4, cost: 3001 }]);
    await sortedApples(shop);
    const made = await recordSpoilt(shop, { fromStock: true, pieces: 1 });
    expect(made).toMatchObject({ fromStock: 1, short: 0 });
    await reverse(made.id);
    expect(await stock()).toMatchObject([{ pieces: 4 }]);
  });

  test('R37: a leader who was charged and settled gets it back by the next statement', async () => {
    await sortedApples(shop);
    const lost = await recordSpoilt(shop, { faultShares: { leader: 10_000 }, pickupPointId: point });
    shop.at('2026-12-01T00:00:00+08:00');
    const charged = await statement('2026-12-01');
    expect(charged).toMatchObject({ charged: yuan(-1600), total: yuan(-1600) });
    await reverse(lost.id);
    shop.at('2026-12-08T00:00:00+08:00');
    expect(await statement('2026-12-08')).toMatchObject({ charged: yuan(1600), total: yuan(1600) });
  });

  test('nobody but the shop takes a loss back; one that is not there is not found', async () => {
    await sortedApples(shop);
    const { id } = await recordSpoilt(shop);
    const input = { shrinkageId: id, reason: '点错筐' };
    await expect(shop.tuan.shrinkages.reverse(input, asLeader)).rejects.toMatchObject({
      code: 'not_allowed',
    });
    await expect(reverse('shk_none')).rejects.toMatchObject({ code: 'not_found' });
    await expect(reverse(id, '')).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

async function received(accepted: number): Promise<string> {
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId });
  const purchaseOrderId = data[0]?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines: [{ variantId: apple, accepted }] });
  return purchaseOrderId;
}

async function statement(to: string) {
  await shop.tuan.statements.create({ to, leaderId });
  const { data } = await shop.tuan.statements.list({ leaderId });
  return data[0];
}
