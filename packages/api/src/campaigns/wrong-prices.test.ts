import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

/* Prices and promotions that cannot be: each is told by a code, the field, and a sentence in both languages. */

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const offersPath = `/campaigns/${planted.campaign}/offers`;

async function told(method: string, path: string, body: unknown, language: string) {
  const headers = { 'accept-language': language };
  const answer = await shop.call(path, { token: shop.secretKey, method, body, headers });
  return answer.body as {
    readonly status: number;
    readonly code: string;
    readonly detail: string;
    readonly fields?: readonly { path: string; code: string; message: string }[];
  };
}

const flash = (from: string, to: string, more: Readonly<Record<string, unknown>> = {}) => ({
  startsAt: `2026-11-23T${from}:00+08:00`,
  endsAt: `2026-11-23T${to}:00+08:00`,
  price: yuan(700),
  stock: 5,
  ...more,
});
const apple = (more: Readonly<Record<string, unknown>>) => ({
  offers: [{ variantId: planted.apple, ...more }],
});
const promotion = (more: Readonly<Record<string, unknown>>) => ({ name: '活动', ...more });
const off = { kind: 'spendSave', steps: [{ from: yuan(1000), amount: yuan(100) }] };

const wrong: readonly (readonly [
  what: string,
  method: string,
  path: string,
  body: unknown,
  field: readonly [path: string, code: string, en: string, zh: string],
])[] = [
  [
    'overlapping flash windows',
    'PUT',
    offersPath,
    apple({ flashWindows: [flash('10:00', '11:00'), flash('10:59', '12:00')] }),
    ['offers.0.flashWindows', 'overlap', 'flash windows overlap', '秒杀时段重叠。'],
  ],
  [
    'a flash window that ends before it starts',
    'PUT',
    offersPath,
    apple({ flashWindows: [flash('11:00', '10:00')] }),
    ['offers.0.flashWindows.0.endsAt', 'period', 'Must be later than startsAt.', '必须晚于 startsAt。'],
  ],
  [
    'a flash window after the cutoff',
    'PUT',
    offersPath,
    apple({ flashWindows: [flash('22:00', '23:00')] }),
    [
      'offers.0.flashWindows.0.startsAt',
      'never',
      'Nothing can be ordered in this window',
      '这个时段不能下单：在开团之前或截单之后。',
    ],
  ],
  [
    'a minimum above what can be sold',
    'PUT',
    offersPath,
    apple({ cap: 20, minimum: 21 }),
    ['offers.0.minimum', 'above_cap', 'Only 20 can be sold', '超过了可售数量，永远达不到。'],
  ],
  [
    'a flash price above the price',
    'PUT',
    offersPath,
    apple({ flashWindows: [flash('10:00', '11:00', { price: yuan(1000) })] }),
    ['offers.0.flashWindows.0.price', 'not_lower', 'below the price', '秒杀价须低于团购价。'],
  ],
  [
    'a negative price',
    'PUT',
    offersPath,
    apple({ price: yuan(-1) }),
    ['offers.0.price.amount', 'custom', 'Must not be negative.', '不能为负数。'],
  ],
  [
    'a negative flash price',
    'PUT',
    offersPath,
    apple({ flashWindows: [flash('10:00', '11:00', { price: yuan(-1) })] }),
    ['offers.0.flashWindows.0.price.amount', 'custom', 'Must not be negative.', '不能为负数。'],
  ],
  [
    'tiers that do not fall',
    'PUT',
    offersPath,
    apple({
      tiers: [
        { fromPieces: 5, price: yuan(800) },
        { fromPieces: 9, price: yuan(900) },
      ],
    }),
    [
      'offers.0.tiers.1.price',
      'not_falling',
      'below that of the tier before',
      '每一档的价格须低于前一档和团购价。',
    ],
  ],
  [
    'a gift without a stock',
    'PUT',
    offersPath,
    apple({ gift: true }),
    ['offers.0.cap', 'required', 'A gift needs a stock', '赠品须有库存：请填写数量。'],
  ],
  [
    'a percentage above 100',
    'POST',
    '/promotions',
    promotion({ kind: 'firstOrder', steps: [{ basisPoints: 10_001 }] }),
    ['steps.0.basisPoints', 'too_big', '<=10000', '太大、太长或太多。'],
  ],
  [
    'a negative discount',
    'POST',
    '/promotions',
    promotion({ kind: 'firstOrder', steps: [{ amount: yuan(-500) }] }),
    ['steps.0.amount.amount', 'custom', 'Must be above zero.', '必须大于零。'],
  ],
  [
    'more off than was spent',
    'POST',
    '/promotions',
    promotion({ kind: 'spendSave', steps: [{ from: yuan(1000), amount: yuan(1001) }] }),
    ['steps.0.amount', 'above_from', 'More is taken off than was spent.', '减的比买的还多。'],
  ],
  [
    'steps that do not rise',
    'POST',
    '/promotions',
    promotion({ kind: 'spendSave', steps: [off.steps[0], off.steps[0]] }),
    ['steps.1.from', 'not_rising', 'Each step starts above', '每一档的门槛须高于前一档。'],
  ],
  [
    'a step that takes less off than the one before',
    'POST',
    '/promotions',
    promotion({
      kind: 'spendSave',
      steps: [
        { from: yuan(5000), amount: yuan(1000) },
        { from: yuan(9000), amount: yuan(500) },
      ],
    }),
    [
      'steps.1.amount',
      'gives_less',
      'whoever buys more would pay more',
      '到这一档反而减得更少：买得多的人多付。',
    ],
  ],
  [
    'a window that ends before it starts',
    'POST',
    '/promotions',
    promotion({ ...off, startsAt: '2026-11-24T00:00:00+08:00', endsAt: '2026-11-23T00:00:00+08:00' }),
    ['endsAt', 'period', 'Must be later than startsAt.', '必须晚于 startsAt。'],
  ],
  [
    'a gift for inviting with a sum',
    'POST',
    '/promotions',
    promotion({ kind: 'inviteGift', every: 3, gift: { variantId: planted.egg, from: yuan(100) } }),
    ['gift.from', 'not_here', 'asks for no sum', '邀请赠品没有金额门槛。'],
  ],
  [
    'a gift promotion without a gift',
    'POST',
    '/promotions',
    promotion({ kind: 'spendGift' }),
    ['gift', 'required', 'Say what is given.', '请填写送什么。'],
  ],
];

test.each(wrong)(
  '%s: 422 with the field and a sentence in both languages',
  async (_, method, path, body, field) => {
    const [at, code, en, zh] = field;
    const english = await told(method, path, body, 'en');
    expect(english).toMatchObject({
      status: 422,
      // What a published campaign may not have a draft may not be published with.
      code: code === 'overlap' ? 'campaign_incomplete' : 'invalid_input',
    });
    const found = english.fields?.find((one) => one.path === at);
    expect(found, JSON.stringify(english.fields)).toMatchObject({ code });
    expect(found?.message).toContain(en);
    const chinese = await told(method, path, body, 'zh-CN');
    expect(chinese.detail).toMatch(/\p{Script=Han}/u);
    expect(chinese.fields?.find((one) => one.path === at)?.message).toBe(zh);
  },
);

test('overlapping flash windows: two that only touch are right, and a draft with overlapping ones is not published', async () => {
  const touching = apple({ flashWindows: [flash('10:00', '11:00'), flash('11:00', '12:00')] });
  expect((await told('PUT', offersPath, touching, 'en')).code).toBeUndefined();
  const drafted = await shop.call('/campaigns', {
    token: shop.secretKey,
    body: {
      title: '明日团',
      opensAt: '2026-11-23T08:00:00+08:00',
      closesAt: '2026-11-23T22:00:00+08:00',
      pickupDate: '2026-11-24',
      pickupWindows: [{ opens: '16:00', closes: '20:30' }],
      leaderIds: [planted.leader],
      pickupPointIds: [planted.point],
      offers: [
        {
          variantId: planted.apple,
          price: yuan(1000),
          flashWindows: [flash('10:00', '11:00'), flash('10:30', '12:00')],
        },
      ],
    },
  });
  expect([drafted.status, drafted.body.code]).toEqual([201, undefined]);
  const path = `/campaigns/${String(drafted.body.id)}/publish`;
  const refused = await told('POST', path, undefined, 'zh-CN');
  expect(refused).toMatchObject({ status: 422, code: 'campaign_incomplete' });
  expect(refused.fields).toMatchObject([
    { path: 'offers.0.flashWindows', code: 'overlap', message: '秒杀时段重叠。' },
  ]);
});

test('a coupon twice at once: one order has it; the other is told so, with the price it would have', async () => {
  const created = await shop.call('/promotions', {
    token: shop.secretKey,
    body: { kind: 'coupon', name: '东区', steps: [{ amount: yuan(500) }] },
  });
  const id = String(created.body.id);
  await shop.call(`/promotions/${id}/activate`, { token: shop.secretKey, method: 'POST' });
  const made = await shop.call(`/promotions/${id}/coupons`, {
    token: shop.secretKey,
    body: { coupons: [{ code: 'EAST5' }] },
  });
  expect(made.status).toBe(201);
  const cart = {
    campaignId: planted.campaign,
    leaderId: planted.leader,
    couponCode: 'EAST5',
    lines: [{ offerId: planted.appleOffer, pieces: 3 }],
  };
  const tokens = await Promise.all(
    [planted.customer, planted.otherCustomer].map((customer) => shop.session('customer', customer)),
  );
  const headers = { 'accept-language': 'zh-CN' };
  const quotes = await Promise.all(
    tokens.map((token) => shop.call('/storefront/quotes', { token, body: cart })),
  );
  const answers = await Promise.all(
    tokens.map((token, index) => {
      const body = { ...cart, pickupPointId: planted.point, quoteToken: quotes[index]?.body.token };
      return shop.call('/storefront/orders', { token, body, headers });
    }),
  );
  const [placed, refused] = answers.toSorted((first, second) => first.status - second.status);
  expect(placed).toMatchObject({ status: 201, body: { total: yuan(2500) } });
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'quote_changed', quote: { total: yuan(3000) } },
  });
  expect(refused?.body.detail).toMatch(/\p{Script=Han}/u);
  expect(JSON.stringify(refused?.body.quote)).toContain('couponUsedUp');
  // A till that shows no quote is told the reason itself.
  const till = { ...cart, customer: planted.customer, pickupPointId: planted.point };
  for (const [language, sentence] of [
    ['en', 'This coupon cannot be used'],
    ['zh-CN', '券'],
  ] as const) {
    const answer = await told('POST', '/orders', till, language);
    expect(answer).toMatchObject({ status: 409, code: 'coupon_unusable', reason: 'couponUsedUp' });
    expect(answer.detail).toContain(sentence);
  }
});
