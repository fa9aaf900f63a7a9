import { afterEach, beforeEach, expect, test } from 'vitest';
import { benefitUses } from '../promotions/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples, plantGift, promote, yuan } from '../testing/promote.ts';
import { arrive, balances, profit } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const byCustomer = { customer: 10_000 };

/** Three apples for 30.00 with eggs as a gift, fetched whole or, before completion, two apples of them only. */
async function fetched(onUndone: 'keep' | 'charge', whole = true) {
  await promote(shop, {
    kind: 'spendGift',
    gift: { variantId: planted.egg, from: yuan(3000), onUndone },
  });
  await plantGift(shop, 5);
  const order = await shop.tuan.orders.place(
    apples(3, { payment: { amount: yuan(3000), reference: 'till-1' } }),
  );
  await arrive(shop, [order.id], { unitCost: { [planted.egg]: 500 } });
  const lineId = order.lines[0]?.id ?? '';
  const some = { lines: [{ lineId, pieces: 2 }] };
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1', ...(!whole && some) });
  const claimOf = async (amount: number) =>
    (
      await shop.tuan.claims.open({
        orderLineId: lineId,
        reason: '不想要了',
        pieces: 1,
        amount: yuan(amount),
      })
    ).id;
  return { orderId: order.id, claimOf };
}

const orderNow = (orderId: string) => shop.tuan.orders.get({ orderId });

test("R11, after completion: a claim that is the customer's own fault with `keep` leaves the gift and gives all back", async () => {
  const { orderId, claimOf } = await fetched('keep');
  const claimId = await claimOf(1000);
  const approved = await shop.tuan.claims.approve({ claimId, faultShares: byCustomer });
  expect(approved.approvedAmount).toEqual(yuan(1000));
  expect(await orderNow(orderId)).toMatchObject({ refunded: yuan(1000) });
});

test('R11, after completion: `charge` gives back less by what the gift is worth, once; the sale keeps it', async () => {
  const { orderId, claimOf } = await fetched('charge');
  const before = await profit(shop);
  const approved = await shop.tuan.claims.approve({ claimId: await claimOf(1000), faultShares: byCustomer });
  expect(approved).toMatchObject({ status: 'approved', approvedAmount: yuan(400) });
  expect(await orderNow(orderId)).toMatchObject({ refunded: yuan(400) });
  // 4.00 goes back, and with it 10 % of commission.
  expect(await profit(shop)).toBe(before - 400 + 40);
  expect(await shop.tuan.reader.table(benefitUses, 'TRUE')).toMatchObject([{ charged: 600, amount: 0 }]);
  const again = await shop.tuan.claims.approve({ claimId: await claimOf(500), faultShares: byCustomer });
  expect(again.approvedAmount).toEqual(yuan(500));
});

test('R11, after completion: any other fault keeps the gift, also where the customer bears the smaller part', async () => {
  const { orderId, claimOf } = await fetched('charge');
  const faultShares = { supplier: 6000, customer: 4000 };
  await shop.tuan.claims.approve({ claimId: await claimOf(1000), faultShares });
  expect(await orderNow(orderId)).toMatchObject({ refunded: yuan(1000) });
});

test('R11, before completion: `charge` moves what is kept to the gift, and the deposits close when it is fetched', async () => {
  const { orderId, claimOf } = await fetched('charge', false);
  const approved = await shop.tuan.claims.approve({ claimId: await claimOf(1000), faultShares: byCustomer });
  expect(approved.approvedAmount).toEqual(yuan(400));
  expect((await orderNow(orderId)).lines).toMatchObject([
    { net: yuan(2400), refunded: yuan(400) },
    { gift: true, net: yuan(600) },
  ]);
  await shop.tuan.pickups.handOver({ orderId, handoverId: 'phone-a-2' });
  expect((await balances(shop))['2100']).toBeUndefined();
});

test('R11, before completion: `keep` leaves the gift at 0.00', async () => {
  const { orderId, claimOf } = await fetched('keep', false);
  await shop.tuan.claims.approve({ claimId: await claimOf(1000), faultShares: byCustomer });
  expect((await orderNow(orderId)).lines).toMatchObject([{ refunded: yuan(1000) }, { net: yuan(0) }]);
});

test('R11: never below 0: a claim that the gift outweighs is refused, the claim stays open, and nothing is charged', async () => {
  const { claimOf } = await fetched('charge');
  const claimId = await claimOf(500);
  await expect(shop.tuan.claims.approve({ claimId, faultShares: byCustomer })).rejects.toMatchObject({
    code: 'claim_outweighed_by_gift',
    details: { amount: yuan(500) },
  });
  expect((await shop.tuan.claims.get({ claimId })).status).toBe('open');
  expect(await shop.tuan.reader.table(benefitUses, 'TRUE')).toMatchObject([{ charged: 0, takenBack: 0 }]);
  await shop.tuan.claims.approve({ claimId, amount: yuan(700), faultShares: byCustomer });
  expect(await shop.tuan.reader.table(benefitUses, 'TRUE')).toMatchObject([{ charged: 600 }]);
});
