import { expect } from 'vitest';
import { bringToPoints } from '../brought-orders.ts';
import { freezeToday } from '../freeze-today.ts';
import { planted } from '../neighbourhood.ts';
import { neighbourOrders } from '../neighbours.ts';
import { packingPhone, readyToPack } from '../packing-phone.ts';
import type { TestShop } from '../test-shop.ts';
import { booksOf, byLeader, refusalOf, type ShopFlow, yuan } from './flow.ts';

const { campaign: campaignId, apple, point } = planted;

/** By hand: 7 apples and 2 boxes of eggs are 135.60, a crate of each is 160.00 + 318.00; the weighing gives 2.00 back. */
export const packingFlow: ShopFlow = {
  title: 'packing by scans, labels, the pick lists and weighings',
  async play(shop) {
    const { apples, eggs, other } = await readyToPack(shop);
    await pickAndLabel(shop);
    await scan(shop, apples.id, other.id);
    const orderLineId = other.lines[0]?.id ?? '';
    const weighed = await shop.tuan.weighings.record({ campaignId, lines: [{ orderLineId, grams: 1900 }] });
    // 4 斤 are 2,000 g and 40.00: 100 g too few are 2.00 back.
    expect(weighed).toMatchObject({ refundTotal: yuan(200) });
    await bringToPoints(shop);
    expect(await shop.tuan.orders.get({ orderId: eggs.id })).toMatchObject({ status: 'ready' });
    expect(await booksOf(shop)).toEqual({
      hostMoney: 13_560,
      goods: 47_800,
      supplierPayable: -47_800,
      deposits: -13_360,
      refundsDue: -200,
      commissionDeferred: 1336,
      commissionAccrued: -1336,
    });
  },
};

async function pickAndLabel({ tuan }: TestShop): Promise<void> {
  const lists = await tuan.pickLists.get({ campaignId });
  expect(JSON.stringify(lists)).toContain('苹果');
  expect(await tuan.pickLists.get({ campaignId, pickupPointId: point })).toBeDefined();
  const labels = await tuan.packing.labels({ campaignId, pickupPointId: point, rowsPerBag: 2 });
  expect(JSON.stringify(labels)).toContain('王*');
}

async function scan(shop: TestShop, first: string, second: string): Promise<void> {
  const { tuan } = shop;
  const phone = packingPhone(shop);
  const basket = { pickupPointId: 'external:P01', basket: 1 };
  expect(await phone({ ...basket, variantId: 'external:F001', pieces: 2 })).toMatchObject({
    packed: 2,
    complete: false,
  });
  expect(await phone({ orderId: second }, { kind: 'leader', leaderId: planted.leader })).toMatchObject({
    packed: 4,
  });
  expect(await refusalOf(phone({ orderId: second }))).toBe('packing_too_many');
  expect(await tuan.packing.undo({ scanId: 'phone-a-002' })).toMatchObject({ outcome: 'undone', packed: 0 });
  expect(await phone({ orderId: first })).toMatchObject({ packed: 5 });
  const progress = await tuan.packing.progress({ campaignId, pickupPointId: point });
  expect(progress).toMatchObject({ packed: 5, pieces: 9, points: [{ baskets: 2, complete: 1, left: 4 }] });
}

/**
 * One apple at 8.00 is lost at each of six stages.
 *
 * By hand: 3 and 6 apples are sold for 90.00, 11 come for 88.00. One is spoilt at the receipt, 9 are shared out, one
 * goes to stock. One is lost while sorting, on the way, at the counter and unfetched, for which 40.00 go back, and the
 * one in stock: 48.00 of shrinkage, beside one that was written down by mistake and taken back. 2 apples are fetched: 20.00 for 16.00. Three wait: 24.00 and 30.00. The supplier
 * bears half of what was lost on the way, 4.00. Commission: 2.00 for the sale, 3.00 promised.
 */
export const lossFlow: ShopFlow = {
  title: 'goods are lost at the receipt, while sorting, on the way, at the counter, unfetched and in stock',
  async play(shop) {
    const { shrinkages } = shop.tuan;
    const orders = await boughtApples(shop);
    await loseBeforeTheDoor(shop);
    await loseAtThePoint(shop, orders);
    const { data } = await shrinkages.list({ variantId: apple });
    expect(data.map(({ stage }) => stage).toSorted()).toEqual(
      ['receipt', 'sorting', 'sorting', 'transport', 'handover', 'uncollected', 'stock'].toSorted(),
    );
    const one = await shrinkages.get({ shrinkageId: data[0]?.id ?? '' });
    expect(one.cost).toEqual(yuan(800));
    expect(await booksOf(shop)).toEqual({
      hostMoney: 9000,
      goods: 2400,
      supplierPayable: -8400,
      deposits: -3000,
      refundsDue: -4000,
      sales: -2000,
      costOfGoods: 1600,
      shrinkage: 4800,
      recoveries: -400,
      commission: 200,
      commissionDeferred: 300,
      commissionAccrued: -500,
    });
  },
};

interface Bought {
  readonly orderId: string;
  readonly lineId: string;
}

const oneApple = { campaignId, variantId: apple, pieces: 1 } as const;

/** 3 and 6 apples, of which one is spoilt at the receipt, and one is over. */
async function boughtApples(shop: TestShop): Promise<readonly Bought[]> {
  const { tuan } = shop;
  const bought: Bought[] = [];
  for (const [name, pieces] of [
    ['王姐', 3],
    ['李叔', 6],
  ] as const) {
    shop.now += 1000;
    const { id, lines } = await neighbourOrders(shop, { name, pieces });
    bought.push({ orderId: id, lineId: lines[0]?.id ?? '' });
  }
  await freezeToday(shop);
  const { data } = await tuan.purchaseOrders.generate({ campaignId });
  const purchaseOrderId = data[0]?.id ?? '';
  await tuan.purchaseOrders.send({ purchaseOrderId });
  await tuan.purchaseOrders.receive({ purchaseOrderId, lines: [{ variantId: apple, accepted: 11 }] });
  const bad = { stage: 'receipt', ...oneApple, purchaseOrderId, reason: '烂' } as const;
  await tuan.shrinkages.record(bad);
  await tuan.purchaseOrders.close({ purchaseOrderId });
  return bought;
}

/** Nobody has the goods yet: those who ordered last come short. */
async function loseBeforeTheDoor(shop: TestShop): Promise<void> {
  const { tuan } = shop;
  const sorting = { stage: 'sorting', ...oneApple, pickupPointId: point, fromStock: false } as const;
  const preview = await tuan.shrinkages.preview(sorting);
  expect(preview).toMatchObject({ short: 1, fromStock: 0, refundTotal: yuan(1000) });
  const mistaken = { stage: 'sorting', ...oneApple, reason: '点错筐', fromStock: true } as const;
  const { id: shrinkageId } = await tuan.shrinkages.record(mistaken);
  await tuan.shrinkages.reverse({ shrinkageId, reason: '点错筐' });
  await tuan.shrinkages.record({ ...sorting, reason: '压坏' });
  const shares = { supplier: 5000, shop: 5000 };
  await tuan.shrinkages.record({ stage: 'transport', ...oneApple, reason: '压坏', faultShares: shares });
  await bringToPoints(shop);
  const stock = { stage: 'stock', variantId: apple, pieces: 1, reason: '过期' } as const;
  expect(await tuan.shrinkages.record(stock)).toMatchObject({ campaignId: null, cost: yuan(800) });
  expect(await refusalOf(tuan.shrinkages.record(stock))).toBe('shrinkage_too_many');
}

async function loseAtThePoint(shop: TestShop, [first, second]: readonly Bought[]): Promise<void> {
  const { tuan } = shop;
  shop.at('2026-11-24T16:00:00+08:00');
  const counter = {
    stage: 'handover',
    ...oneApple,
    orderLineId: first?.lineId ?? '',
    reason: '摔坏',
  } as const;
  await tuan.shrinkages.record(counter);
  const orderId = first?.orderId ?? '';
  const handed = await tuan.pickups.handOver({ orderId, handoverId: 'phone-a-1' }, byLeader(planted.leader));
  expect(handed).toMatchObject({ status: 'collected' });
  const late = {
    stage: 'uncollected',
    ...oneApple,
    orderLineId: second?.lineId ?? '',
    reason: '没来',
  } as const;
  expect(await refusalOf(tuan.shrinkages.record(late))).toBe('shrinkage_stage');
  shop.at('2026-11-24T20:30:00+08:00');
  await tuan.shrinkages.record(late);
  expect(await tuan.orders.get({ orderId: second?.orderId ?? '' })).toMatchObject({ refunded: yuan(3000) });
}
