import { Refusal } from '../shared/error.ts';
import { forEachDue, type TickStep } from '../tick-step.ts';

/** Cutoffs that are frozen with something to buy and have no purchase orders yet. */
const unbought = `SELECT DISTINCT f."campaignId" AS "campaignId" FROM "campaigns" AS c JOIN "freezes" AS f ON f."campaignId" = c."id"
  WHERE c."status" = 'purchasing' AND f."pieces" > 0
    AND NOT EXISTS (SELECT 1 FROM "purchase_orders" AS p WHERE p."campaignId" = f."campaignId" AND p."cutoff" = f."cutoff")
  ORDER BY f."campaignId"`;

/** After the freeze, so that the buyer finds the documents in the morning. Each campaign is tried once a tick. */
export const generatePurchaseOrdersStep: TickStep = {
  name: 'purchaseOrders.generate',
  async run(tuan, now) {
    const due = await tuan.reader.rows<{ campaignId: string }>(unbought);
    return forEachDue(due, async ({ campaignId }) => {
      try {
        await tuan.purchaseOrders.generate({ campaignId }, { now });
      } catch (error) {
        // Nobody may take it for a round in which nothing was ordered. What the database says may hold values.
        const problem = error instanceof Refusal ? error.code : 'internal_error';
        await tuan.campaigns.noteBuyingProblem({ campaignId, problem }, { now });
        throw error;
      }
      return true;
    });
  },
};

/** Closings of very many short lines that are not settled yet, the oldest first. */
const settling = `SELECT "id" AS "id" FROM "purchase_orders" WHERE "status" = 'settling' ORDER BY "closedAt", "id"`;

/** Settles what a long closing left for later, 200 orders a write, until every short line has its refund (C23). */
export const settleShortagesStep: TickStep = {
  name: 'purchaseOrders.close',
  async run(tuan, now) {
    const due = await tuan.reader.rows<{ id: string }>(settling);
    return forEachDue(due, async ({ id: purchaseOrderId }) => {
      for (;;) {
        const { purchaseOrder } = await tuan.purchaseOrders.close({ purchaseOrderId }, { now });
        if (purchaseOrder.status !== 'settling') return true;
      }
    });
  },
};
