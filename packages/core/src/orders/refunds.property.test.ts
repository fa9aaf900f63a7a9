import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples, cartOf, changeApples, promote, yuan } from '../testing/promote.ts';
import { patience, runsOf } from '../testing/runs.ts';
import type { OrderView } from './schemas.ts';

/*
 * R31: whatever is refunded in whatever order, a line and its order end exactly at what was paid; pieces come to the
 * same whichever of them goes first, and a refund of several is the sum of its parts.
 */

const wish = fc.record({
  price: fc.integer({ min: 1, max: 4999 }),
  lines: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
  amountOff: fc.integer({ min: 1, max: 3000 }),
  basisPoints: fc.integer({ min: 1, max: 9999 }),
});
type Wish = typeof wish extends fc.Arbitrary<infer Value> ? Value : never;

/** An order of several lines with a sum and a percentage off, paid. */
async function bought({ price, lines, amountOff, basisPoints }: Wish): Promise<[TestShop, OrderView]> {
  const shop = await testShop();
  await changeApples(shop, { price });
  await promote(shop, { kind: 'firstOrder', steps: [{ amount: yuan(amountOff) }] });
  await promote(shop, { kind: 'spendSave', steps: [{ from: yuan(1), basisPoints }] });
  const cart = { lines: lines.map((pieces) => ({ offerId: planted.appleOffer, pieces })) };
  const { total } = await shop.tuan.orders.quote(cartOf(1, cart));
  const payment = total.amount === 0 ? {} : { payment: { amount: total, reference: 'till-1' } };
  return [shop, await shop.tuan.orders.place(apples(1, { ...cart, ...payment }))];
}

/** Gives so many pieces of a line back and answers what that came to. */
async function refund(shop: TestShop, { id: orderId }: OrderView, lineId: string, pieces: number) {
  const wanted = { orderId, lineId, pieces, reason: '碰伤', fault: 'shop' } as const;
  const { refund: given } = await shop.tuan.orders.refund(wanted);
  await shop.audit();
  return given?.amount.amount ?? 0;
}

const perLine = async (shop: TestShop, { id }: OrderView) =>
  (await shop.tuan.orders.get({ orderId: id })).lines.map(({ net, refunded }) => [
    net.amount,
    refunded.amount,
  ]);

test(
  'R31: pieces of all lines in two orders of time: after each the same, and at the end exactly what was paid',
  async () => {
    await fc.assert(
      fc.asyncProperty(wish, fc.infiniteStream(fc.nat(1000)), async (wanted, chance) => {
        const [first, one] = await bought(wanted);
        const [second, other] = await bought(wanted);
        const pieces = one.lines.flatMap((line, index) => Array.from({ length: line.pieces }, () => index));
        const shuffled = pieces
          .map((index) => [chance.next().value ?? 0, index] as const)
          .toSorted(([rank], [rankOfOther]) => rank - rankOfOther)
          .map(([, index]) => index);
        const parts = one.lines.map(() => 0);
        for (const index of pieces)
          parts[index] = (parts[index] ?? 0) + (await refund(first, one, one.lines[index]?.id ?? '', 1));
        for (const index of shuffled) await refund(second, other, other.lines[index]?.id ?? '', 1);
        expect(parts).toEqual(one.lines.map(({ net }) => net.amount));
        expect(await perLine(first, one)).toEqual(await perLine(second, other));
        const { refunded } = await first.tuan.orders.get({ orderId: one.id });
        expect(refunded).toEqual(one.paid);
        await first.close();
        await second.close();
      }),
      { numRuns: runsOf(12) },
    );
  },
  patience(120_000),
);

test(
  'R31: several pieces at once come to the sum of them one by one',
  async () => {
    await fc.assert(
      fc.asyncProperty(wish, fc.integer({ min: 1, max: 5 }), async (wanted, count) => {
        const [together, one] = await bought(wanted);
        const [apart, other] = await bought(wanted);
        const pieces = Math.min(count, one.lines[0]?.pieces ?? 1);
        const whole = await refund(together, one, one.lines[0]?.id ?? '', pieces);
        let sum = 0;
        for (let piece = 0; piece < pieces; piece += 1)
          sum += await refund(apart, other, other.lines[0]?.id ?? '', 1);
        expect(sum).toBe(whole);
        await together.close();
        await apart.close();
      }),
      { numRuns: runsOf(12) },
    );
  },
  patience(120_000),
);

test(
  'R31: sums and pieces mixed never go above what is left, and what remains ends at what was paid',
  async () => {
    const step = fc.record({ line: fc.nat(2), amount: fc.integer({ min: 0, max: 2500 }) });
    await fc.assert(
      fc.asyncProperty(wish, fc.array(step, { maxLength: 8 }), async (wanted, steps) => {
        const [shop, order] = await bought(wanted);
        for (const { line, amount } of steps) {
          const lineId = order.lines[line % order.lines.length]?.id ?? '';
          const wished = amount === 0 ? { pieces: 1 } : { amount: yuan(amount) };
          const given = { orderId: order.id, lineId, ...wished, reason: '碰伤', fault: 'shop' } as const;
          await shop.tuan.orders.refund(given).catch((error: unknown) => {
            expect(error).toMatchObject({ code: 'refund_too_high' });
          });
          await shop.audit();
          for (const [net = 0, refunded = 0] of await perLine(shop, order))
            expect(refunded).toBeLessThanOrEqual(net);
        }
        const gone = await shop.tuan.orders.cancel({ orderId: order.id });
        expect(gone.refunded).toEqual(order.paid);
        for (const { net, refunded } of gone.lines) expect(refunded).toEqual(net);
        await shop.audit();
        await shop.close();
      }),
      { numRuns: runsOf(15) },
    );
  },
  patience(120_000),
);
