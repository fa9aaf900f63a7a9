import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

/* What a neighbour sees of promotions, all of it over HTTP, as the article tells it. */

let shop: ApiShop;
const xiaoyu = planted.customer;
const wang = planted.otherCustomer;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
type Body = Readonly<Record<string, unknown>>;

async function asShop(path: string, body?: unknown, method = 'POST') {
  const answer = await shop.call(path, {
    token: shop.secretKey,
    method,
    ...(body !== undefined && { body }),
  });
  expect([200, 201], `${path}: ${JSON.stringify(answer.body)}`).toContain(answer.status);
  return answer.body;
}

async function promote(body: Body): Promise<string> {
  const { id } = await asShop('/promotions', body);
  await asShop(`/promotions/${String(id)}/activate`);
  return String(id);
}

const putOffers = (...offers: readonly Body[]) =>
  asShop(`/campaigns/${planted.campaign}/offers`, { offers }, 'PUT');

const apples = (pieces: number, more: Body = {}) => ({
  campaignId: planted.campaign,
  leaderId: planted.leader,
  lines: [{ offerId: planted.appleOffer, pieces }],
  ...more,
});

/** As this neighbour, with a session of now; as nobody in particular where none is named. */
async function storefront(customer: string | null, path: string, body?: unknown) {
  const token = customer === null ? shop.publishableKey : await shop.session('customer', customer);
  return shop.call(`/storefront${path}`, { token, ...(body !== undefined && { body }) });
}

async function quote(customer: string | null, cart: Body) {
  const answer = await storefront(customer, '/quotes', cart);
  expect(answer.status).toBe(200);
  return answer.body as {
    readonly token: string;
    readonly total: { readonly amount: number };
    readonly lines: readonly { gift: boolean; flash: boolean; title: string; pieces: number }[];
    readonly steps: readonly { reason: string; text: { zh: string; en: string } }[];
    readonly hints: readonly { reason: string; amount: number; text: { zh: string; en: string } }[];
  };
}

/** Quotes the cart and orders it at that price. */
async function order(customer: string, cart: Body) {
  const { token: quoteToken } = await quote(customer, cart);
  return storefront(customer, '/orders', { ...cart, pickupPointId: planted.point, quoteToken });
}

async function pay({ body }: { readonly body: Body }, reference = `wx-${String(body.id)}`) {
  return asShop(`/orders/${String(body.id)}/payments`, { amount: body.total, reference });
}

test('新人首单立减5元: told in the quote; a cancelled order does not use it up, a delivered one does [S]', async () => {
  await promote({ kind: 'firstOrder', name: '新人首单立减5元', steps: [{ amount: yuan(500) }] });
  const shown = await quote(xiaoyu, apples(3));
  expect(shown.total).toEqual(yuan(2500));
  expect(shown.steps[0]?.text.zh).toContain('5.00');
  const first = await order(xiaoyu, apples(3));
  expect(first).toMatchObject({ status: 201, body: { total: yuan(2500) } });
  expect((await quote(xiaoyu, apples(3))).total).toEqual(yuan(3000));
  const gone = await storefront(xiaoyu, `/orders/${String(first.body.id)}/cancel`, {});
  expect(gone).toMatchObject({ status: 200, body: { status: 'cancelled' } });
  const second = await order(xiaoyu, apples(3));
  expect(second.body.total).toEqual(yuan(2500));
  await pay(second);
  expect((await quote(xiaoyu, apples(3))).total).toEqual(yuan(3000));
  // Whom nobody knows is told to sign in.
  const { hints } = await quote(null, apples(3));
  expect(hints.map(({ reason }) => reason)).toContain('firstOrderSignIn');
});

test('新人首单立减5元: two phones of one neighbour at once: one has it, the other is shown the new price [S]', async () => {
  await promote({ kind: 'firstOrder', name: '新人首单立减5元', steps: [{ amount: yuan(500) }] });
  const { token: quoteToken } = await quote(xiaoyu, apples(3));
  const body = { ...apples(3), pickupPointId: planted.point, quoteToken };
  const answers = await Promise.all(Array.from({ length: 4 }, () => storefront(xiaoyu, '/orders', body)));
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
    201, 409, 409, 409,
  ]);
  for (const answer of answers.filter(({ status }) => status === 409))
    expect(answer.body).toMatchObject({ code: 'quote_changed', quote: { total: yuan(3000) } });
});

test('满30元送鸡蛋: 32.00 − 5.00 → none, 35.00 − 5.00 → eggs, which stand on the pick list [S]', async () => {
  await promote({ kind: 'firstOrder', name: '新人首单立减5元', steps: [{ amount: yuan(500) }] });
  await promote({
    kind: 'spendGift',
    name: '满30元送鸡蛋',
    gift: { variantId: planted.egg, from: yuan(3000) },
  });
  await putOffers(
    { variantId: planted.egg, gift: true, cap: 10, price: yuan(600) },
    { variantId: planted.apple, price: yuan(100) },
  );
  const none = await quote(xiaoyu, apples(32));
  expect([none.total.amount, none.lines.length]).toEqual([2700, 1]);
  expect(none.hints).toMatchObject([{ amount: 300, text: { zh: '再买 3.00 元，送散养土鸡蛋' } }]);
  const enough = await quote(xiaoyu, apples(35));
  expect(enough.total.amount).toBe(3000);
  expect(enough.lines).toMatchObject([{ gift: false }, { gift: true, pieces: 1 }]);
  await pay(await order(xiaoyu, apples(35)));
  shop.at('2026-11-23T22:11:00+08:00');
  await asShop('/tick');
  const list = await shop.call(`/campaigns/${planted.campaign}/pick-lists`, { token: shop.secretKey });
  expect(list.status).toBe(200);
  expect(JSON.stringify(list.body)).toContain('散养土鸡蛋');
});

test.each([
  ['keep', 1500, 0],
  ['charge', 900, 600],
] as const)(
  '满30元送鸡蛋: a refund below 30.00 with `%s` gives back %i and leaves the eggs at %i [S]',
  async (onUndone, refunded, eggs) => {
    await promote({
      kind: 'spendGift',
      name: '满30元送鸡蛋',
      gift: { variantId: planted.egg, from: yuan(3000), onUndone },
    });
    await putOffers(
      { variantId: planted.egg, gift: true, cap: 10, price: yuan(600) },
      { variantId: planted.apple, price: yuan(500) },
    );
    const placed = await order(xiaoyu, apples(7));
    await pay(placed);
    const [line] = placed.body.lines as { id: string }[];
    const reduced = await storefront(xiaoyu, `/orders/${String(placed.body.id)}/reduce`, {
      lines: [{ lineId: line?.id, pieces: 3 }],
    });
    expect(reduced).toMatchObject({ status: 200, body: { refunded: yuan(refunded) } });
    expect(reduced.body.lines).toMatchObject([{ cancelled: 3 }, { gift: true, net: yuan(eggs) }]);
  },
);

test('秒杀: its window, its own stock, its own limit, two lines; a second window has a limit of its own [S]', async () => {
  const flash = (from: string, to: string) => ({
    startsAt: `2026-11-23T${from}:00+08:00`,
    endsAt: `2026-11-23T${to}:00+08:00`,
    price: yuan(700),
    stock: 5,
    limitPerCustomer: 3,
  });
  await putOffers({
    variantId: planted.apple,
    flashWindows: [flash('10:00', '11:00'), flash('14:00', '15:00')],
  });
  const priceAt = async (time: string) => {
    shop.at(`2026-11-23T${time}+08:00`);
    return (await quote(xiaoyu, apples(1))).total.amount;
  };
  expect(await priceAt('09:59:59')).toBe(1000);
  expect(await priceAt('10:00:00')).toBe(700);
  const mine = await order(xiaoyu, apples(4));
  await pay(mine);
  expect(mine.body.lines).toMatchObject([
    { pieces: 3, unitPrice: yuan(700) },
    { pieces: 1, unitPrice: yuan(1000) },
  ]);
  // Of five two are left, whatever the limit.
  const hers = await order(wang, apples(3));
  await pay(hers);
  expect(hers.body.total).toEqual(yuan(2 * 700 + 1000));
  expect(await priceAt('10:30:00')).toBe(1000);
  expect(await priceAt('11:00:00')).toBe(1000);
  // The limit of the first window is used up, that of the second is not.
  expect(await priceAt('14:00:00')).toBe(700);
  const again = await order(xiaoyu, apples(4));
  await pay(again);
  expect(again.body.total).toEqual(yuan(3 * 700 + 1000));
});

test('拉3人进群送小礼品: three newcomers by the own link make a gift of the next order; who is known counts for nothing [S]', async () => {
  await promote({
    kind: 'inviteGift',
    name: '拉3人进群送小礼品',
    every: 3,
    gift: { variantId: planted.egg },
  });
  await putOffers({ variantId: planted.egg, gift: true, cap: 10, price: yuan(600) });
  const join = async (customer: string) => {
    const joined = await storefront(customer, '/communities/EAST2026/join', { invitedById: xiaoyu });
    expect(joined.status).toBe(200);
  };
  const newcomers = ['C-11', 'C-12', 'C-13'];
  await asShop(
    '/customers',
    {
      customers: newcomers.map((externalId) => ({ externalId, name: externalId })),
    },
    'PUT',
  );
  for (const [index, externalId] of newcomers.entries()) {
    expect((await quote(xiaoyu, apples(1))).lines).toHaveLength(1);
    await join(`external:${externalId}`);
    // Joining twice counts once.
    if (index === 0) await join(`external:${externalId}`);
  }
  const shown = await quote(xiaoyu, apples(1));
  expect(shown.lines).toMatchObject([{ gift: false }, { gift: true, pieces: 1 }]);
  expect((await order(xiaoyu, apples(1))).body.lines).toHaveLength(2);
  expect((await quote(xiaoyu, apples(1))).lines).toHaveLength(1);
});

test('邻里拼团: more neighbours, a lower price; the difference goes back to the early ones at the freeze [S]', async () => {
  await putOffers({
    variantId: planted.apple,
    price: yuan(1200),
    tiers: [
      { fromPieces: 5, price: yuan(1100), countedOver: 'community' },
      { fromPieces: 10, price: yuan(1000), countedOver: 'community' },
    ],
  });
  const inEast = (pieces: number) => apples(pieces, { communityId: planted.community });
  const shown = await quote(xiaoyu, inEast(1));
  expect(shown.total).toEqual(yuan(1200));
  expect(shown.hints).toMatchObject([{ reason: 'tierNext', amount: 1100 }]);
  const early = await order(xiaoyu, inEast(1));
  await pay(early);
  const later = await order(wang, inEast(9));
  expect(later.body.total).toEqual(yuan(9000));
  await pay(later);
  shop.at('2026-11-23T22:11:00+08:00');
  await asShop('/tick');
  const settled = await storefront(xiaoyu, `/orders/${String(early.body.id)}`);
  expect(settled.body).toMatchObject({ refunded: yuan(200), lines: [{ net: yuan(1000) }] });
  const refunds = await asShop(`/refunds?orderId=${String(early.body.id)}`, undefined, 'GET');
  expect(refunds.data).toMatchObject([{ kind: 'adjustment', reason: 'tier', amount: yuan(200) }]);
  const whole = await storefront(wang, `/orders/${String(later.body.id)}`);
  expect(whole.body).toMatchObject({ refunded: yuan(0) });
});
