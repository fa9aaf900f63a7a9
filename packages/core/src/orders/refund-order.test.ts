import { afterEach, beforeEach, expect, test } from 'vitest';
import { offers } from '../campaigns/tables.ts';
import { refundLine } from './refund-line.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, balances, buyApples, posted } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const money = (amount: number) => ({ amount, currency: 'CNY' });

async function bought(pieces: number) {
  const order = await buyApples(shop, pieces, 'till-1');
  return { orderId: order.id, lineId: order.lines[0]?.id ?? '' };
}

test('R31: after a price drop 10.00 over 3 pieces goes back as 3.33, 3.34, 3.33', async () => {
  await shop.plant((work) => work.set(offers, work.get(offers, planted.appleOffer), { price: 350 }));
  const order = await buyApples(shop, 3, 'till-1', { payment: { amount: money(1050), reference: 'till-1' } });
  const lineId = order.lines[0]?.id ?? '';
  const weight = { reason: 'weight', fault: null, source: `weight ${lineId}` };
  await shop.plant((work, context) =>
    refundLine(work, lineId, { kind: 'adjustment', drop: 50 }, weight, context),
  );
  const call = { orderId: order.id, lineId, pieces: 1, reason: '碰伤', fault: 'shop' as const };
  const amounts: (number | undefined)[] = [];
  for (let count = 0; count < 3; count += 1)
    amounts.push((await shop.tuan.orders.refund(call)).refund?.amount.amount);
  expect(amounts).toEqual([333, 334, 333]);
  await expect(shop.tuan.orders.refund(call)).rejects.toMatchObject({
    code: 'refund_too_high',
    details: { left: 0 },
  });
  expect(await balances(shop)).toEqual({ '1100': 1050, '2200': -1050 });
});

test('R31: by amount as approved, at most what is left; the count by piece goes on', async () => {
  const { orderId, lineId } = await bought(3);
  const because = { orderId, lineId, reason: '碰伤', fault: 'shop' as const };
  expect(await shop.tuan.orders.refund({ ...because, amount: money(500) })).toMatchObject({
    refund: { kind: 'byAmount', amount: { amount: 500 } },
  });
  expect(await shop.tuan.orders.refund({ ...because, pieces: 2 })).toMatchObject({
    refund: { kind: 'byPiece', pieces: 2, amount: { amount: 2000 } },
    order: { refunded: { amount: 2500 } },
  });
  await expect(shop.tuan.orders.refund({ ...because, amount: money(501) })).rejects.toMatchObject({
    code: 'refund_too_high',
    details: { left: 500 },
  });
  expect(await shop.tuan.orders.refund({ ...because, pieces: 1 })).toMatchObject({
    refund: { amount: { amount: 500 } },
  });
  expect(await balances(shop)).toEqual({ '1100': 3000, '2200': -3000 });
});

test('R31: two refunds at once never exceed what is left', async () => {
  const { orderId, lineId } = await bought(1);
  const call = { orderId, lineId, amount: money(600), reason: '碰伤', fault: 'shop' as const };
  const tries = await Promise.allSettled([shop.tuan.orders.refund(call), shop.tuan.orders.refund(call)]);
  expect(tries.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
});

test('R33: a refund of the shop names a fault as a claim does: the supplier bears the cost of the goods concerned', async () => {
  const { orderId, lineId } = await bought(4);
  await arrive(shop, [orderId]);
  await shop.tuan.pickups.handOver({ orderId, handoverId: 'phone-a-1' });
  await shop.tuan.orders.refund({ orderId, lineId, pieces: 1, reason: '有虫', fault: 'supplier' });
  expect(await posted(shop, 'refund.requested')).toEqual([
    [2200, -1000],
    [2300, 100],
    [4900, 1000],
    [6000, -100],
  ]);
  expect(await posted(shop, 'fault.charged')).toEqual([
    [2400, 800],
    [5100, -800],
  ]);
});

test("R33: before completion the cost is that of the campaign's goods at moving average; before receipt there is none", async () => {
  const { orderId, lineId } = await bought(4);
  const call = { orderId, lineId, amount: money(1000), reason: '个头小', fault: 'supplier' as const };
  await shop.tuan.orders.refund(call);
  expect(await posted(shop, 'fault.charged')).toEqual([]);
  await arrive(shop, [orderId]);
  await shop.tuan.orders.refund(call);
  expect(await posted(shop, 'fault.charged')).toEqual([
    [2400, 800],
    [5100, -800],
  ]);
});

test('R17: an order not paid yet owes less, and no refund comes of it', async () => {
  const order = await buyApples(shop, 2, '', { payment: 'atPickup' });
  const call = {
    orderId: order.id,
    lineId: order.lines[0]?.id ?? '',
    amount: money(300),
    reason: '老客',
    fault: 'shop' as const,
  };
  expect(await shop.tuan.orders.refund(call)).toMatchObject({
    refund: null,
    order: { amountDue: { amount: 1700 } },
  });
});

test('refund order: wrong fields, a stranger line, another currency, a held order and other callers are refused', async () => {
  const { orderId, lineId } = await bought(1);
  const because = { orderId, lineId, reason: '碰伤', fault: 'shop' as const };
  await expect(shop.tuan.orders.refund(because)).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(shop.tuan.orders.refund({ ...because, pieces: 1, amount: money(1) })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  await expect(shop.tuan.orders.refund({ ...because, amount: money(-5) })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  await expect(
    shop.tuan.orders.refund({ ...because, amount: { amount: 5, currency: 'USD' } }),
  ).rejects.toMatchObject({ code: 'currency_mismatch' });
  await expect(shop.tuan.orders.refund({ ...because, lineId: 'lin_x', pieces: 1 })).rejects.toMatchObject({
    code: 'not_found',
  });
  const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
  await expect(shop.tuan.orders.refund({ ...because, pieces: 1 }, leader)).rejects.toMatchObject({
    code: 'not_allowed',
  });
  const held = await buyApples(shop, 1, '', { payment: undefined });
  const early = { ...because, orderId: held.id, lineId: held.lines[0]?.id ?? '', pieces: 1 };
  await expect(shop.tuan.orders.refund(early)).rejects.toMatchObject({
    code: 'order_status',
    details: { status: 'held' },
  });
});
