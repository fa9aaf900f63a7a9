import { afterEach, beforeEach, expect, test } from 'vitest';
import { asCustomer, asLeader, fetchedApples } from '../testing/eaten.ts';
import { testShop, type TestShop } from '../testing/index.ts';
import { plantNextRound } from '../testing/next-round.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

async function waiting(): Promise<string> {
  const { orderLineId } = await fetchedApples(shop);
  const { id: claimId } = await shop.tuan.claims.open(
    { orderLineId, reason: 'notFresh', pieces: 1 },
    asCustomer,
  );
  await shop.tuan.claims.approve({ claimId, outcome: 'replacement' });
  return (await shop.tuan.replacements.list({ limit: 50 })).data[0]?.id ?? '';
}

test('补发: a refund that is offered does not end the waiting: goods that a later round offers still come', async () => {
  const replacementId = await waiting();
  await shop.tuan.replacements.offerRefunds({ replacementIds: [replacementId] });
  expect(await shop.tuan.replacements.offerRefunds({ replacementIds: [replacementId] })).toEqual({ done: 0 });
  await plantNextRound(shop);
  shop.at('2026-11-25T08:00:00+08:00');
  await shop.tuan.tick();
  expect(await shop.tuan.replacements.get({ replacementId }, asCustomer)).toMatchObject({
    status: 'ordered',
  });
});

test('offer refunds: nobody but the shop', async () => {
  await expect(shop.tuan.replacements.offerRefunds({ replacementIds: [] }, asLeader)).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
