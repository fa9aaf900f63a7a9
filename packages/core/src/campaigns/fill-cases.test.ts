import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { runsOf } from '../testing/runs.ts';
import { tick } from '../tick.ts';
import { boughtPieces, missingToFill } from './case-fill.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const { campaign: campaignId, apple, egg } = planted;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

/** Eggs come in cases of 12, apples in cases of 20. */
const offered = (offer: object) =>
  shop.tuan.campaigns.putOffers({ campaignId, offers: [{ variantId: egg, ...offer }] });

interface Wish {
  readonly name: string;
  readonly pieces: number;
  readonly tolerance?: number;
  readonly atPickup?: boolean;
  readonly variantId?: string;
}

async function buy({ name, pieces, tolerance, atPickup = false, variantId = egg }: Wish) {
  const lines = [{ variantId, pieces, ...(tolerance !== undefined && { tolerance }) }];
  const { total } = await shop.tuan.orders.quote({ campaignId, lines });
  shop.now += 1000;
  return shop.tuan.orders.place({
    campaignId,
    customer: { nickname: name },
    leaderId: planted.leader,
    pickupPointId: planted.point,
    communityId: planted.community,
    lines,
    payment: atPickup ? 'atPickup' : { amount: total, reference: `till ${name}` },
  });
}

/** Freezes at 22:10 and gives back what is owed; answers the firm pieces of each order. */
async function freeze(): Promise<void> {
  shop.at('2026-11-23T22:10:00+08:00');
  await tick(shop.tuan);
}

const lineOf = async (orderId: string) => {
  const { lines, ...order } = await shop.tuan.orders.get({ orderId });
  return { line: lines[0], order };
};
const caseOf = async (variantId: string) =>
  (await shop.tuan.campaigns.showOpen({ campaignId })).offers.find((one) => one.variantId === variantId)
    ?.case;

test('还差 3 份成箱: shown live, and how many more people would take', async () => {
  expect(await caseOf(egg)).toEqual({
    size: 12,
    missing: 0,
    tolerance: 0,
    toleranceMax: 11,
    fillingFrom: null,
    filling: false,
  });
  await buy({ name: '王姐', pieces: 9, tolerance: 2 });
  expect(await caseOf(egg)).toMatchObject({ missing: 3, tolerance: 2 });
});

test('tolerance: paid with the rest; used by order time to fill the case, what fills none goes back by piece', async () => {
  const first = await buy({ name: '王姐', pieces: 5, tolerance: 2 });
  const second = await buy({ name: '李叔', pieces: 4, tolerance: 3 });
  expect(first).toMatchObject({ total: yuan(7 * 3280), lines: [{ pieces: 7, tolerance: 2 }] });
  expect(await shop.tuan.campaigns.get({ campaignId })).toMatchObject({
    offers: [{}, { firm: 14, tolerance: 5, sold: 14 }],
  });
  await freeze();
  expect(await lineOf(first.id)).toMatchObject({
    order: { refunded: yuan(0) },
    line: { pieces: 7, cancelled: 0, tolerance: 0 },
  });
  expect(await lineOf(second.id)).toMatchObject({
    order: { refunded: yuan(2 * 3280), status: 'confirmed' },
    line: { pieces: 7, cancelled: 2, tolerance: 0 },
  });
  expect((await shop.tuan.purchaseOrders.list({ campaignId })).data[0]?.lines).toMatchObject([
    { needed: 12, ordered: 12 },
  ]);
  expect(await shop.tuan.campaigns.get({ campaignId })).toMatchObject({
    offers: [{}, { firm: 12, sold: 12, tolerance: 0, status: 'frozen' }],
  });
  const [refund] = await shop.tuan.reader.rows(`SELECT "kind", "reason", "pieces" FROM "refunds"`);
  expect(refund).toEqual({ kind: 'byPiece', reason: 'caseNotFilled', pieces: 2 });
});

test('tolerance: too few to fill the case, or it is full already: none is used; pay at pickup owes less', async () => {
  const few = await buy({ name: '王姐', pieces: 5, tolerance: 2, atPickup: true });
  const full = await buy({ name: '李叔', pieces: 20, tolerance: 5, variantId: apple });
  await freeze();
  expect(await lineOf(few.id)).toMatchObject({
    order: { amountDue: yuan(5 * 3280), paid: yuan(0) },
    line: { cancelled: 2 },
  });
  expect(await lineOf(full.id)).toMatchObject({ order: { refunded: yuan(5000) }, line: { cancelled: 5 } });
  await tick(shop.tuan);
  expect(await shop.tuan.reader.rows(`SELECT 1 FROM "refunds"`)).toHaveLength(1);
});

test('R20: a minimum counts what is bought for: tolerance that fills a case, not what fills none', async () => {
  await offered({ minimum: 12 });
  await buy({ name: '王姐', pieces: 8, tolerance: 3 });
  const minimum = async () =>
    (await shop.tuan.campaigns.showOpen({ campaignId })).offers.find((one) => one.variantId === egg)?.minimum;
  expect(await minimum()).toMatchObject({ needed: 12, reached: 8 });
  await buy({ name: '李叔', pieces: 1 });
  expect(await minimum()).toMatchObject({ reached: 12 });
  await freeze();
  expect((await shop.tuan.campaigns.get({ campaignId })).offers[1]).toMatchObject({
    status: 'frozen',
    firm: 12,
  });
});

test('R7: tiers count what is bought for, over all and in a community, and a drop comes on top', async () => {
  await offered({
    tiers: [
      { fromPieces: 12, price: yuan(3000) },
      { fromPieces: 14, price: yuan(2000), countedOver: 'community' },
    ],
  });
  const first = await buy({ name: '王姐', pieces: 9, tolerance: 2 });
  const second = await buy({ name: '李叔', pieces: 1, tolerance: 4 });
  await freeze();
  // 10 wanted, 2 fill the case: 12 are bought, and no community has 14.
  expect((await lineOf(first.id)).order).toMatchObject({ refunded: yuan(11 * 280) });
  expect((await lineOf(second.id)).order).toMatchObject({ refunded: yuan(4 * 3280 + 280) });
});

test('R5: taking pieces back takes first what was only to fill a case; cancelling frees it', async () => {
  const order = await buy({ name: '王姐', pieces: 5, tolerance: 3 });
  const lineId = order.lines[0]?.id ?? '';
  const reduced = await shop.tuan.orders.reduce({ orderId: order.id, lines: [{ lineId, pieces: 2 }] });
  expect(reduced.lines).toMatchObject([{ pieces: 8, cancelled: 2, tolerance: 1 }]);
  expect((await shop.tuan.campaigns.get({ campaignId })).offers[1]).toMatchObject({ firm: 6, tolerance: 1 });
  await shop.tuan.orders.cancel({ orderId: order.id });
  expect((await shop.tuan.campaigns.get({ campaignId })).offers[1]).toMatchObject({ firm: 0, tolerance: 0 });
});

test('R20: where the offer fails, tolerance goes back with everything', async () => {
  await offered({ minimum: 100 });
  const order = await buy({ name: '王姐', pieces: 5, tolerance: 3 });
  await freeze();
  expect((await lineOf(order.id)).order).toMatchObject({ status: 'cancelled', refunded: yuan(8 * 3280) });
});

test('box-fill: after its beginning only pieces that fill a case, up to the full one', async () => {
  await offered({ boxFillHours: 2 });
  const before = await buy({ name: '王姐', pieces: 9 });
  expect(before.earliestCutoff).toBe('2026-11-23T12:00:00.000Z');
  shop.at('2026-11-23T20:00:00+08:00');
  expect(await caseOf(egg)).toMatchObject({
    missing: 3,
    filling: true,
    fillingFrom: '2026-11-23T12:00:00.000Z',
  });
  await expect(buy({ name: '李叔', pieces: 4 })).rejects.toMatchObject({
    code: 'box_fill_only',
    details: { offers: [{ missing: 3 }] },
  });
  await expect(buy({ name: '李叔', pieces: 1, tolerance: 1 })).rejects.toMatchObject({
    code: 'box_fill_only',
  });
  const filler = await buy({ name: '李叔', pieces: 3 });
  expect(filler.earliestCutoff).toBe('2026-11-23T14:00:00.000Z');
  await expect(buy({ name: '赵姨', pieces: 1 })).rejects.toMatchObject({
    code: 'box_fill_only',
    details: { offers: [{ missing: 0 }] },
  });
  await buy({ name: '赵姨', pieces: 7, variantId: apple });
});

test('R21: while cases are filled nobody takes pieces out of them again, but the shop may', async () => {
  await offered({ boxFillHours: 2 });
  const lines = [{ variantId: egg, pieces: 9 }];
  const customer = { kind: 'customer', customerId: planted.customer } as const;
  const place = { campaignId, lines, leaderId: planted.leader, pickupPointId: planted.point };
  const { token, total } = await shop.tuan.orders.quote({ campaignId, lines }, { actor: customer });
  const order = await shop.tuan.orders.place({ ...place, quoteToken: token }, { actor: customer });
  await shop.tuan.orders.pay({ orderId: order.id, amount: total, reference: 'till' });
  shop.at('2026-11-23T20:00:00+08:00');
  await expect(shop.tuan.orders.cancel({ orderId: order.id }, { actor: customer })).rejects.toMatchObject({
    code: 'cutoff_passed',
  });
  expect(await shop.tuan.orders.cancel({ orderId: order.id })).toMatchObject({ status: 'cancelled' });
});

test('box-fill: two who fill the last gap at once: one gets it', async () => {
  await offered({ boxFillHours: 2 });
  await buy({ name: '王姐', pieces: 9 });
  shop.at('2026-11-23T21:00:00+08:00');
  const tries = await Promise.allSettled([
    buy({ name: '李叔', pieces: 3 }),
    buy({ name: '赵姨', pieces: 3 }),
    buy({ name: '周伯', pieces: 2 }),
  ]);
  const placed = tries.filter(({ status }) => status === 'fulfilled');
  expect(placed).toHaveLength(1);
  expect(await caseOf(egg)).toMatchObject({ missing: 0 });
});

test('R2, R14: a moved cutoff moves the beginning of the filling and the orders’ own time', async () => {
  await offered({ boxFillHours: 2 });
  const order = await buy({ name: '王姐', pieces: 9 });
  await shop.tuan.campaigns.change({ campaignId, closesAt: '2026-11-23T21:00' });
  expect((await shop.tuan.orders.get({ orderId: order.id })).earliestCutoff).toBe('2026-11-23T11:00:00.000Z');
});

test('bad input: no case, a whole case as tolerance, goods with a flash price, filling before the opening', async () => {
  await expect(buy({ name: '王姐', pieces: 1, tolerance: 12 })).rejects.toMatchObject({
    details: { fields: [{ path: 'lines.0.tolerance', code: 'too_big' }] },
  });
  await expect(buy({ name: '王姐', pieces: 1, tolerance: -1 })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  await expect(offered({ boxFillHours: 14 })).rejects.toMatchObject({
    details: { fields: [{ path: 'offers.0.boxFillHours', code: 'before_opening' }] },
  });
  await expect(
    offered({ boxFillHours: 1, minimum: 5, onMiss: 'extendOnce', extendHours: 1 }),
  ).rejects.toMatchObject({ details: { fields: [{ path: 'offers.0.boxFillHours', code: 'extends' }] } });
  const flash = { startsAt: '2026-11-23T20:00', endsAt: '2026-11-23T21:00', price: yuan(2000), stock: 5 };
  await offered({ flashWindows: [flash] });
  await expect(buy({ name: '王姐', pieces: 1, tolerance: 1 })).rejects.toMatchObject({
    details: { fields: [{ path: 'lines.0.tolerance', code: 'flash' }] },
  });
});

test('any wishes: a case is filled whole or not at all, never by more than was offered', () => {
  const count = fc.integer({ min: 0, max: 500 });
  fc.assert(
    fc.property(count, count, fc.integer({ min: 1, max: 60 }), (sure, tolerance, packSize) => {
      const bought = boughtPieces({ firm: sure + tolerance, tolerance, packSize });
      expect(bought).toBeGreaterThanOrEqual(sure);
      expect(bought - sure).toBeLessThanOrEqual(Math.min(tolerance, packSize - 1));
      expect(bought === sure || bought % packSize === 0).toBe(true);
      expect(bought).toBe(
        missingToFill(sure, packSize) <= tolerance ? sure + missingToFill(sure, packSize) : sure,
      );
    }),
  );
});

test('any orders: what is bought is what the pure function says, in order of time, and the books balance', async () => {
  const wishes = fc.array(
    fc.record({
      pieces: fc.integer({ min: 1, max: 9 }),
      tolerance: fc.integer({ min: 0, max: 6 }),
      atPickup: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(wishes, async (some) => {
      const own = shop;
      shop = await testShop();
      const placed = [];
      for (const [index, wish] of some.entries())
        placed.push(await buy({ name: `邻居${String(index)}`, ...wish }));
      await freeze();
      const sure = some.reduce((sum, { pieces }) => sum + pieces, 0);
      const tolerance = some.reduce((sum, one) => sum + one.tolerance, 0);
      let fill = boughtPieces({ firm: sure + tolerance, tolerance, packSize: 12 }) - sure;
      for (const [index, wish] of some.entries()) {
        const used = Math.min(fill, wish.tolerance);
        fill -= used;
        const { line } = await lineOf(placed[index]?.id ?? '');
        expect((line?.pieces ?? 0) - (line?.cancelled ?? 0)).toBe(wish.pieces + used);
      }
      expect(fill).toBe(0);
      await shop.audit();
      await shop.close();
      shop = own;
    }),
    { numRuns: runsOf(8) },
  );
});
