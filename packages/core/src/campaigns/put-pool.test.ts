import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples } from '../testing/promote.ts';
import { pools } from './tables.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const put = (cap: number) => shop.tuan.pools.put({ variantId: planted.apple, pickupDate: '2026-11-24', cap });

async function second(): Promise<string> {
  const { id: campaignId } = await shop.tuan.campaigns.draft({
    title: '第二个团',
    closesAt: '2026-11-23T21:00:00+08:00',
    pickupDate: '2026-11-24',
    pickupWindows: [{ opens: '16:00', closes: '20:00' }],
    leaderIds: [planted.leader],
    pickupPointIds: [planted.point],
    offers: [{ variantId: planted.apple }],
  });
  await shop.tuan.campaigns.publish({ campaignId });
  return campaignId;
}

const inOther = (campaignId: string, pieces: number) =>
  apples(pieces, { campaignId, lines: [{ variantId: planted.apple, pieces }] });

test('R3: campaigns of a day share one stock, with what was ordered before', async () => {
  await shop.tuan.orders.place(apples(2, { payment: 'atPickup' }));
  expect(await put(6)).toMatchObject({ sold: 2, left: 4 });
  const other = await second();
  await shop.tuan.orders.place(inOther(other, 3));
  await expect(shop.tuan.orders.place(apples(2))).rejects.toMatchObject({
    code: 'offer_sold_out',
    details: { offers: [{ offerId: planted.appleOffer, left: 1 }] },
  });
  const last = await shop.tuan.orders.place(apples(1));
  await shop.tuan.orders.cancel({ orderId: last.id });
  expect(await shop.tuan.reader.table(pools, 'TRUE')).toMatchObject([{ sold: 5 }]);
});

test('R3: two buyers at once in two campaigns get what there is, not more', async () => {
  await put(3);
  const other = await second();
  const tries = await Promise.allSettled([
    ...Array.from({ length: 4 }, () => shop.tuan.orders.place(apples(1))),
    ...Array.from({ length: 4 }, () => shop.tuan.orders.place(inOther(other, 1))),
  ]);
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
});

test('R3: not below what is sold, and only by the shop', async () => {
  await shop.tuan.orders.place(apples(2));
  await expect(put(1)).rejects.toMatchObject({ details: { fields: [{ path: 'cap', code: 'below_sold' }] } });
  const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
  await expect(
    shop.tuan.pools.put({ variantId: planted.apple, pickupDate: '2026-11-24', cap: 1 }, leader),
  ).rejects.toMatchObject({ code: 'not_allowed' });
});
