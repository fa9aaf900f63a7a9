import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples, plantGift, promote, yuan } from '../testing/promote.ts';
import { leaderCouponPageSchema, openPromotionsSchema } from './schemas.ts';

/* What a leader can tell neighbours of: promotions of the own campaigns, and coupons to hand out. */

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const campaignId = planted.campaign;
const off = { kind: 'spendSave', steps: [{ from: yuan(1000), amount: yuan(100) }] } as const;
const by = (leaderId: string) => ({ actor: { kind: 'leader', leaderId } }) as const;

async function seenBy(leaderId: string) {
  const answer = await shop.tuan.promotions.ofCampaign({ campaignId }, by(leaderId));
  expect(openPromotionsSchema.parse(answer)).toEqual(answer);
  const page = await shop.tuan.campaigns.showOpen({ campaignId, leaderId });
  expect(answer.data).toEqual(page.promotions);
  return answer.data;
}

test('a leader sees what the storefront shows for orders with this leader, and nothing of others', async () => {
  await plantGift(shop, 1);
  await promote(shop, { kind: 'firstOrder', steps: [{ amount: yuan(500) }] });
  await promote(shop, { kind: 'spendGift', gift: { variantId: planted.egg, from: yuan(1000) } });
  await promote(shop, { ...off, leaderIds: [planted.otherLeader] });
  await promote(shop, { ...off, leaderIds: [planted.leader, planted.otherLeader] });
  await promote(shop, { kind: 'coupon', steps: [{ amount: yuan(500) }] });
  const own = await seenBy(planted.leader);
  expect(own.map(({ kind }) => kind)).toEqual(['firstOrder', 'spendGift', 'spendSave']);
  expect(own[2]?.leaderIds).toEqual([planted.leader]);
  expect(await seenBy(planted.otherLeader)).toHaveLength(4);
  await shop.tuan.orders.place(apples(2));
  expect((await seenBy(planted.leader)).map(({ kind }) => kind)).not.toContain('spendGift');
  shop.at('2026-11-23T22:00:00+08:00');
  expect(await seenBy(planted.leader)).toEqual([]);
});

test('a campaign in which the leader takes no part, or a draft, does not exist; others have no such list', async () => {
  const { ofCampaign } = shop.tuan.promotions;
  await shop.tuan.engine.run([
    { sql: `DELETE FROM "campaign_leaders" WHERE "leaderId" = '${planted.otherLeader}'`, params: [] },
  ]);
  const other = by(planted.otherLeader);
  await expect(ofCampaign({ campaignId }, other)).rejects.toMatchObject({ code: 'not_found' });
  await expect(ofCampaign({ campaignId: 'cam_none' }, other)).rejects.toMatchObject({ code: 'not_found' });
  const draft = await shop.tuan.campaigns.draft({
    title: '草稿',
    closesAt: '2026-11-24T22:00:00+08:00',
    pickupDate: '2026-11-25',
    pickupWindows: [{ opens: '16:00', closes: '20:00' }],
    leaderIds: [planted.leader],
    offers: [{ variantId: planted.apple }],
  });
  const wish = ofCampaign({ campaignId: draft.id }, by(planted.leader));
  await expect(wish).rejects.toMatchObject({ code: 'not_found' });
  for (const actor of [{ kind: 'customer', customerId: planted.customer }, { kind: 'system' }] as const) {
    await expect(ofCampaign({ campaignId }, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(shop.tuan.coupons.listToHandOut({}, { actor })).rejects.toMatchObject({
      code: 'not_allowed',
    });
  }
});

test('coupons to hand out are codes for anybody of promotions that name the leader, as long as they are good', async () => {
  const make = async (name: string, extra: object, coupon: object = {}) => {
    const wanted = { kind: 'coupon', name, steps: [{ amount: yuan(500) }], ...extra } as const;
    const { id } = await promote(shop, wanted);
    shop.now += 1000;
    await shop.tuan.coupons.create({ promotionId: id, coupons: [{ code: name, uses: 2, ...coupon }] });
    return id;
  };
  const mine = { leaderIds: [planted.leader] };
  await make('EAST5', mine);
  await make('NEXT5', { ...mine, startsAt: '2026-11-24T08:00:00+08:00' });
  const ended = await make('ENDED', mine);
  await shop.tuan.promotions.end({ promotionId: ended });
  await make('OVER', { ...mine, endsAt: '2026-11-23T09:30:00+08:00' });
  await make('ALL', {});
  await make('OTHER', { leaderIds: [planted.otherLeader] });
  await make('GIVEN', mine, { customerId: planted.customer });
  await make('SPENT', { ...mine, budget: yuan(500) });
  const spend = { payment: { amount: yuan(500), reference: 'till-1' } };
  await shop.tuan.orders.place(apples(1, { couponCode: 'SPENT', ...spend }));
  shop.at('2026-11-23T10:00:00+08:00');
  const { data } = await shop.tuan.coupons.listToHandOut({}, by(planted.leader));
  expect(data.map(({ code, state, usesLeft }) => [code, state, usesLeft])).toEqual([
    ['NEXT5', 'later', 2],
    ['EAST5', 'usable', 2],
  ]);
  expect(data[1]).toMatchObject({ name: 'EAST5', text: { zh: '减 5.00 元' }, uses: 2, endsAt: null });
  const page = await shop.tuan.coupons.listToHandOut({ limit: 1 }, by(planted.leader));
  expect(leaderCouponPageSchema.parse(page)).toEqual(page);
  const cursor = page.nextCursor ?? '';
  expect((await shop.tuan.coupons.listToHandOut({ limit: 1, cursor }, by(planted.leader))).data).toEqual([
    data[1],
  ]);
  for (const customer of [planted.customer, planted.otherCustomer])
    await shop.tuan.orders.place(apples(1, { customer, couponCode: 'EAST5' }));
  expect((await shop.tuan.coupons.listToHandOut({}, by(planted.leader))).data).toHaveLength(1);
});
