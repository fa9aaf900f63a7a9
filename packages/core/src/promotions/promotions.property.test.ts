import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planted, testShop } from '../testing/index.ts';
import { apples, cartOf, changeApples, plantGift, promote, yuan } from '../testing/promote.ts';
import { patience, runsOf } from '../testing/runs.ts';

test(
  'property: parts sum to the discount, nothing falls below 0, and any sequence of pieces taken back ends at what was paid',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 3000 }),
        fc.oneof(
          fc.record({ amount: fc.integer({ min: 1, max: 6000 }).map(yuan) }),
          fc.record({ basisPoints: fc.integer({ min: 1, max: 10_000 }) }),
        ),
        fc.array(fc.nat(3), { maxLength: 8 }),
        async (pieces, price, step, takes) => {
          const own = await testShop();
          await promote(own, { kind: 'firstOrder', steps: [step] });
          await promote(own, {
            kind: 'spendGift',
            gift: { variantId: planted.egg, from: yuan(1000), onUndone: 'charge' },
          });
          await plantGift(own, 5);
          await changeApples(own, { price });
          const lines = pieces.map((count) => ({ offerId: planted.appleOffer, pieces: count }));
          const { total } = await own.tuan.orders.quote(cartOf(1, { lines }));
          const payment = total.amount === 0 ? {} : { payment: { amount: total, reference: 'one' } };
          const placed = await own.tuan.orders.place(apples(1, { lines, ...payment }));
          expect(placed.lines.every(({ net }) => net.amount >= 0)).toBe(true);
          for (const take of takes) {
            const lineId = placed.lines[take % lines.length]?.id ?? '';
            await own.tuan.orders
              .reduce({ orderId: placed.id, lines: [{ lineId, pieces: 1 }] })
              .catch(() => null);
            await own.audit();
          }
          const before = await own.tuan.orders.get({ orderId: placed.id });
          if (before.status === 'confirmed') await own.tuan.orders.cancel({ orderId: placed.id });
          await own.audit();
          expect((await own.tuan.orders.get({ orderId: placed.id })).refunded).toEqual(placed.paid);
          await own.close();
        },
      ),
      { numRuns: runsOf(25) },
    );
  },
  patience(120_000),
);
