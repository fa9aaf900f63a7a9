import { afterEach, beforeEach, expect, test } from 'vitest';
import { asCustomer, asLeader, fetchedApples } from '../testing/eaten.ts';
import { testShop, type TestShop } from '../testing/index.ts';
import { next, plantNextRound } from '../testing/next-round.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('补发: an order that is called off before the goods came leaves them waiting for another round', async () => {
  const { orderLineId } = await fetchedApples(shop);
  const { id: claimId } = await shop.tuan.claims.open(
    { orderLineId, reason: 'notFresh', pieces: 2 },
    asCustomer,
  );
  await shop.tuan.claims.approve({ claimId, outcome: 'replacement' });
  await plantNextRound(shop);
  await plantNextRound(shop, {}, 26);
  shop.at('2026-11-25T08:00:00+08:00');
  await shop.tuan.tick();
  const only = async () => (await shop.tuan.replacements.list({ limit: 50, claimId })).data[0];
  const first = await only();
  expect(await shop.tuan.replacements.settle({ replacementIds: [first?.id ?? ''] })).toEqual({ done: 0 });
  await shop.tuan.campaigns.cancel({ campaignId: next.campaign, reason: '停电' });
  await shop.tuan.tick();
  await shop.tuan.tick();
  const waiting = await only();
  expect(waiting).toMatchObject({ status: 'waiting', delivered: 0, newOrderId: null });
  shop.at('2026-11-26T08:00:00+08:00');
  await shop.tuan.tick();
  const again = await only();
  expect(again).toMatchObject({ status: 'ordered' });
  expect(again?.newOrderId).not.toBe(first?.newOrderId);
});

test('settle replacements: nobody but the shop, and only what there is', async () => {
  await expect(shop.tuan.replacements.settle({ replacementIds: [] }, asLeader)).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(shop.tuan.replacements.settle({ replacementIds: ['rpl_none'] })).rejects.toMatchObject({
    code: 'not_found',
  });
});
