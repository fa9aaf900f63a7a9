import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OrderView } from '../orders/schemas.ts';
import { unexplained } from '../testing/explain-everything.ts';
import { planted, testShop } from '../testing/index.ts';
import { randomShop } from '../testing/random-shop.ts';
import { balances } from '../testing/ready-orders.ts';
import { patience, runsOf } from '../testing/runs.ts';
import { Day } from '../testing/whole-shop/day.ts';
import { deliver, playLater, settle } from '../testing/whole-shop/deliver.ts';
import { openDay } from '../testing/whole-shop/open.ts';
import { play } from '../testing/whole-shop/play.ts';

/*
 * Everything at once, in random order, with the audit after each step: whatever was refused or happened too late, a
 * payment of the right sum is never lost, a quote is the price, who keeps nothing gets everything back, and at the end
 * the campaign is over and every clearing account is at zero.
 */

const { campaign: campaignId } = planted;

function expectNothingKept({ lines, paid, refunded }: OrderView): void {
  if (lines.every(({ handedOver, uncollected }) => handedOver + uncollected === 0))
    expect(refunded).toEqual(paid);
}

test(
  'whole shop: in whatever order, no payment is lost, quotes hold, the audit holds, and every account clears',
  async () => {
    await fc.assert(
      fc.asyncProperty(randomShop, async (wish) => {
        const day = new Day(await testShop({ policies: wish.policies }));
        const { shop } = day;
        try {
          await openDay(day, wish);
          for (const step of wish.steps) {
            await play(day, step);
            await shop.audit();
          }
          expect(await unexplained(shop)).toEqual([]);
          await deliver(day, wish);
          for (const [count, step] of wish.later.entries()) {
            await playLater(day, step, count);
            await shop.audit();
          }
          expect(await unexplained(shop)).toEqual([]);
          await settle(day);
          expect(await unexplained(shop)).toEqual([]);
          expect(await shop.tuan.campaigns.get({ campaignId })).toMatchObject({ status: 'completed' });
          for (const orderId of day.orders) expectNothingKept(await shop.tuan.orders.get({ orderId }));
          const left = await balances(shop);
          for (const cleared of ['1600', '2100', '2200', '2300']) expect(left).not.toHaveProperty(cleared);
        } finally {
          await shop.close();
        }
      }),
      { numRuns: runsOf(25) },
    );
  },
  patience(120_000),
);
