import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { planted, testShop } from '../testing/index.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { runsOf } from '../testing/runs.ts';
import type { ShortagePolicy } from './share-out.ts';

const policies = ['orderTime', 'proRataByPoint', 'oneEach', 'wholeOrders'] as const;

const buyer = fc.record({
  pieces: fc.integer({ min: 1, max: 7 }),
  paid: fc.boolean(),
  west: fc.boolean(),
});

test('R26: the preview says to the cent what closing then refunds and takes back of commission', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(buyer, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 0, max: 20 }),
      fc.constantFrom<ShortagePolicy>(...policies),
      async (buyers, accepted, shortage) => {
        const shop = await testShop({ policies: { shortage } });
        const { campaign: campaignId, apple: variantId } = planted;
        for (const [at, { pieces, paid, west }] of buyers.entries())
          await neighbourOrders(shop, {
            name: `N${String(at)}`,
            pieces,
            ...(paid ? {} : { payment: 'atPickup' as const }),
            ...(west ? { pickupPointId: planted.otherPoint } : {}),
          });
        await freezeToday(shop);
        const [order] = (await shop.tuan.purchaseOrders.generate({ campaignId })).data;
        const purchaseOrderId = order?.id ?? '';
        await shop.tuan.purchaseOrders.send({ purchaseOrderId });
        const arrived = Math.min(accepted, order?.lines[0]?.ordered ?? 0);
        if (arrived > 0)
          await shop.tuan.purchaseOrders.receive({
            purchaseOrderId,
            lines: [{ variantId, accepted: arrived }],
          });
        const preview = await shop.tuan.purchaseOrders.previewShortage({ purchaseOrderId });
        const due = async () =>
          (
            await shop.tuan.reader.rows<{ due: number; owed: number; refunded: number }>(
              `SELECT (SELECT coalesce(sum("due"), 0) FROM "commission_entries" WHERE "status" <> 'unpaid') AS "due",
                coalesce(sum("amountDue"), 0) AS "owed", coalesce(sum("refunded"), 0) AS "refunded" FROM "orders"`,
            )
          )[0];
        const before = await due();
        await shop.tuan.purchaseOrders.close({ purchaseOrderId });
        const after = await due();
        expect(preview.commissionTotal.amount).toBe((before?.due ?? 0) - (after?.due ?? 0));
        expect(preview.refunds.amount).toBe((after?.refunded ?? 0) - (before?.refunded ?? 0));
        expect(preview.refundTotal.amount - preview.refunds.amount).toBe(
          (before?.owed ?? 0) - (after?.owed ?? 0),
        );
        expect(preview.data.reduce((sum, { refund }) => sum + refund.amount, 0)).toBe(
          preview.refundTotal.amount,
        );
        await shop.audit();
        await shop.close();
      },
    ),
    { numRuns: runsOf(12) },
  );
}, 120_000);
