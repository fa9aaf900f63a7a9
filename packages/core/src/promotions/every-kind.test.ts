import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples, plantGift, promote, yuan } from '../testing/promote.ts';
import type { CreatePromotion } from './schemas.ts';

/* What every kind of promotion has in common: who takes part, when, how much of it there is, and how often. */

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
  await plantGift(shop, 50);
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

type Kind = CreatePromotion['kind'];
type Terms = Readonly<Record<string, unknown>>;

/** Each gives 6.00, in money or in eggs. */
const kinds: Readonly<Record<Kind, Terms>> = {
  firstOrder: { steps: [{ amount: yuan(600) }] },
  spendSave: { steps: [{ from: yuan(1000), amount: yuan(600) }] },
  coupon: { steps: [{ amount: yuan(600) }] },
  spendGift: { gift: { variantId: planted.egg, from: yuan(1000) } },
  inviteGift: { gift: { variantId: planted.egg }, every: 1 },
};
const each = Object.keys(kinds) as Kind[];

/** The promotion, and what a customer needs to have it: a coupon that is good for everybody, vouchers for both. */
async function start(kind: Kind, terms: Terms = {}, vouchers = 2): Promise<void> {
  const { id: promotionId } = await promote(shop, { kind, ...kinds[kind], ...terms });
  if (kind === 'coupon')
    await shop.tuan.coupons.create({ promotionId, coupons: [{ code: 'EAST', uses: 50 }] });
  if (kind !== 'inviteGift') return;
  // Only members invite.
  await shop.tuan.communities.join({ inviteCode: 'EAST2026', customer: planted.otherCustomer });
  for (const inviter of [planted.customer, planted.otherCustomer])
    for (let turn = 0; turn < vouchers; turn += 1) await invite(inviter, `${inviter} ${String(turn)}`);
}

async function invite(invitedById: string, externalId: string): Promise<void> {
  await shop.tuan.customers.upsert({ customers: [{ externalId, name: externalId }] });
  await shop.tuan.communities.join({
    inviteCode: 'EAST2026',
    customer: `external:${externalId}`,
    invitedById,
  });
}

/** Orders and tells whether the promotion was had. */
async function isGiven(kind: Kind, extra: Terms = {}): Promise<boolean> {
  const wanted = apples(2, { ...(kind === 'coupon' && { couponCode: 'EAST' }), ...extra });
  const { customer, leaderId, campaignId, lines, couponCode } = wanted as typeof wanted & {
    couponCode?: string;
  };
  const cart = { customer, leaderId, campaignId, lines, ...(couponCode && { couponCode }) };
  const quote = await shop.tuan.orders.quote(cart);
  const given = quote.steps.some((step) => step.kind === kind);
  // A coupon that was typed is had or refused.
  if (!given && kind === 'coupon')
    await expect(shop.tuan.orders.place(wanted)).rejects.toMatchObject({ code: 'coupon_unusable' });
  else {
    const { total, lines: stored } = await shop.tuan.orders.place(wanted);
    expect(total).toEqual(quote.total);
    expect(stored.some(({ gift, discount }) => gift || discount.amount > 0)).toBe(given);
  }
  return given;
}

const her = { customer: planted.otherCustomer };
const elsewhere = { leaderId: planted.otherLeader, pickupPointId: planted.otherPoint };
const eggs = { lines: [{ offerId: planted.eggOffer, pieces: 1 }] };

describe.each(each)('%s', (kind) => {
  test('only the chosen leaders take part; all where none is chosen', async () => {
    await start(kind, { leaderIds: [planted.leader] });
    expect(await isGiven(kind, { ...elsewhere, ...her })).toBe(false);
    expect(await isGiven(kind)).toBe(true);
  });

  test('with every leader where none is chosen', async () => {
    await start(kind);
    expect(await isGiven(kind, elsewhere)).toBe(true);
  });

  test('only goods of the chosen categories take part', async () => {
    await start(kind, { categories: ['水果'] });
    expect(await isGiven(kind, { ...eggs, ...her })).toBe(false);
    expect(await isGiven(kind)).toBe(true);
  });

  test('from its start to before its end; what was earned by inviting stays good', async () => {
    const window = { startsAt: '2026-11-23T10:00:00+08:00', endsAt: '2026-11-23T12:00:00+08:00' };
    await start(kind, window, 0);
    shop.at('2026-11-23T09:59:59+08:00');
    if (kind === 'inviteGift') await invite(planted.customer, 'too early');
    const quiet = { customer: { nickname: '楼上' } };
    if (kind !== 'inviteGift') expect(await isGiven(kind, quiet)).toBe(false);
    shop.at('2026-11-23T10:00:00+08:00');
    if (kind === 'inviteGift') {
      expect(await isGiven(kind)).toBe(false);
      await invite(planted.customer, 'in time');
      shop.at('2026-11-23T12:00:00+08:00');
      await invite(planted.customer, 'too late');
      expect(await isGiven(kind)).toBe(true);
      expect(await isGiven(kind)).toBe(false);
      return;
    }
    expect(await isGiven(kind)).toBe(true);
    shop.at('2026-11-23T12:00:00+08:00');
    expect(await isGiven(kind, her)).toBe(false);
  });

  test('a budget of one is had once, by whoever comes first, and again when that order is cancelled', async () => {
    await start(kind, { budget: yuan(600) });
    expect(await isGiven(kind)).toBe(true);
    expect(await isGiven(kind, her)).toBe(false);
    for (const { id } of (await shop.tuan.orders.list({})).data)
      await shop.tuan.orders.cancel({ orderId: id });
    expect(await isGiven(kind, her)).toBe(true);
  });

  test('a limit per customer holds for each customer alone', async () => {
    await start(kind, { usesPerCustomer: 1 });
    expect([await isGiven(kind), await isGiven(kind)]).toEqual([true, false]);
    expect([await isGiven(kind, her), await isGiven(kind, her)]).toEqual([true, false]);
  });

  test('ended it is had no more; who ordered before keeps it', async () => {
    await start(kind);
    expect(await isGiven(kind)).toBe(true);
    const before = await shop.tuan.orders.list({});
    const { data } = await shop.tuan.promotions.list({});
    await shop.tuan.promotions.end({ promotionId: data[0]?.id ?? '' });
    expect(await isGiven(kind, her)).toBe(false);
    const [order] = before.data;
    expect(await shop.tuan.orders.get({ orderId: order?.id ?? '' })).toEqual(order);
  });
});

test('R9: all kinds at once: spend-and-save, coupon, first order, then gifts for what remains and for inviting', async () => {
  for (const kind of each.toReversed()) await start(kind);
  const quote = await shop.tuan.orders.quote({ ...cartOfApples(3), couponCode: 'EAST' });
  expect(quote.steps.map(({ kind }) => kind)).toEqual([
    'spendSave',
    'coupon',
    'firstOrder',
    'spendGift',
    'inviteGift',
    'inviteGift',
  ]);
  expect(quote.total).toEqual(yuan(3000 - 3 * 600));
  // What remains decides on the gift: 20.00 − 18.00 is below 10.00.
  const less = await shop.tuan.orders.quote({ ...cartOfApples(2), couponCode: 'EAST' });
  expect(less.steps.map(({ kind }) => kind)).not.toContain('spendGift');
});

function cartOfApples(pieces: number) {
  const { pickupPointId: _, ...wanted } = apples(pieces);
  return wanted;
}
