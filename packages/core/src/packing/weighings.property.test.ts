import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../shared/error.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { changeApples, promote, yuan } from '../testing/promote.ts';
import { offerTiers } from '../campaigns/tables.ts';
import { balances } from '../testing/ready-orders.ts';
import { shareOutGoods } from '../testing/shared-out.ts';

/*
 * Weights, tiers, discounts and refunds in any order, by their verbs and with the audit after each: what goes back is
 * never more than was paid, ends exactly there, and of several weighings the lightest counts, in whatever order.
 */

const { campaign: campaignId } = planted;
const gramsPerUnit = 500;

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('weigh' as const), share: fc.integer({ min: 500, max: 1500 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('piece' as const),
      fault: fc.constantFrom('shop' as const, 'supplier' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('amount' as const), amount: fc.integer({ min: 1, max: 900 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tick' as const) }) },
);

const round = fc.record({
  price: fc.integer({ min: 1, max: 1999 }),
  pieces: fc.integer({ min: 1, max: 6 }),
  others: fc.nat(5),
  tier: fc.constantFrom(null, 3, 5),
  discount: fc.constantFrom(null, { amount: yuan(333) }, { basisPoints: 1111 }, { basisPoints: 10_000 }),
  atPickup: fc.boolean(),
  arrives: fc.integer({ min: 1, max: 20 }),
  waiver: fc.constantFrom(0, 0, 50),
  steps: fc.array(step, { minLength: 2, maxLength: 8 }),
});

type ValueOf<Source> = Source extends fc.Arbitrary<infer Value> ? Value : never;
type Round = ValueOf<typeof round>;

async function tryTo<Answer>(call: Promise<Answer>): Promise<Answer | string> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

async function order(shop: TestShop, name: string, pieces: number, atPickup: boolean) {
  const cart = { campaignId, lines: [{ offerId: planted.appleOffer, pieces }], customer: { nickname: name } };
  const { total } = await shop.tuan.orders.quote({ ...cart, leaderId: planted.leader });
  const paid = total.amount === 0 || atPickup ? 'atPickup' : { amount: total, reference: `till ${name}` };
  return shop.tuan.orders.place({
    ...cart,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    payment: paid,
  });
}

/** The order of a round, its goods shared out. */
async function open(shop: TestShop, wish: Round): Promise<{ orderId: string; lineId: string }> {
  await changeApples(shop, { price: wish.price, hasTiers: wish.tier !== null });
  const { tier, price } = wish;
  if (tier !== null)
    await shop.plant((work) =>
      work.insert(offerTiers, {
        offerId: planted.appleOffer,
        fromPieces: tier,
        price: Math.ceil((price * 2) / 3),
      }),
    );
  if (wish.discount)
    await promote(shop, { kind: 'spendSave', steps: [{ from: yuan(333), ...wish.discount }] });
  const { id: orderId, lines } = await order(shop, '王姐', wish.pieces, wish.atPickup);
  if (wish.others > 0) await order(shop, '李叔', wish.others, false);
  await shareOutGoods(shop, wish.arrives);
  return { orderId, lineId: lines[0]?.id ?? '' };
}

async function play(shop: TestShop, orderId: string, lineId: string, one: Round['steps'][number]) {
  const { tuan } = shop;
  switch (one.kind) {
    case 'weigh': {
      const [line] = (await tuan.orders.get({ orderId })).lines;
      const pieces = line === undefined ? 0 : (line.allocated ?? 0) - line.lost - line.withdrawn;
      const grams = Math.floor((gramsPerUnit * pieces * one.share) / 1000);
      return tryTo(tuan.weighings.record({ campaignId, lines: [{ orderLineId: lineId, grams }] }));
    }
    case 'piece':
      return tryTo(tuan.orders.refund({ orderId, lineId, pieces: 1, reason: '碰伤', fault: one.fault }));
    case 'amount':
      return tryTo(
        tuan.orders.refund({ orderId, lineId, amount: yuan(one.amount), reason: '补偿', fault: 'shop' }),
      );
    case 'tick':
      return tuan.tick();
    default:
      return one satisfies never;
  }
}

/** Whatever is left goes back: the last refund ends exactly at what was paid. */
async function giveBackTheRest(shop: TestShop, orderId: string, lineId: string): Promise<void> {
  const { net, refunded } = (await shop.tuan.orders.get({ orderId })).lines[0] ?? {};
  const left = (net?.amount ?? 0) - (refunded?.amount ?? 0);
  if (left > 0)
    await shop.tuan.orders.refund({ orderId, lineId, amount: yuan(left), reason: '补偿', fault: 'shop' });
}

test('R8, R27, R31: in any order, what goes back is never more than was paid and ends exactly there', async () => {
  await fc.assert(
    fc.asyncProperty(round, async (wish) => {
      const shop = await testShop({ policies: { weightWaiver: wish.waiver } });
      try {
        const { orderId, lineId } = await open(shop, wish);
        await shop.audit();
        for (const one of wish.steps) {
          await play(shop, orderId, lineId, one);
          await shop.audit();
          const { paid, refunded } = await shop.tuan.orders.get({ orderId });
          expect(refunded.amount).toBeLessThanOrEqual(paid.amount);
        }
        await shop.tuan.tick();
        const before = await shop.tuan.orders.get({ orderId });
        const payable = before.status === 'confirmed' || before.status === 'ready';
        if (payable && before.paidAt === null && before.amountDue.amount > 0)
          await shop.tuan.orders.pay({ orderId, amount: before.amountDue, reference: 'cash' });
        if (payable) await giveBackTheRest(shop, orderId, lineId);
        await shop.audit();
        const { paid, refunded } = await shop.tuan.orders.get({ orderId });
        expect(refunded).toEqual(paid);
        if (wish.others === 0) {
          const left = await balances(shop);
          for (const cleared of ['1600', '2100', '2300']) expect(left).not.toHaveProperty(cleared);
        }
      } finally {
        await shop.close();
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);

test('R27: of several weighings the lightest counts, in whatever order they come', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        price: fc.integer({ min: 1, max: 1999 }),
        pieces: fc.integer({ min: 1, max: 5 }),
        shares: fc.array(fc.integer({ min: 500, max: 1500 }), { minLength: 1, maxLength: 5 }),
        basisPoints: fc.constantFrom(0, 1111),
      }),
      async ({ price, pieces, shares, basisPoints }) => {
        const shop = await testShop();
        try {
          await changeApples(shop, { price });
          if (basisPoints > 0)
            await promote(shop, { kind: 'spendSave', steps: [{ from: yuan(1), basisPoints }] });
          const names = ['王姐', '李叔', '赵姐'];
          const placed = [];
          for (const name of names) placed.push(await order(shop, name, pieces, false));
          await shareOutGoods(shop);
          const grams = shares.map((share) => Math.ceil((gramsPerUnit * pieces * share) / 1000));
          const sorted = grams.toSorted((a, b) => a - b);
          const orders = [grams, sorted, sorted.slice(0, 1)];
          for (const [position, { lines }] of placed.entries())
            for (const weight of orders[position] ?? [])
              await shop.tuan.weighings.record({
                campaignId,
                lines: [{ orderLineId: lines[0]?.id ?? '', grams: weight }],
              });
          const views = await Promise.all(placed.map(({ id }) => shop.tuan.orders.get({ orderId: id })));
          const [first, ...others] = views.map(({ refunded }) => refunded.amount);
          for (const other of others) expect(other).toBe(first);
          await shop.audit();
        } finally {
          await shop.close();
        }
      },
    ),
    { numRuns: 20 },
  );
}, 120_000);
