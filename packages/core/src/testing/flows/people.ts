import { expect } from 'vitest';
import { planted } from '../neighbourhood.ts';
import { plantGift } from '../promote.ts';
import type { TestShop } from '../test-shop.ts';
import { booksOf, byCustomer, byLeader, refusalOf, type ShopFlow, yuan } from './flow.ts';

const { campaign: campaignId, customer, otherCustomer, leader, otherLeader, community, point } = planted;

/** Goods, people, keys and sheets: what is set up and looked up beside a round. */
export const peopleFlow: ShopFlow = {
  title: 'shop, keys, goods, customers, leaders, communities and a sheet that is imported',
  async play(shop) {
    await keepShop(shop);
    await lookUpGoods(shop);
    await linkAndErase(shop);
    await admitLeaders(shop);
    await changeCommunity(shop);
    await importPoints(shop);
    expect(await booksOf(shop)).toEqual({});
  },
};

async function keepShop({ tuan }: TestShop): Promise<void> {
  await tuan.shop.change({ name: '幸福里鲜果', policies: { holdMinutes: 20 } });
  expect(await tuan.shop.get({})).toMatchObject({ name: '幸福里鲜果', policies: { holdMinutes: 20 } });
  const hash = 'ab'.repeat(32);
  const key = { name: 'till 7', kind: 'secret', hash, hint: 'sk_4F', scopes: ['orders:write'] } as const;
  const { id: keyId } = await tuan.apiKeys.store({ ...key, scopes: [...key.scopes] });
  expect(await tuan.apiKeys.find({ hash })).toMatchObject({ key: { id: keyId } });
  await tuan.apiKeys.revoke({ keyId });
  expect((await tuan.apiKeys.list({})).data[0]?.revokedAt).not.toBeNull();
  // What was planted has no events; everything else holds.
  const { broken } = await tuan.audit.run({});
  expect(broken.map(({ invariant }) => invariant)).toEqual(['campaign_history', 'leader_history']);
}

async function lookUpGoods({ tuan }: TestShop): Promise<void> {
  const { data } = await tuan.products.list({ category: '水果' });
  expect(data.map(({ name }) => name)).toEqual(['苹果']);
  expect(await tuan.products.get({ productId: 'external:E001' })).toMatchObject({ name: '散养土鸡蛋' });
  expect((await tuan.suppliers.list({ retired: false })).data).toHaveLength(1);
  const supplierId = 'external:果然鲜果业';
  expect(await tuan.suppliers.get({ supplierId })).toMatchObject({ id: planted.supplier });
  expect((await tuan.pickupPoints.list({ leaderId: leader })).data).toHaveLength(1);
  // No point has told where it stands.
  expect((await tuan.pickupPoints.list({ near: '30.28,120.02' })).data).toEqual([]);
  expect(await tuan.pickupPoints.get({ pickupPointId: point })).toMatchObject({ name: '幸福里东门驿站' });
}

/** A guest of the leader is found out to be 王姐; 小雨 asks to be forgotten. */
async function linkAndErase({ tuan }: TestShop): Promise<void> {
  const lines = [{ offerId: planted.appleOffer, pieces: 2 }];
  const guest = { campaignId, customer: { nickname: '3栋王姐' }, pickupPointId: point, lines };
  const order = await tuan.orders.place(guest, byLeader(leader));
  await tuan.customers.link({ customerId: order.customerId, intoId: otherCustomer });
  expect(await tuan.orders.get({ orderId: order.id })).toMatchObject({ customerId: otherCustomer });
  await tuan.orders.cancel({ orderId: order.id });
  await tuan.customers.erase({ customerId: customer });
  expect(await tuan.customers.get({ customerId: customer })).toMatchObject({ phone: null });
  expect((await tuan.customers.list({ phone: '13900000002' })).data).toMatchObject([{ id: otherCustomer }]);
}

async function admitLeaders({ tuan }: TestShop): Promise<void> {
  const { leaders } = tuan;
  await leaders.change({ leaderId: otherLeader, tier: 'gold', customerId: 'external:C-2' });
  await leaders.suspend({ leaderId: otherLeader, reason: '休假' });
  await leaders.reinstate({ leaderId: otherLeader });
  expect((await leaders.list({ tier: 'gold' })).data).toHaveLength(1);
  await leaders.leave({ leaderId: otherLeader, reason: '搬家' });
  expect(await leaders.get({ leaderId: otherLeader })).toMatchObject({ status: 'left' });
  expect(await refusalOf(leaders.reinstate({ leaderId: otherLeader }))).toBe('leader_status');
}

async function changeCommunity({ tuan }: TestShop): Promise<void> {
  const { communities } = tuan;
  const changed = await communities.change({
    communityId: community,
    statedMembers: 186,
    newInviteCode: true,
  });
  await communities.join({ inviteCode: changed.inviteCode, customer: otherCustomer });
  expect((await communities.list({ leaderId: leader })).data).toMatchObject([{ statedMembers: 186 }]);
  const { data } = await communities.members({ communityId: community });
  expect(data.map(({ customerId }) => customerId)).toContain(otherCustomer);
}

async function importPoints({ tuan }: TestShop): Promise<void> {
  const { imports } = tuan;
  const sheet = {
    headers: ['编号', '自提点', '地址', '营业时间', '团长'],
    rows: [{ row: 2, cells: ['P09', '北门岗亭', '文一西路1501号', '16:00-20:30', 'L01'] }],
  };
  const preview = await imports.preview({ kind: 'pickupPoints', fileName: '自提点.csv', sheet });
  await imports.confirm({ importId: preview.id });
  expect(await imports.get({ importId: preview.id })).toMatchObject({ status: 'confirmed' });
  expect((await imports.list({ kind: 'pickupPoints' })).data).toHaveLength(1);
}

/**
 * Promotions and what may happen to an order before the goods come.
 *
 * By hand: 小雨 wants 2 apples at 10.00, then 5 with 5.00 off for a first order and 2.00 for a coupon: 43.00, and eggs as
 * a gift. One is given back for 8.60; after the freeze the rest is withdrawn, and all of 43.00 is owed to her.
 */
export const orderFlow: ShopFlow = {
  title: 'promotions, coupons, and orders that are replaced, reduced and withdrawn',
  async play(shop) {
    await promoteGoods(shop);
    const orderId = await replaceOrder(shop);
    await readPromotions(shop);
    await withdrawLater(shop, orderId);
    expect(await booksOf(shop)).toEqual({ hostMoney: 4300, refundsDue: -4300 });
  },
};

async function promoteGoods(shop: TestShop): Promise<void> {
  const { coupons, promotions } = shop.tuan;
  const first = { kind: 'firstOrder', name: '首单立减', steps: [{ amount: yuan(500) }] } as const;
  const { id } = await promotions.create({ ...first, steps: [...first.steps] });
  await promotions.change({ promotionId: id, name: '首单减5元' });
  await promotions.activate({ promotionId: id });
  await plantGift(shop, 3);
  const gift = { variantId: planted.egg, from: yuan(3000), onUndone: 'charge' } as const;
  const spend = await promotions.create({ kind: 'spendGift', name: '满30送鸡蛋', gift });
  await promotions.activate({ promotionId: spend.id });
  const coupon = await promotions.create({ kind: 'coupon', name: '券', steps: [{ amount: yuan(200) }] });
  await promotions.activate({ promotionId: coupon.id });
  await coupons.create({
    promotionId: coupon.id,
    coupons: [{ code: 'EAST2', uses: 1, customerId: customer }],
  });
  expect((await coupons.list({ promotionId: coupon.id })).data).toMatchObject([{ usesLeft: 1 }]);
  const over = await promotions.create({ ...first, name: '过时', steps: [{ amount: yuan(100) }] });
  await promotions.activate({ promotionId: over.id });
  await promotions.end({ promotionId: over.id });
  expect(await promotions.get({ promotionId: over.id })).toMatchObject({ status: 'ended' });
  expect((await promotions.list({ status: 'active' })).data).toHaveLength(3);
}

async function replaceOrder(shop: TestShop): Promise<string> {
  const { orders } = shop.tuan;
  const cart = (pieces: number) => ({ lines: [{ offerId: planted.appleOffer, pieces }] });
  const by = { customer, leaderId: leader, pickupPointId: point };
  const held = await orders.place({ campaignId, ...by, ...cart(2) });
  const wish = { ...cart(5), couponCode: 'EAST2' };
  const { token } = await orders.quote({ campaignId, ...wish, ...by, replaces: held.id });
  const replaced = await orders.replace(
    { orderId: held.id, quoteToken: token, ...wish },
    byCustomer(customer),
  );
  expect(replaced.total).toEqual(yuan(4300));
  await orders.pay({ orderId: held.id, amount: replaced.total, reference: 'till-1' });
  const apples = replaced.lines.find(({ gift }) => !gift);
  const lines = [{ lineId: apples?.id ?? '', pieces: 1 }];
  const reduced = await orders.reduce({ orderId: held.id, lines }, byCustomer(customer));
  expect(reduced.refunded).toEqual(yuan(860));
  return held.id;
}

/** The coupon took 2.00 off one order of 43.00, of which 8.60 went back. */
async function readPromotions({ tuan }: TestShop): Promise<void> {
  expect((await tuan.promotions.ofCampaign({ campaignId }, byLeader(leader))).data.length).toBeGreaterThan(0);
  expect((await tuan.coupons.listToHandOut({}, byLeader(leader))).data).toEqual([]);
  const own = await tuan.coupons.listOwn({}, byCustomer(customer));
  expect(own.data).toMatchObject([{ code: 'EAST2', state: 'used', usesLeft: 0 }]);
  const [coupon] = (await tuan.promotions.list({ kind: 'coupon' })).data;
  const results = await tuan.promotions.results({ promotionId: coupon?.id ?? '' });
  expect(results).toMatchObject({ orders: 1, customers: 1, coupons: { made: 1, usesLeft: 0 } });
  expect(results.sales).toEqual(yuan(4300));
  expect(results.refunded).toEqual(yuan(860));
}

async function withdrawLater(shop: TestShop, orderId: string): Promise<void> {
  const { orders } = shop.tuan;
  shop.at('2026-11-23T22:10:00+08:00');
  await shop.tuan.campaigns.freeze({ campaignId });
  await orders.withdraw({ orderId, reason: '搬家', fault: 'customer' });
  expect(await orders.get({ orderId })).toMatchObject({ status: 'cancelled' });
}
