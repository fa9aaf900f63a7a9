import { afterEach, beforeEach, expect, test } from 'vitest';
import { asCustomer, asLeader, asOtherLeader, fetchedApples, fetchedOrders } from '../testing/eaten.ts';
import { testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop({ policies: { leaderApprovalMax: 1500, leaderApprovalDayMax: 2000 } });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const money = (amount: number) => ({ amount, currency: 'CNY' });

test('what is claimed is worth its share of what is left, seen before it is sent', async () => {
  const { orderLineId } = await fetchedApples(shop);
  const suggest = (wish: object, options = asCustomer as Parameters<typeof shop.tuan.claims.suggest>[1]) =>
    shop.tuan.claims.suggest({ orderLineId, ...wish }, options);
  expect(await suggest({ pieces: 2 })).toMatchObject({
    amount: money(2000),
    left: money(3000),
    piecesMax: 3,
    mayOpen: true,
    closesAt: '2026-11-26T08:00:00.000Z',
    openClaimId: null,
  });
  const { id: claimId } = await shop.tuan.claims.open(
    { orderLineId, reason: 'notFresh', pieces: 1 },
    asCustomer,
  );
  expect(await suggest({ pieces: 1 })).toMatchObject({ mayOpen: false, openClaimId: claimId });
  await shop.tuan.claims.approve({ claimId });
  // Two pieces are left of what was fetched, and 20.00: more than that nobody can ask for.
  expect(await suggest({ pieces: 1 })).toMatchObject({ amount: money(1000), piecesMax: 2 });
  expect(await suggest({ pieces: 9 })).toMatchObject({ amount: money(2000), pieces: 2 });
  await expect(suggest({ pieces: 1 }, asOtherLeader)).rejects.toMatchObject({ code: 'not_found' });
  shop.at('2026-11-26T16:00:00+08:00');
  expect(await suggest({})).toMatchObject({ mayOpen: false });
});

test('grams of what was not weighed are refused', async () => {
  const { orderLineId } = await fetchedApples(shop);
  await expect(
    shop.tuan.claims.open({ orderLineId, reason: 'notFresh', grams: 300 }, asCustomer),
  ).rejects.toMatchObject({ code: 'invalid_input', details: { fields: [{ path: 'grams' }] } });
});

test('a leader approves so much a line and so much a calendar day; the next day anew', async () => {
  const lines = await fetchedOrders(shop, ['till-1', 'till-2']);
  const claimOn = async (at: number) =>
    (
      await shop.tuan.claims.open(
        { orderLineId: lines[at]?.orderLineId ?? '', reason: 'notFresh', pieces: 1 },
        asCustomer,
      )
    ).id;
  const approve = (claimId: string, amount: number) =>
    shop.tuan.claims.approve({ claimId, amount: money(amount) }, asLeader);
  const [first, second] = [await claimOn(0), await claimOn(1)];
  expect(await approve(first, 1200)).toMatchObject({ decidedBy: `leader:led_chen` });
  await expect(approve(second, 900)).rejects.toMatchObject({
    code: 'claim_above_leader_day',
    details: { max: money(2000), before: money(1200) },
  });
  shop.at('2026-11-25T00:00:00+08:00');
  expect(await approve(second, 900)).toMatchObject({ status: 'approved' });
});

test('a leader who approves two at once stays within the day', async () => {
  const lines = await fetchedOrders(shop, ['till-1', 'till-2']);
  const ids = await Promise.all(
    lines.map(
      async ({ orderLineId }) =>
        (await shop.tuan.claims.open({ orderLineId, reason: 'notFresh', pieces: 2 }, asCustomer)).id,
    ),
  );
  const tries = await Promise.allSettled(
    ids.map((claimId) => shop.tuan.claims.approve({ claimId, amount: money(1200) }, asLeader)),
  );
  expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});
