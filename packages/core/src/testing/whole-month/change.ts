import { expect } from 'vitest';
import { planted } from '../neighbourhood.ts';
import type { Month } from './month.ts';
import { promise, rateOf, sharePoint } from './open.ts';
import type { ChangeStep } from './wishes.ts';

/** R14: the shop changes a price or a rule, and no order that stands is touched by it. */
export async function change(month: Month, step: ChangeStep): Promise<void> {
  const before = await Promise.all(
    month.everything.map(({ id: orderId }) => month.tuan.orders.get({ orderId })),
  );
  await changes[step.what](month, step);
  const after = await Promise.all(
    month.everything.map(({ id: orderId }) => month.tuan.orders.get({ orderId })),
  );
  expect(after).toEqual(before);
}

const changes: Readonly<Record<ChangeStep['what'], (month: Month, step: ChangeStep) => Promise<unknown>>> = {
  price: async (month, { value }) => {
    const offers = [{ variantId: planted.apple, price: month.money(300 + value) }];
    const { campaignId } = month;
    await month.try('price', month.tuan.campaigns.putOffers({ campaignId, offers }));
  },
  rule: (month, { value }) => promise(month, { category: '水果' }, { basisPoints: value }),
  leaderRate: (month, { value }) =>
    promise(month, { leaderId: planted.otherLeader }, { perPiece: value % 200 }),
  tier: async (month, { value }) => {
    const tier = value % 2 === 0 ? '银牌' : '铜牌';
    await month.try('tier', month.tuan.leaders.change({ leaderId: planted.leader, tier }));
  },
  policies: async (month, { policies }) => {
    const done = await month.try('policies', month.tuan.shop.change({ policies }));
    if (done) month.terms.policies = policies;
  },
  help: async (month, { value }) => {
    const help = month.terms.help.get(month.campaignId);
    if (!help) return;
    const helper = { basisPoints: value };
    const helpSelling = { ownerId: help.ownerId, owner: rateOf(month, help.owner), helper };
    const { campaignId } = month;
    const done = await month.try('help', month.tuan.campaigns.change({ campaignId, helpSelling }));
    if (done) month.terms.help.set(campaignId, { ...help, helper });
  },
  share: (month, { value }) =>
    sharePoint(
      month,
      value % 5 === 0 ? null : { rate: { basisPoints: value }, from: value % 2 ? 'leader' : 'shop' },
    ),
  promotion: async (month, { value }) => {
    const promotionId = month.couponPromotion;
    const steps = [{ amount: month.money(value) }];
    await month.try('promotion', month.tuan.promotions.change({ promotionId, steps }));
  },
  suspend: async (month) => {
    const { suspended } = month.terms;
    const leaderId = planted.otherLeader;
    const { leaders } = month.tuan;
    if (suspended.has(leaderId)) {
      await leaders.reinstate({ leaderId });
      suspended.delete(leaderId);
    } else if (await month.try('suspend', leaders.suspend({ leaderId, reason: '休假' })))
      suspended.add(leaderId);
  },
};
