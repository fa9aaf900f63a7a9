import { afterEach, beforeEach, expect, test } from 'vitest';
import { asCustomer, asLeader, fetchedApples } from '../testing/eaten.ts';
import { testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop({ policies: { leaderApprovalMax: 100_000, replacementRounds: 1 } });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const money = (amount: number) => ({ amount, currency: 'CNY' });
const faultShares = { supplier: 10_000 };

/** Some of these apples come again. */
async function replaced(orderLineId: string, pieces: number): Promise<void> {
  const { id: claimId } = await shop.tuan.claims.open(
    { orderLineId, reason: 'notFresh', pieces },
    asCustomer,
  );
  await shop.tuan.claims.approve({ claimId, outcome: 'replacement', faultShares }, asLeader);
}

test('what comes again is not paid back too: a further claim is worth its share of the other pieces', async () => {
  const { orderLineId } = await fetchedApples(shop);
  await replaced(orderLineId, 2);
  const wish = { orderLineId, pieces: 1 };
  expect(await shop.tuan.claims.suggest(wish, asCustomer)).toMatchObject({
    amount: money(1000),
    left: money(3000),
    piecesMax: 1,
  });
  const claim = await shop.tuan.claims.open({ ...wish, reason: 'notFresh' }, asCustomer);
  expect(claim.suggestedAmount).toEqual(money(1000));
  expect(await shop.tuan.claims.approve({ claimId: claim.id, faultShares })).toMatchObject({
    approvedAmount: money(1000),
  });
});

test('where every piece comes again nothing is proposed, and no piece comes a third time', async () => {
  const { orderLineId } = await fetchedApples(shop);
  await replaced(orderLineId, 3);
  const wish = { orderLineId, pieces: 1 };
  expect(await shop.tuan.claims.suggest(wish, asCustomer)).toMatchObject({ amount: money(0) });
  const { id: claimId } = await shop.tuan.claims.open({ ...wish, reason: 'notFresh' }, asCustomer);
  await expect(
    shop.tuan.claims.approve({ claimId, outcome: 'replacement', faultShares }, asLeader),
  ).rejects.toMatchObject({ code: 'refund_too_high', details: { left: 0, unit: 'pieces' } });
  await expect(shop.tuan.claims.approve({ claimId, faultShares })).rejects.toMatchObject({
    details: { fields: [{ path: 'amount' }] },
  });
  // By hand the shop may still give what is left.
  await shop.tuan.claims.approve({ claimId, faultShares, amount: money(500) });
});

test('money that went back instead of goods is counted once', async () => {
  const { orderLineId } = await fetchedApples(shop);
  await replaced(orderLineId, 2);
  const { data } = await shop.tuan.replacements.list({ limit: 50 });
  await shop.tuan.replacements.refund({ replacementId: data[0]?.id ?? '' });
  expect(await shop.tuan.claims.suggest({ orderLineId, pieces: 1 }, asCustomer)).toMatchObject({
    amount: money(1000),
    left: money(1000),
  });
});
