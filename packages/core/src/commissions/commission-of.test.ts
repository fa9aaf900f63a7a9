import { afterEach, beforeEach, expect, test } from 'vitest';
import { customers } from '../customers/tables.ts';
import { leaders } from '../leaders/tables.ts';
import { refundLine } from '../orders/refund-line.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { buyApples } from '../testing/ready-orders.ts';
import { commissionEntries } from './tables.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  // Discounts are planted here that no promotion gave.
  await shop.audit(['line_discount']);
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const dueOf = async (orderId: string) => (await shop.tuan.commissions.list({ orderId })).data[0]?.due.amount;

type Change = Parameters<typeof refundLine>[2];
let count = 0;
async function take(lineId: string, change: Change): Promise<void> {
  await shop.plant((work, context) => {
    const occasion = { reason: 'test', fault: null, source: `test ${String((count += 1))}` };
    return refundLine(work, lineId, change, occasion, context);
  });
}

test('R34: 10 % of what is left: 1.00 → 0.67 → 0.33 → 0; back 0.33, 0.34, 0.33', async () => {
  const pieces = 3;
  const order = await buyApples(shop, pieces, 'till');
  const lineId = order.lines[0]?.id ?? '';
  await take(lineId, { kind: 'adjustment', drop: 2000 });
  const dues = [await dueOf(order.id)];
  for (let piece = 0; piece < pieces; piece += 1) {
    await take(lineId, { kind: 'byPiece', pieces: 1 });
    dues.push(await dueOf(order.id));
  }
  expect(dues).toEqual([100, 67, 33, 0]);
});

test('R17: pieces taken off before the payment earn nothing, by rate, before discounts or by piece', async () => {
  await shop.tuan.commissionRules.create({ leaderId: planted.otherLeader, perPiece: yuan(100) });
  const dues: unknown[] = [];
  for (const base of ['net', 'gross'] as const) {
    for (const leaderId of [planted.leader, planted.otherLeader]) {
      const order = await buyApples(shop, 3, '', { leaderId, payment: 'atPickup', pickupPointId: undefined });
      await shop.plant((work) =>
        work
          .list(commissionEntries, { orderId: order.id })
          .map((entry) => work.set(commissionEntries, entry, { base })),
      );
      await take(order.lines[0]?.id ?? '', { kind: 'byPiece', pieces: 1 });
      await shop.tuan.orders.pay({ orderId: order.id, amount: yuan(2000), reference: `${base} ${leaderId}` });
      dues.push(await dueOf(order.id));
      await take(order.lines[0]?.id ?? '', { kind: 'byPiece', pieces: 1 });
      dues.push(await dueOf(order.id));
      await take(order.lines[0]?.id ?? '', { kind: 'byAmount', amount: 500 });
      dues.push(await dueOf(order.id));
    }
  }
  expect(dues).toEqual([200, 100, 50, 200, 100, 50, 200, 100, 50, 200, 100, 50]);
});

test('R34, policy gross: before discounts, in proportion to what is left; a price drop lowers both', async () => {
  const order = await buyApples(shop, 3, '', { payment: undefined });
  const lineId = order.lines[0]?.id ?? '';
  const sql = [
    `UPDATE "order_lines" SET "discount" = 600, "net" = 2400, "refundBase" = 2400`,
    `UPDATE "orders" SET "total" = 2400, "amountDue" = 2400`,
    `UPDATE "commission_entries" SET "base" = 'gross'`,
  ];
  await shop.tuan.engine.run(sql.map((text) => ({ sql: text, params: [] })));
  await shop.tuan.orders.pay({ orderId: order.id, amount: yuan(2400), reference: 'till' });
  expect(await dueOf(order.id)).toBe(300);
  await take(lineId, { kind: 'adjustment', drop: 300 });
  expect(await dueOf(order.id)).toBe(270);
  await take(lineId, { kind: 'byAmount', amount: 700 });
  expect(await dueOf(order.id)).toBe(180);
});

test('R39: a leader’s own purchases earn nothing, by link or by phone, unless the shop allows it', async () => {
  await shop.plant((work) =>
    work.set(leaders, work.get(leaders, planted.leader), { customerId: planted.customer }),
  );
  expect(await dueOf((await buyApples(shop, 1, 'a')).id)).toBeUndefined();
  await shop.plant((work) => work.set(leaders, work.get(leaders, planted.leader), { customerId: null }));
  await shop.plant((work) =>
    work.set(customers, work.get(customers, planted.customer), { phone: '+8613800000001' }),
  );
  expect(await dueOf((await buyApples(shop, 1, 'b')).id)).toBeUndefined();
  // On behalf of someone else is not own.
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  const other = await shop.tuan.orders.place(
    {
      campaignId: planted.campaign,
      customer: planted.otherCustomer,
      pickupPointId: planted.point,
      lines: [{ offerId: planted.appleOffer, pieces: 1 }],
    },
    { actor },
  );
  await shop.tuan.orders.pay({ orderId: other.id, amount: yuan(1000), reference: 'c' });
  expect(await dueOf(other.id)).toBe(100);
  await shop.tuan.shop.change({ policies: { ownPurchasesEarn: true } });
  expect(await dueOf((await buyApples(shop, 1, 'd')).id)).toBe(100);
});
