import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples, cartOf, plantGift, promote, yuan } from '../testing/promote.ts';
import { ownCouponPageSchema } from './schemas.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const as = (customerId: string) => ({ actor: { kind: 'customer', customerId } }) as const;
const mine = async (wanted: Readonly<Record<string, unknown>> = {}, who: string = planted.customer) => {
  const page = await shop.tuan.coupons.listOwn(wanted, as(who));
  expect(ownCouponPageSchema.parse(page)).toEqual(page);
  return page.data;
};

async function coupon(
  code: string,
  terms: Readonly<Record<string, unknown>> = {},
  uses = 1,
): Promise<string> {
  const { id: promotionId } = await promote(shop, {
    kind: 'coupon',
    name: `${code}券`,
    steps: [{ from: yuan(2000), amount: yuan(300) }],
    ...terms,
  });
  const coupons = [{ code, customerId: planted.customer, uses }];
  await shop.tuan.coupons.create({ promotionId, coupons });
  return promotionId;
}

test('own coupons: what each gives and whether it is good now; nobody sees those of others', async () => {
  await coupon('NOW5');
  shop.now += 1000;
  await coupon('LATER5', { startsAt: '2026-11-23T12:00:00+08:00' });
  shop.now += 1000;
  await coupon('BRIEF5', { endsAt: '2026-11-23T09:30:00+08:00' });
  shop.now += 1000;
  const ended = await coupon('ENDED5');
  await shop.tuan.promotions.end({ promotionId: ended });
  expect(await mine()).toMatchObject([
    { code: 'ENDED5', state: 'over' },
    { code: 'BR1EF5', state: 'usable', endsAt: '2026-11-23T01:30:00.000Z' },
    { code: '1ATER5', state: 'later' },
    {
      kind: 'coupon',
      code: 'N0W5',
      name: 'NOW5券',
      state: 'usable',
      usesLeft: 1,
      text: { zh: '满 20.00 元减 3.00 元', en: '3.00 CNY off from 20.00 CNY' },
    },
  ]);
  shop.at('2026-11-23T12:00:00+08:00');
  expect((await mine({ state: 'usable' })).map(({ code }) => code)).toEqual(['1ATER5', 'N0W5']);
  expect((await mine({ state: 'over' })).map(({ code }) => code)).toEqual(['ENDED5', 'BR1EF5']);
  expect(await mine({}, planted.otherCustomer)).toEqual([]);
  for (const actor of [
    { kind: 'shop' },
    { kind: 'leader', leaderId: planted.leader },
    { kind: 'storefront' },
  ])
    await expect(shop.tuan.coupons.listOwn({}, { actor: actor as never })).rejects.toMatchObject({
      code: 'not_allowed',
    });
});

test('own coupons: one that is used up says so, and is good again when the order is cancelled', async () => {
  await coupon('TWICE5', {}, 2);
  const order = apples(2, { couponCode: 'TWICE5' });
  await shop.tuan.orders.place(order);
  expect(await mine()).toMatchObject([{ state: 'usable', usesLeft: 1 }]);
  const { id: orderId } = await shop.tuan.orders.place(order);
  expect(await mine()).toMatchObject([{ state: 'used', usesLeft: 0 }]);
  await shop.tuan.orders.cancel({ orderId });
  expect(await mine({ state: 'usable' })).toMatchObject([{ usesLeft: 1 }]);
});

test('R13: a voucher has no code, says what it brings, and stays good after the window [S]', async () => {
  await plantGift(shop, 9);
  await promote(shop, {
    kind: 'inviteGift',
    name: '拉3人进群',
    every: 1,
    endsAt: '2026-11-23T12:00:00+08:00',
    gift: { variantId: planted.egg },
  });
  await shop.tuan.communities.join({
    inviteCode: 'EAST2026',
    customer: planted.otherCustomer,
    invitedById: planted.customer,
  });
  shop.at('2026-11-23T13:00:00+08:00');
  expect(await mine()).toMatchObject([
    { kind: 'inviteGift', code: null, name: '拉3人进群', state: 'usable', endsAt: null },
  ]);
  expect(JSON.stringify(await mine())).not.toContain('cus_');
});

test('own coupons: in pages, newest first', async () => {
  const { id: promotionId } = await promote(shop, { kind: 'coupon', steps: [{ amount: yuan(100) }] });
  const coupons = [1, 2, 3].map((number) => ({ code: `P${String(number)}`, customerId: planted.customer }));
  await shop.tuan.coupons.create({ promotionId, coupons });
  const first = await shop.tuan.coupons.listOwn({ limit: 2 }, as(planted.customer));
  const rest = await shop.tuan.coupons.listOwn(
    { limit: 2, cursor: first.nextCursor ?? '' },
    as(planted.customer),
  );
  expect([...first.data, ...rest.data].map(({ code }) => code)).toEqual(['P3', 'P2', 'P1']);
  expect(rest.nextCursor).toBeNull();
});

test('a quote tells of the own coupon that takes most off, until one is used; never of one that is not good for this', async () => {
  await coupon('SMALL5', { steps: [{ amount: yuan(100) }] });
  await coupon('LARGE5');
  await coupon('EGGS5', { categories: ['肉禽蛋'], steps: [{ amount: yuan(900) }] });
  await coupon('OFTEN5', { startsAt: '2026-11-23T12:00:00+08:00', steps: [{ amount: yuan(900) }] });
  const told = async (pieces: number, extra: Readonly<Record<string, unknown>> = {}) =>
    (await shop.tuan.orders.quote(cartOf(pieces, extra))).hints.map(({ facts }) => facts?.code);
  expect(await told(1)).toEqual(['SMA115']);
  const { hints, total } = await shop.tuan.orders.quote(cartOf(2));
  expect(total).toEqual(yuan(2000));
  expect(hints).toMatchObject([
    { kind: 'ownCoupon', reason: 'couponToUse', amount: 300, facts: { code: '1ARGE5' } },
  ]);
  expect(hints[0]?.text.zh).toBe('您有优惠券可用：LARGE5券，可减 3.00 元');
  expect(await told(2, { couponCode: '1ARGE5' })).toEqual([]);
  expect(await told(2, { customer: planted.otherCustomer })).toEqual([]);
  const asLeader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
  expect((await shop.tuan.orders.quote(cartOf(2), asLeader)).hints).toEqual([]);
  await shop.tuan.orders.place(apples(2, { couponCode: '1ARGE5', payment: 'atPickup' }));
  expect(await told(2)).toEqual(['SMA115']);
});
