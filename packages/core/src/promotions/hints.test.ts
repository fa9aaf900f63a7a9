import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples, cartOf, plantGift, promote, yuan } from '../testing/promote.ts';

/* A hint promises nothing that would not come, and what could not be had says why. */

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

async function hintsOf(cart: Parameters<typeof shop.tuan.orders.quote>[0]): Promise<string[]> {
  const { hints } = await shop.tuan.orders.quote(cart);
  return hints.map(({ reason }) => reason);
}

test('R9: no hint to a discount whose budget is used up; who reaches it reads that it is', async () => {
  await promote(shop, {
    kind: 'spendSave',
    name: '满20减5',
    budget: yuan(500),
    steps: [{ from: yuan(2000), amount: yuan(500) }],
  });
  expect(await hintsOf(cartOf(1))).toEqual(['spendMore']);
  expect((await shop.tuan.orders.place(apples(2))).total).toEqual(yuan(1500));
  expect(await hintsOf(cartOf(1))).toEqual([]);
  const { total, hints } = await shop.tuan.orders.quote(cartOf(2));
  expect(total).toEqual(yuan(2000));
  expect(hints).toMatchObject([
    {
      reason: 'budgetUsedUp',
      text: { zh: '满20减5：名额已用完', en: '满20减5: all of it has been given' },
    },
  ]);
});

test('R12: no hint to a gift that is gone', async () => {
  await promote(shop, { kind: 'spendGift', gift: { variantId: planted.egg, from: yuan(3000) } });
  await plantGift(shop, 1);
  expect(await hintsOf(cartOf(2))).toEqual(['spendMoreForGift']);
  await shop.tuan.orders.place(apples(3));
  expect(await hintsOf(cartOf(2))).toEqual([]);
  expect(await hintsOf(cartOf(3))).toEqual(['giftOutOfStock']);
});

test('R12: no hint to a gift of other goods than those in the cart, and with its pieces', async () => {
  await plantGift(shop, 9);
  const gift = { variantId: planted.egg, from: yuan(3000), pieces: 2 };
  await promote(shop, { kind: 'spendGift', categories: ['水果'], gift });
  const eggs = [{ offerId: planted.eggOffer, pieces: 1 }];
  expect(await hintsOf(cartOf(1, { lines: eggs }))).toEqual([]);
  const { hints } = await shop.tuan.orders.quote(cartOf(2));
  expect(hints).toMatchObject([
    {
      text: {
        zh: '再买 10.00 元，送鸡蛋 ×2（限水果）',
        en: '10.00 CNY more for a gift: 鸡蛋 × 2 (only 水果)',
      },
    },
  ]);
});

test('R9: a hint to a first order in percent says the percentage', async () => {
  await promote(shop, {
    kind: 'firstOrder',
    name: '首单九折',
    steps: [{ from: yuan(3000), basisPoints: 1000 }],
  });
  const { hints } = await shop.tuan.orders.quote(cartOf(1));
  expect(hints).toMatchObject([
    {
      reason: 'spendMorePercent',
      amount: 2000,
      text: { zh: '再买 20.00 元，减 10%（首单九折）', en: '20.00 CNY more for 10% off (首单九折)' },
    },
  ]);
});

test('R9: no hint to less than what the same goods are given already', async () => {
  const one = { kind: 'spendSave' } as const;
  await promote(shop, { ...one, name: 'A', steps: [{ from: yuan(2000), amount: yuan(800) }] });
  await promote(shop, { ...one, name: 'B', steps: [{ from: yuan(3000), amount: yuan(500) }] });
  expect(await hintsOf(cartOf(1))).toEqual(['spendMore', 'spendMore']);
  expect(await hintsOf(cartOf(2))).toEqual([]);
});

test('R6: no hint to a tier above the flash price that is had', async () => {
  await shop.tuan.campaigns.putOffers({
    campaignId: planted.campaign,
    offers: [
      {
        variantId: planted.apple,
        tiers: [{ fromPieces: 10, price: yuan(900) }],
        flashWindows: [
          {
            startsAt: '2026-11-23T10:00:00+08:00',
            endsAt: '2026-11-23T11:00:00+08:00',
            price: yuan(700),
            stock: 5,
          },
        ],
      },
    ],
  });
  shop.at('2026-11-23T10:30:00+08:00');
  expect(await hintsOf(cartOf(5))).toEqual([]);
  // The sixth has the usual price.
  const { hints } = await shop.tuan.orders.quote(cartOf(6));
  expect(hints).toMatchObject([
    {
      reason: 'tierNext',
      text: { zh: '苹果再有 4 斤，每斤 9.00 元', en: '苹果: 4 more make it 9.00 CNY per 斤' },
    },
  ]);
});

test('R46: a new guest is quoted nothing that a person has only so often, as the order will have it', async () => {
  await promote(shop, {
    kind: 'spendSave',
    usesPerCustomer: 1,
    steps: [{ from: yuan(1000), amount: yuan(100) }],
  });
  await promote(shop, { kind: 'firstOrder', steps: [{ amount: yuan(500) }] });
  const guest = { customer: { nickname: '楼上' } };
  const { total, hints } = await shop.tuan.orders.quote(cartOf(1, guest));
  expect(total).toEqual(yuan(1000));
  expect(hints).toEqual([]);
  expect((await shop.tuan.orders.place(apples(1, guest))).total).toEqual(total);
});

test('R11: that an undone gift is charged is said with the gift, before anybody orders; a kept one says nothing', async () => {
  await plantGift(shop, 9);
  const gift = { variantId: planted.egg, from: yuan(3000) };
  const { id: promotionId } = await promote(shop, {
    kind: 'spendGift',
    name: '满30送蛋',
    gift: { ...gift, onUndone: 'charge' },
  });
  const said = async () => (await shop.tuan.orders.quote(cartOf(3))).steps.map(({ text }) => text);
  expect(await said()).toEqual([
    {
      zh: '满30送蛋：送鸡蛋 ×1（退货后不足 30.00 元，赠品按 6.00 元收）',
      en: '满30送蛋: a gift, 鸡蛋 × 1 (6.00 CNY if what you keep falls below 30.00 CNY)',
    },
  ]);
  await shop.tuan.promotions.change({ promotionId, gift: { ...gift, onUndone: 'keep' } });
  expect((await said())[0]?.zh).toBe('满30送蛋：送鸡蛋 ×1');
});

test('R10: who has an unpaid order with the first-order discount reads where it is; paid or expired it is not said', async () => {
  await promote(shop, { kind: 'firstOrder', name: '新人首单', steps: [{ amount: yuan(500) }] });
  const { id: orderId } = await shop.tuan.orders.place(apples(1));
  expect((await shop.tuan.orders.quote(cartOf(1))).hints).toMatchObject([
    { reason: 'firstOrderHeld', text: { zh: '新人首单：已用在您待付款的订单里' } },
  ]);
  // Replaced, it goes along.
  const replaced = await shop.tuan.orders.quote({ ...cartOf(2), replaces: orderId });
  expect([replaced.total, replaced.hints]).toEqual([yuan(1500), []]);
  shop.now += 15 * 60_000;
  expect((await shop.tuan.orders.quote(cartOf(1))).total).toEqual(yuan(500));
  await shop.tuan.orders.place(apples(1, { payment: { amount: yuan(500), reference: 'till' } }));
  expect(await hintsOf(cartOf(1))).toEqual([]);
});
