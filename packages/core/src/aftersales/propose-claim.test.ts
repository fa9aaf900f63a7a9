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
const money = (amount: number) => ({ amount, currency: 'CNY' });

async function openClaim(): Promise<string> {
  const order = await buyApples(shop, 3, 'till-1');
  await arrive(shop, [order.id]);
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1' });
  const orderLineId = order.lines[0]?.id ?? '';
  return (await shop.tuan.claims.open({ orderLineId, reason: '不新鲜', pieces: 1 }, customer)).id;
}

test('propose claim: the leader proposes at most what is left, and may think better of it', async () => {
  const claimId = await openClaim();
  await expect(shop.tuan.claims.propose({ claimId, amount: money(3001) }, leader)).rejects.toMatchObject({
    code: 'refund_too_high',
    details: { left: 3000 },
  });
  await shop.tuan.claims.propose({ claimId, amount: money(3000), note: '全坏' }, leader);
  expect(await shop.tuan.claims.propose({ claimId, amount: money(1000) }, leader)).toMatchObject({
    status: 'proposed',
    proposedAmount: money(1000),
    decision: '全坏',
  });
});

test('propose claim: not the customer, not another leader, not after the decision', async () => {
  const claimId = await openClaim();
  const call = { claimId, amount: money(1000) };
  await expect(shop.tuan.claims.propose(call, customer)).rejects.toMatchObject({ code: 'not_allowed' });
  const stranger = { actor: { kind: 'leader', leaderId: planted.otherLeader } } as const;
  await expect(shop.tuan.claims.propose(call, stranger)).rejects.toMatchObject({ code: 'not_found' });
  await shop.tuan.claims.reject({ claimId, reason: '照片看不清' });
  await expect(shop.tuan.claims.propose(call)).rejects.toMatchObject({
    code: 'claim_status',
    details: { status: 'rejected' },
  });
});
