import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples, yuan } from '../testing/promote.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const customer = { kind: 'customer', customerId: planted.customer } as const;
const bought = () =>
  shop.tuan.orders.place(apples(3, { payment: { amount: yuan(3000), reference: 'till-1' } }));

test('R5: pieces are taken back before the cutoff, each at what was paid for it, and may be sold again', async () => {
  const order = await bought();
  const lineId = order.lines[0]?.id ?? '';
  const reduced = await shop.tuan.orders.reduce(
    { orderId: order.id, lines: [{ lineId, pieces: 1 }] },
    { actor: customer },
  );
  expect(reduced).toMatchObject({ status: 'confirmed', refunded: yuan(1000), lines: [{ cancelled: 1 }] });
  expect(
    await shop.tuan.reader.rows('SELECT "sold" AS "sold", "firm" AS "firm" FROM "offers" WHERE "id" = ?', [
      planted.appleOffer,
    ]),
  ).toEqual([{ sold: 2, firm: 2 }]);
});

test('R5: taking everything back cancels the order', async () => {
  const order = await bought();
  const lineId = order.lines[0]?.id ?? '';
  const gone = await shop.tuan.orders.reduce(
    { orderId: order.id, lines: [{ lineId, pieces: 3 }] },
    { actor: customer },
  );
  expect(gone).toMatchObject({ status: 'cancelled', refunded: yuan(3000), pickupCode: null });
});

test('R21: not at the cutoff, not by someone else, not more than there is, not while it is held', async () => {
  const order = await bought();
  const lineId = order.lines[0]?.id ?? '';
  const reduce = (pieces: number, actor: typeof customer) =>
    shop.tuan.orders.reduce({ orderId: order.id, lines: [{ lineId, pieces }] }, { actor });
  const stranger = { kind: 'customer', customerId: planted.otherCustomer } as unknown as typeof customer;
  await expect(reduce(1, stranger)).rejects.toMatchObject({ code: 'not_found' });
  await expect(reduce(4, customer)).rejects.toMatchObject({ code: 'invalid_input' });
  const held = await shop.tuan.orders.place(apples(1));
  const heldLine = { lineId: held.lines[0]?.id ?? '', pieces: 1 };
  await expect(shop.tuan.orders.reduce({ orderId: held.id, lines: [heldLine] })).rejects.toMatchObject({
    code: 'order_status',
  });
  shop.at('2026-11-23T22:00:00+08:00');
  await expect(reduce(1, customer)).rejects.toMatchObject({ code: 'cutoff_passed' });
});
