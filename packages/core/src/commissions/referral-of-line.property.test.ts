import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundedShare } from '../shared/money.ts';
import { collectApples } from '../testing/collected-orders.ts';
import { testShop } from '../testing/index.ts';
import { buyApples } from '../testing/ready-orders.ts';
import { plantReferral } from '../testing/recruits.ts';
import { patience, runsOf } from '../testing/runs.ts';
import { commissionEntries } from './tables.ts';

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

test(
  'R34, R40: after any refunds a referral is its rate of what is left, and leaves the commission alone',
  async () => {
    const refundsOf = fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 1, maxLength: 5 });
    const runs = runsOf(25);
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3000 }),
        refundsOf,
        fc.boolean(),
        async (basisPoints, back, late) => {
          const own = await testShop();
          round += 1;
          await plantReferral(own, { basisPoints });
          const [bought] = late
            ? await collectApples(own, 3)
            : [
                await buyApples(own, 3, 'till').then(({ id, lines }) => ({
                  orderId: id,
                  lineId: lines[0]?.id ?? '',
                })),
              ];
          if (late) own.at('2026-11-27T09:00:00+08:00');
          const { orderId = '', lineId = '' } = bought ?? {};
          let left = 3000;
          for (const amount of back) {
            const taken = Math.min(amount, left);
            if (taken === 0) continue;
            await own.tuan.orders.refund({
              orderId,
              lineId,
              amount: yuan(taken),
              reason: '补偿',
              fault: 'shop',
            });
            left -= taken;
          }
          const entries = await own.tuan.reader.table(
            commissionEntries,
            't."orderId" = ? ORDER BY t."kind"',
            [orderId],
          );
          expect(entries.map(({ due }) => due)).toEqual([
            roundedShare(left, basisPoints, 10_000),
            roundedShare(left, 1000, 10_000),
          ]);
          await own.audit();
          await own.close();
        },
      ),
      { numRuns: runs },
    );
    expect(round).toBeGreaterThanOrEqual(runs);
  },
  patience(60_000),
);
