import { afterEach, beforeEach, expect, test } from 'vitest';
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

async function collectedLine(): Promise<string> {
  const order = await buyApples(shop, 3, 'till-1');
  await arrive(shop, [order.id]);
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1' });
  return order.lines[0]?.id ?? '';
}

test('withdraw claim: the customer takes back any about own goods, the leader only what the leader opened', async () => {
  const orderLineId = await collectedLine();
  const complaint = { orderLineId, reason: '不新鲜', pieces: 1 };
  const byCustomer = await shop.tuan.claims.open(complaint, customer);
  await expect(shop.tuan.claims.withdraw({ claimId: byCustomer.id }, leader)).rejects.toMatchObject({
    code: 'not_allowed',
  });
  expect(await shop.tuan.claims.withdraw({ claimId: byCustomer.id }, customer)).toMatchObject({
    status: 'withdrawn',
  });
  await expect(shop.tuan.claims.withdraw({ claimId: byCustomer.id }, customer)).rejects.toMatchObject({
    code: 'claim_status',
  });
  const byLeader = await shop.tuan.claims.open(complaint, leader);
  const stranger = { actor: { kind: 'customer', customerId: planted.otherCustomer } } as const;
  await expect(shop.tuan.claims.withdraw({ claimId: byLeader.id }, stranger)).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(await shop.tuan.claims.withdraw({ claimId: byLeader.id }, leader)).toMatchObject({
    status: 'withdrawn',
  });
});
