import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as postings from '../ledger/postings.ts';
import { type Posting, postTransaction } from '../ledger/post-transaction.ts';
import { patience, runsOf } from '../testing/runs.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { postingsAlone } from '../testing/plant-postings.ts';
import { profitGroups } from './schemas.ts';
import { shrinkageGroups } from './shrinkage-schemas.ts';

/*
 * All reports read the same ledger: whatever was posted, about whatever and whenever, their totals are those of the
 * profit report of the same days, and the rows of every grouping sum to them.
 */

const dimensions = fc.record({
  campaignId: fc.constantFrom(planted.campaign, null),
  variantId: fc.constantFrom(planted.apple, planted.egg, null),
  supplierId: fc.constantFrom(planted.supplier, null),
  leaderId: fc.constantFrom(planted.leader, planted.otherLeader, null),
  communityId: fc.constantFrom(planted.community, null),
  kind: fc.constantFrom('transport', 'sorting', null),
  reason: fc.constantFrom('不新鲜', '压坏', null),
  fault: fc.constantFrom('supplier', 'carrier', null),
});

const sum = fc.integer({ min: 1, max: 1_000_000 });

const entry = fc.record({
  about: dimensions,
  amount: sum,
  other: sum,
  day: fc.integer({ min: 1, max: 30 }),
  what: fc.constantFrom('sold', 'gift', 'lost', 'returned', 'charged', 'rebate', 'cost', 'bonus', 'bought'),
});

type Entry = typeof entry extends fc.Arbitrary<infer Value> ? Value : never;

function postingsOf({ about, amount, other, what }: Entry): Posting[] {
  const all: Readonly<Record<Entry['what'], () => Posting[]>> = {
    sold: () =>
      postings.lineCompleted({
        left: amount,
        discount: other % 500,
        cost: other,
        commissions: [{ amount: amount % 1000, about }],
        about,
      }),
    gift: () => postings.giftCompleted(amount, about),
    lost: () => postings.goodsLost(amount, about),
    returned: () => postings.refundAfterCompletion(amount, about),
    charged: () => postings.faultCharged('supplier', amount, about),
    rebate: () => postings.rebateAccrued(amount, about),
    cost: () => postings.costIncurred(amount, { kind: 'van' }),
    bonus: () => postings.bonusEarned(amount, about),
    bought: () => postings.goodsAccepted(amount, { ...about, kind: null, fault: null }),
  };
  return all[what]();
}

async function plant(shop: TestShop, entries: readonly Entry[]): Promise<void> {
  for (const one of entries) {
    shop.at(`2026-11-${String(one.day).padStart(2, '0')}T12:00:00+08:00`);
    await shop.plant((work, context) => {
      postTransaction(
        work,
        context,
        { type: 'planted', subject: 'planted' },
        postingsOf(one).filter((row) => row.amount !== 0),
      );
      return null;
    }, postingsAlone);
  }
}

const days = fc
  .tuple(fc.integer({ min: 1, max: 29 }), fc.integer({ min: 1, max: 29 }))
  .map(([first, second]) => [Math.min(first, second), Math.max(first, second) + 1] as const)
  .map(([from, to]) => ({ from: dayText(from), to: dayText(to) }));

function dayText(day: number): string {
  return `2026-11-${String(day).padStart(2, '0')}`;
}

const sumOf = <Row>(rows: readonly Row[], of: (row: Row) => { readonly amount: number }) =>
  rows.reduce((total, row) => total + of(row).amount, 0);

test(
  'reports: every report has the totals of the profit report, and its rows sum to them',
  async () => {
    const shop = await testShop();
    const { reports } = shop.tuan;
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 8 }), days, async (entries, period) => {
        await plant(shop, entries);
        const { total } = await reports.profit(period);
        for (const by of profitGroups) {
          const one = await reports.profit({ ...period, by });
          expect([by, one.total, sumOf(one.data, ({ profit }) => profit)]).toEqual([
            by,
            total,
            total.profit.amount,
          ]);
        }
        const grouped = [reports.products, reports.leaders, reports.communities, reports.suppliers];
        for (const ask of grouped) {
          const one = await ask(period);
          expect(one.total).toMatchObject(total);
          for (const step of ['profit', 'netSales', 'commission', 'shrinkage'] as const)
            expect(sumOf(one.data as readonly (typeof total)[], (row) => row[step])).toBe(total[step].amount);
        }
        for (const by of shrinkageGroups) {
          const one = await reports.shrinkage({ ...period, by });
          expect(one.total.lost).toEqual(total.shrinkage);
          expect(one.total).toMatchObject({ profit: total.profit, netSales: total.netSales });
          expect(sumOf(one.data, ({ lost }) => lost)).toBe(total.shrinkage.amount);
        }
      }),
      { numRuns: runsOf(20) },
    );
    await shop.close();
  },
  patience(60_000),
);
