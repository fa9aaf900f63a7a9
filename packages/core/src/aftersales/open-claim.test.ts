import { afterEach, beforeEach, expect, test } from 'vitest';
import { commissionEntries } from '../commissions/tables.ts';
import { instantOf } from '../shared/time.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, buyApples } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
const money = (amount: number) => ({ amount, currency: 'CNY' });

async function collected(pieces = 3): Promise<{ orderId: string; orderLineId: string }> {
  const order = await buyApples(shop, pieces, 'till-1');
  await arrive(shop, [order.id]);
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1' });
  return { orderId: order.id, orderLineId: order.lines[0]?.id ?? '' };
}

async function earnableAt(): Promise<number | null | undefined> {
  const [entry] = await shop.tuan.reader.table(commissionEntries, 'TRUE');
  return entry?.earnableAt;
}

const complaint = { reason: '不新鲜', description: '有两个烂了', pieces: 2 };

test('R32: the customer claims within 48 hours of the last handover, not at that instant', async () => {
  const { orderId, orderLineId } = await collected();
  shop.at('2026-11-26T16:00:00+08:00');
  const claim = { orderLineId, ...complaint };
  await expect(shop.tuan.claims.open(claim, customer)).rejects.toMatchObject({
    code: 'claim_window_closed',
    details: { closedAt: '2026-11-26T08:00:00.000Z' },
  });
  await expect(shop.tuan.claims.open(claim, leader)).rejects.toMatchObject({ code: 'claim_window_closed' });
  shop.at('2026-11-26T15:59:59+08:00');
  expect(
    await shop.tuan.claims.open({ ...claim, pictures: ['https://shop.example/a.jpg'] }, customer),
  ).toMatchObject({
    status: 'open',
    orderId,
    openedBy: `customer:${planted.customer}`,
    pieces: 2,
    requestedAmount: null,
    supplierId: null,
    faultShares: null,
    pictures: ['https://shop.example/a.jpg'],
  });
});

test('R32: after the window the shop alone may open one', async () => {
  const { orderLineId } = await collected();
  shop.at('2026-12-24T16:00:00+08:00');
  expect(await shop.tuan.claims.open({ orderLineId, reason: '不新鲜', amount: money(500) })).toMatchObject({
    requestedAmount: money(500),
    supplierId: planted.supplier,
  });
});

test('R32: it may open from the first handover, not before; missing at pickup is no claim', async () => {
  const order = await buyApples(shop, 3, 'till-1');
  await arrive(shop, [order.id]);
  const orderLineId = order.lines[0]?.id ?? '';
  const claim = { orderLineId, ...complaint };
  await expect(shop.tuan.claims.open(claim, customer)).rejects.toMatchObject({ code: 'claim_too_early' });
  await expect(shop.tuan.claims.open(claim)).rejects.toMatchObject({ code: 'claim_too_early' });
  const lines = [{ lineId: orderLineId, pieces: 1 }];
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1', lines });
  await expect(shop.tuan.claims.open(claim, customer)).rejects.toMatchObject({
    code: 'refund_too_high',
    details: { left: 1, unit: 'pieces' },
  });
  expect(await shop.tuan.claims.open({ ...claim, pieces: 1 }, customer)).toMatchObject({ status: 'open' });
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-2' });
  expect(await earnableAt()).toBeNull();
});

test('R32: one open claim a line, also of 16 at once; after it is decided another may follow', async () => {
  const { orderLineId } = await collected();
  const tries = await Promise.allSettled(
    Array.from({ length: 16 }, () => shop.tuan.claims.open({ orderLineId, ...complaint }, customer)),
  );
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(tries[15]).toMatchObject({ reason: { code: 'claim_open_already' } });
  const [claim] = (await shop.tuan.claims.list({ limit: 50 })).data;
  await shop.tuan.claims.reject({ claimId: claim?.id ?? '', reason: '照片看不清' });
  expect(await shop.tuan.claims.open({ orderLineId, ...complaint }, customer)).toMatchObject({
    status: 'open',
  });
});

test('R32: a claim named under one order is not opened on a line of another', async () => {
  const other = await buyApples(shop, 1, 'till-2');
  const { orderId, orderLineId } = await collected();
  const claim = { orderLineId, ...complaint };
  const code = 'not_found';
  await expect(shop.tuan.claims.open({ ...claim, orderId: other.id }, customer)).rejects.toMatchObject({
    code,
  });
  await expect(shop.tuan.claims.suggest({ orderLineId, orderId: other.id }, customer)).rejects.toMatchObject({
    code,
  });
  expect(await shop.tuan.claims.suggest({ orderLineId, orderId }, customer)).toMatchObject({ mayOpen: true });
  expect(await shop.tuan.claims.open({ ...claim, orderId }, customer)).toMatchObject({ status: 'open' });
});

test('R35: a claim opened within the window defers earning; one opened by the shop after it does not', async () => {
  const { orderLineId } = await collected();
  expect(await earnableAt()).toBe(instantOf('2026-11-26T16:00:00+08:00'));
  const { id } = await shop.tuan.claims.open({ orderLineId, ...complaint }, customer);
  expect(await earnableAt()).toBeNull();
  await shop.tuan.claims.withdraw({ claimId: id }, customer);
  expect(await earnableAt()).toBe(instantOf('2026-11-26T16:00:00+08:00'));
  shop.at('2026-11-26T16:00:00+08:00');
  await shop.tuan.claims.open({ orderLineId, ...complaint });
  expect(await earnableAt()).toBe(instantOf('2026-11-26T16:00:00+08:00'));
});

test('open claim: strangers find no such line; wrong fields and more than is left are refused', async () => {
  const { orderLineId } = await collected(1);
  const strangers = [
    { kind: 'customer', customerId: planted.otherCustomer },
    { kind: 'leader', leaderId: planted.otherLeader },
    { kind: 'storefront', keyId: 'key_browser' },
  ] as const;
  for (const actor of strangers) {
    const call = shop.tuan.claims.open({ orderLineId, reason: '坏了', pieces: 1 }, { actor });
    await expect(call).rejects.toMatchObject({ code: 'not_found' });
  }
  const open = async (extra: object) =>
    shop.tuan.claims.open({ orderLineId, reason: '坏了', ...extra }, customer);
  await expect(open({})).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(open({ amount: money(0) })).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(open({ pieces: 1, pictures: ['javascript:alert(1)'] })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  await expect(open({ amount: money(1001) })).rejects.toMatchObject({
    code: 'refund_too_high',
    details: { left: 1000 },
  });
  await expect(open({ amount: { amount: 1, currency: 'USD' } })).rejects.toMatchObject({
    code: 'currency_mismatch',
  });
});

test('list and get claims: everyone sees own ones only, customers nothing of supplier and fault', async () => {
  const { orderLineId } = await collected();
  const { id: claimId } = await shop.tuan.claims.open({ orderLineId, ...complaint }, customer);
  expect(await shop.tuan.claims.get({ claimId }, leader)).toMatchObject({ supplierId: planted.supplier });
  expect((await shop.tuan.claims.list({ limit: 50, status: 'open' }, customer)).data).toMatchObject([
    { id: claimId, supplierId: null },
  ]);
  for (const actor of [
    { kind: 'customer', customerId: planted.otherCustomer },
    { kind: 'leader', leaderId: planted.otherLeader },
  ] as const) {
    expect((await shop.tuan.claims.list({ limit: 50 }, { actor })).data).toEqual([]);
    await expect(shop.tuan.claims.get({ claimId }, { actor })).rejects.toMatchObject({ code: 'not_found' });
  }
});
