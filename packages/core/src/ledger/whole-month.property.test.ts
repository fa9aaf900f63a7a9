import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unexplained } from '../testing/explain-everything.ts';
import { testShop } from '../testing/index.ts';
import { counted, patience, runsOf } from '../testing/runs.ts';
import { playMonth } from '../testing/whole-month/play.ts';
import { randomMonth } from '../testing/whole-month/wishes.ts';

/*
 * A month of a shop with everything switched on, against a notebook kept by hand: after every step the audit holds and
 * money lies where it should; in the end everybody has what the rules say.
 */

const runs = runsOf(12);
const done = new Set<string>();

test(
  'whole month: everything at once, and customers, leaders, suppliers and the shop have what is theirs to the cent',
  async () => {
    const counter = counted('months', runs);
    await fc.assert(
      fc.asyncProperty(randomMonth, async (wish) => {
        const shop = await testShop({ currency: wish.currency });
        await playMonth(shop, wish, done);
        expect(await unexplained(shop)).toEqual([]);
        await shop.close();
        counter.next();
      }),
      { numRuns: runs, seed: 20_261_124 },
    );
    counter.done(`${String(runs)} random months, all to the cent`);
  },
  patience(240_000),
);

/** Else a month could be right because every step of it was refused. */
const common = `adjust owedLess, adjust owedMore, approve refund, approve replacement, cancel, carrier, claim, failRefund,
  handOver, handOverPart, help, join, leader paid back, orders.quote, pay accepted, pay refundDue, pay supplier,
  payout sent, place atPickup, place cash, place held, place till, plan, pointShare, policies, price, promotion, publish,
  rebate, reduce, refund by amount, refund by piece, refund early, remit, replace, replacement refunded, rule, send,
  sendBack, settlement, settlement split, shrinkage receipt, statement, suspend, tier, weigh, withdraw`;

test('whole month: what may happen did happen in these months', () => {
  expect(common.split(/,\s+/).filter((what) => !done.has(what))).toEqual([]);
});
