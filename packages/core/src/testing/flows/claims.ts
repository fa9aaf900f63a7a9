import { expect } from 'vitest';
import { planted } from '../neighbourhood.ts';
import { next, plantNextRound } from '../next-round.ts';
import type { TestShop } from '../test-shop.ts';
import { type Fetched, fetchApples } from './fetched.ts';
import {
  booksOf,
  byCustomer,
  byLeader,
  byShop,
  refusalOf,
  type ShopFlow,
  tickCleanly,
  yuan,
} from './flow.ts';

const { customer, leader, apple } = planted;
const asCustomer = byCustomer(customer);
const asLeader = byLeader(leader);

/**
 * Claims for one piece each over six orders of 3 apples at 10.00 that cost 8.00.
 *
 * By hand: 180.00 sold for 144.00. Given back are 10.00 by the leader, by the shop, by the clock and instead of goods
 * that were to come again: 40.00, and 4.00 of 18.00 commission. Of 4 × 8.00 the leader bears half of one, the supplier
 * the rest: 28.00 less are owed. The other piece comes again with a round that is not bought yet.
 */
export const claimFlow: ShopFlow = {
  title: 'claims with pictures, by leader, shop and clock, with split faults and goods that come again',
  policies: { leaderApprovalMax: 1500, claimUndecided: 'approve', claimAutoApproveMax: 1000 },
  async play(shop) {
    const [first, second, third, fourth, fifth, sixth] = await fetchApples(shop, 3, 3, 3, 3, 3, 3);
    await showByPicture(shop, first);
    await splitTheFault(shop, second);
    await thinkBetterOfIt(shop, third);
    await comeAgain(shop, fourth, fifth);
    await letTheClockDecide(shop, sixth);
    expect((await shop.tuan.claims.repeaters({})).data).toMatchObject([{ id: customer, orders: 6 }]);
    expect(await booksOf(shop)).toEqual({
      hostMoney: 18_000,
      supplierPayable: -11_600,
      refundsDue: -4000,
      sales: -18_000,
      costOfGoods: 14_400,
      returns: 4000,
      recoveries: -3200,
      commission: 1400,
      commissionAccrued: -200,
      commissionEarned: -800,
    });
  },
};

async function open({ tuan }: TestShop, fetched: Fetched | undefined, wish: object = {}): Promise<string> {
  const claim = { orderLineId: fetched?.lineId ?? '', reason: 'notFresh', pieces: 1, ...wish };
  return (await tuan.claims.open(claim, asCustomer)).id;
}

/** The customer shows a picture, the leader proposes and approves within the own limit. */
async function showByPicture(shop: TestShop, fetched: Fetched | undefined): Promise<void> {
  const { claims, pictures } = shop.tuan;
  const file = { mediaType: 'image/png', bytes: 12, width: 3, height: 2 } as const;
  const { id } = await pictures.store({ ...file, digest: 'a'.repeat(64) }, asCustomer);
  const unused = await pictures.store({ ...file, digest: 'b'.repeat(64) }, asCustomer);
  const orderLineId = fetched?.lineId ?? '';
  expect(await claims.suggest({ orderLineId, pieces: 1 }, asCustomer)).toMatchObject({ amount: yuan(1000) });
  const claimId = await open(shop, fetched, { pictures: [id] });
  expect(await pictures.get({ pictureId: id }, asLeader)).toMatchObject({ used: true });
  expect(await pictures.listSeen({ pictureIds: [id, unused.id] }, asLeader)).toBeDefined();
  await claims.propose({ claimId, amount: yuan(800) }, asLeader);
  await claims.approve({ claimId, amount: yuan(1000) }, asLeader);
  expect(await claims.get({ claimId }, asCustomer)).toMatchObject({ approvedAmount: yuan(1000) });
  shop.now += 24 * 3_600_000;
  expect(await pictures.forget({ pictureIds: [id, unused.id] })).toEqual({ done: 1 });
}

/** Half the supplier, half the leader, who objects. */
async function splitTheFault(shop: TestShop, fetched: Fetched | undefined): Promise<void> {
  const { claims } = shop.tuan;
  const claimId = await open(shop, fetched);
  const faultShares = { supplier: 5000, leader: 5000 };
  expect(await refusalOf(claims.approve({ claimId, amount: yuan(2000) }, asLeader))).not.toBe('accepted');
  await claims.approve({ claimId, amount: yuan(1000), faultShares });
  await claims.object({ claimId, comment: '货到时就是坏的' }, asLeader);
  expect(await claims.get({ claimId }, byShop)).toMatchObject({ objection: '货到时就是坏的' });
}

async function thinkBetterOfIt(shop: TestShop, fetched: Fetched | undefined): Promise<void> {
  const { claimReasons, claims } = shop.tuan;
  const first = await open(shop, fetched);
  await claims.withdraw({ claimId: first }, asCustomer);
  const second = await open(shop, fetched, { reason: '太小' });
  await claims.reject({ claimId: second, reason: '照片看不清' });
  expect((await claims.list({ status: 'rejected' }, asCustomer)).data).toHaveLength(1);
  const { data: reasons } = await claimReasons.get({});
  const own = { code: 'bruised', zh: '磕碰', en: 'Bruised', faultShares: { carrier: 10_000 } };
  const kept = reasons.map(({ code, zh, en }) => ({ code, zh, en, faultShares: { supplier: 10_000 } }));
  await claimReasons.put({ reasons: [...kept, own] });
}

/** One piece comes again with the next round; another waits until it is refunded instead. */
async function comeAgain(
  shop: TestShop,
  fetched: Fetched | undefined,
  late: Fetched | undefined,
): Promise<void> {
  const { claims, replacements } = shop.tuan;
  const again = async (one: Fetched | undefined) => {
    const claimId = await open(shop, one, { wish: 'replacement' });
    await claims.approve({ claimId, outcome: 'replacement' });
    return (await replacements.list({ claimId })).data[0]?.id ?? '';
  };
  const replacementId = await again(fetched);
  await plantNextRound(shop, { cap: 1 });
  shop.at('2026-11-25T17:00:00+08:00');
  await replacements.place({ replacementId, offerId: next.appleOffer });
  expect(await replacements.settle({ replacementIds: [replacementId] })).toEqual({ done: 0 });
  expect(await replacements.get({ replacementId }, asCustomer)).toMatchObject({ status: 'ordered' });
  const waiting = await again(late);
  expect(await replacements.offerRefunds({ replacementIds: [waiting] })).toEqual({ done: 1 });
  await replacements.refund({ replacementId: waiting }, asCustomer);
  expect((await replacements.list({ status: 'refunded' })).data).toHaveLength(1);
  const order = (await shop.tuan.orders.list({ campaignId: next.campaign })).data[0];
  expect(order).toMatchObject({ total: yuan(0), lines: [{ variantId: apple, pieces: 1 }] });
}

async function letTheClockDecide(shop: TestShop, fetched: Fetched | undefined): Promise<void> {
  const { claims } = shop.tuan;
  const claimId = await open(shop, fetched);
  shop.now += 24 * 3_600_000;
  const done = await tickCleanly(shop);
  expect(done['claims.followClock']).toBe(1);
  expect(await claims.followClock({ claimIds: [claimId] })).toEqual({ done: 0 });
  expect(await claims.get({ claimId })).toMatchObject({ approvedAmount: yuan(1000) });
}
