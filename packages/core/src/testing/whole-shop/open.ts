import { campaigns } from '../../campaigns/tables.ts';
import { planted } from '../neighbourhood.ts';
import { plantGift, promote, yuan } from '../promote.ts';
import type { RandomShop } from '../random-shop.ts';
import type { TestShop } from '../test-shop.ts';
import type { Day } from './day.ts';

const { campaign: campaignId } = planted;

/** Everything on offer at once. */
export async function openDay({ shop }: Day, wish: RandomShop): Promise<void> {
  const { tuan } = shop;
  await plantGift(shop, wish.giftStock);
  const { minimum, onMiss } = wish;
  const flash = { price: yuan(633), stock: wish.flashStock, limitPerCustomer: wish.flashLimit };
  const apples = {
    variantId: planted.apple,
    cap: wish.cap,
    limitPerCustomer: wish.limit,
    price: yuan(999),
    tiers: [
      { fromPieces: 6, price: yuan(880) },
      { fromPieces: 9, price: yuan(851), countedOver: 'community' as const },
    ],
    flashWindows: [{ ...flash, startsAt: '2026-11-23T09:00:00+08:00', endsAt: '2026-11-23T21:00:00+08:00' }],
  };
  const extension = onMiss === 'extendOnce' ? { extendHours: 1 } : {};
  const closesAt = `2026-11-23T${wish.eggCutoff}:00+08:00`;
  const eggs = { variantId: planted.egg, minimum, onMiss, ...extension, closesAt };
  await tuan.campaigns.putOffers({ campaignId, offers: [apples] });
  await tuan.campaigns.putOffers({ campaignId, offers: [eggs] });
  if (wish.pool !== null)
    await tuan.pools.put({ variantId: planted.apple, pickupDate: '2026-11-24', cap: wish.pool });
  await promote(shop, { kind: 'firstOrder', steps: [{ amount: yuan(500) }], budget: yuan(wish.budget) });
  await promote(shop, { kind: 'spendSave', steps: [{ from: yuan(2000), basisPoints: 1111 }] });
  const gift = { variantId: planted.egg, pieces: 1, from: yuan(3000), onUndone: wish.giftUndone };
  await promote(shop, { kind: 'spendGift', gift });
  const coupon = await promote(shop, { kind: 'coupon', steps: [{ basisPoints: wish.couponOff }] });
  await tuan.coupons.create({ promotionId: coupon.id, coupons: [{ code: 'EAST', uses: 3 }] });
  await shareOut(shop, wish);
  await setTarget(shop, wish);
  if (wish.perPiece) await tuan.commissionRules.create({ leaderId: planted.leader, perPiece: yuan(77) });
}

/** The other leader owns the campaign and keeps the pickup point, and earns along. */
async function shareOut(shop: TestShop, { helped, pointShare, boost }: RandomShop): Promise<void> {
  await shop.tuan.shop.change({ policies: { launchBoostBasisPoints: boost, launchBoostDays: 30 } });
  if (helped)
    await shop.plant((work) =>
      work.set(campaigns, work.get(campaigns, campaignId), {
        ownerLeaderId: planted.otherLeader,
        ownerBasisPoints: 301,
        helperPerPiece: 58,
      }),
    );
  if (pointShare === null) return;
  const point = { externalId: 'P01', name: '幸福里东门驿站', address: '文一西路1500号' };
  const share = { basisPoints: 155, from: pointShare };
  await shop.tuan.pickupPoints.upsert({
    pickupPoints: [{ ...point, leaderId: planted.otherLeader, share }],
  });
}

/** Over the days of the campaign, with what is withheld from whoever misses it. */
async function setTarget(
  { tuan }: TestShop,
  { target: { threshold, basisPoints } }: RandomShop,
): Promise<void> {
  await tuan.commissionTargets.create({
    name: '冲量',
    period: { kind: 'dates', from: '2026-11-23', to: '2026-11-29' },
    steps: [{ threshold: yuan(threshold), basisPoints }],
    withholding: { amount: yuan(50), noticeDays: 2, acknowledged: true },
  });
}
