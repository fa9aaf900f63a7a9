import { planted } from '../neighbourhood.ts';
import { byLeader } from '../flows/flow.ts';
import type { Month } from './month.ts';
import type { Rate } from './wishes.ts';

/** A rate as verbs take it. */
export function rateOf(month: Month, rate: Rate) {
  return 'perPiece' in rate ? { perPiece: month.money(rate.perPiece) } : { basisPoints: rate.basisPoints };
}

/** Everything that a shop can switch on, before the first round. */
export async function openMonth(month: Month): Promise<void> {
  const { tuan, wish } = month;
  await tuan.shop.change({ policies: { ...wish.policies, referral: wish.referral, payAtPickup: 'allowed' } });
  await admit(month);
  await bringGoods(month);
  for (const [about, rate] of [
    [{}, wish.shopRate],
    [{ category: '水果' }, wish.fruitRate],
    [{ leaderTier: '银牌' }, wish.levelRate],
    [{ leaderId: planted.otherLeader }, wish.ownRate === null ? null : { basisPoints: wish.ownRate }],
  ] as const)
    if (rate) await promise(month, about, rate);
  const levels = [
    { name: '铜牌', reach: {} },
    { name: '银牌', reach: { sales: month.money(wish.levelSales) } },
  ];
  await tuan.leaderLevels.put({ levels });
  await sharePoint(month, wish.pointShare);
  await setTargets(month);
  await promote(month);
  for (const leaderId of [planted.leader, planted.otherLeader])
    await tuan.receivers.put({ leaderId, type: 'personal', account: `open-id-of-${leaderId}` });
}

export async function promise(
  month: Month,
  about: Parameters<Month['terms']['promise']>[0],
  rate: Rate,
): Promise<void> {
  const made = await month.try(
    'rule',
    month.tuan.commissionRules.create({ ...about, ...rateOf(month, rate) }),
  );
  if (made) month.terms.promise(about, rate);
}

/** The keeper of the western point earns on what others sell there. */
export async function sharePoint(month: Month, share: Month['wish']['pointShare']): Promise<boolean> {
  const point = { externalId: 'P02', name: '幸福里西区便利店', address: '文一西路1500号' };
  const wish = share && { ...rateOf(month, share.rate), from: share.from };
  const done = await month.try(
    'pointShare',
    month.tuan.pickupPoints.upsert({ pickupPoints: [{ ...point, share: wish }] }),
  );
  if (done) month.terms.point = share;
  return done !== null;
}

/** A third leader whom the first recruited; the second is a customer, too. */
async function admit(month: Month): Promise<void> {
  const { tuan, terms, wish, shop } = month;
  const recruited = { name: '小李', phone: '13700000001', recruitedById: planted.leader };
  const { id } = await tuan.leaders.apply(recruited);
  await tuan.leaders.approve({ leaderId: id });
  month.recruit = id;
  terms.recruit = id;
  for (const leaderId of month.leaders) terms.approvedAt.set(leaderId, shop.now);
  if (wish.boughtByLeader)
    await tuan.leaders.change({ leaderId: planted.otherLeader, customerId: planted.otherCustomer });
  await tuan.communities.create({ name: '西区邻居群' }, byLeader(planted.otherLeader));
}

/** Eggs come from somebody else than fruit does, and a bag is given away. */
async function bringGoods(month: Month): Promise<void> {
  const { tuan, wish } = month;
  const { data } = await tuan.suppliers.upsert({
    suppliers: [{ externalId: '禽蛋合作社', name: '禽蛋合作社' }],
  });
  month.eggSupplier = data[0]?.id ?? '';
  const common = { supplierId: month.eggSupplier, leadDays: 1 };
  await tuan.products.upsert({
    products: [
      {
        externalId: 'E001',
        name: '散养土鸡蛋',
        category: '肉禽蛋',
        variants: [
          {
            externalId: 'E001',
            unit: '盒',
            packSize: 3,
            price: month.money(811),
            cost: month.money(600),
            ...common,
          },
        ],
      },
      {
        externalId: 'B001',
        name: '环保袋',
        category: '日用',
        variants: [
          {
            externalId: 'B001',
            unit: '个',
            packSize: 1,
            price: month.money(333),
            cost: month.money(97),
            ...common,
          },
        ],
      },
    ],
  });
  month.bag = 'external:B001';
  const tiers = [
    { threshold: month.money(wish.rebate.threshold), basisPoints: 333 },
    { threshold: month.money(wish.rebate.threshold + 5000), basisPoints: 777 },
  ];
  for (const supplierId of month.suppliers)
    await tuan.rebateTiers.put({ supplierId, mode: wish.rebate.mode, tiers });
}

/** Of the weeks and of the days of the month end, one with what is withheld. */
async function setTargets(month: Month): Promise<void> {
  const { tuan, wish } = month;
  const { threshold, basisPoints, withheld } = wish.target;
  const withholding = { amount: month.money(withheld), noticeDays: 2, acknowledged: true };
  await tuan.commissionTargets.create({
    name: '每周',
    period: { kind: 'week' },
    steps: [
      { threshold: month.money(threshold), bonus: month.money(11) },
      { threshold: month.money(threshold + 4000), basisPoints },
    ],
    ...(withheld === 0 ? {} : { withholding }),
  });
  await tuan.commissionTargets.create({
    name: '银牌冲量',
    leaderTier: '银牌',
    period: { kind: 'dates', from: '2026-11-23', to: '2026-12-03' },
    steps: [{ threshold: month.money(threshold), basisPoints }],
  });
}

async function promote(month: Month): Promise<void> {
  const { tuan, wish } = month;
  const { budget, firstOrder, spendSave, coupon, couponUses, giftUndone, every } = wish.promotions;
  const off = 'amount' in coupon ? { amount: month.money(coupon.amount) } : coupon;
  const gift = { variantId: month.bag, pieces: 1, onUndone: giftUndone };
  const wishes = [
    { kind: 'firstOrder', steps: [{ amount: month.money(firstOrder) }], budget: month.money(budget) },
    { kind: 'spendSave', steps: [{ from: month.money(1500), basisPoints: Math.max(1, spendSave) }] },
    { kind: 'coupon', steps: [off], categories: ['水果'] },
    { kind: 'spendGift', gift: { ...gift, from: month.money(2000) } },
    { kind: 'inviteGift', gift, every },
  ] as const;
  for (const { kind, ...one } of wishes) {
    const input = { kind, name: kind, ...one } as unknown as Parameters<typeof tuan.promotions.create>[0];
    const { id } = await tuan.promotions.create(input);
    await tuan.promotions.activate({ promotionId: id });
    if (kind === 'coupon') month.couponPromotion = id;
  }
  const coupons = [{ code: 'EAST', uses: couponUses }];
  await tuan.coupons.create({ promotionId: month.couponPromotion, coupons });
}
