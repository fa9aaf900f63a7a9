import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { cancel } from '../orders/cancel-order.ts';
import { expireOrder, isOverdue } from '../orders/expire-order.ts';
import { loadOrders, ordersPerChunk } from '../orders/load-orders.ts';
import type { Order } from '../orders/order.ts';
import type { Context } from '../shared/context.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { type TickStep, untilNothingIsDue } from '../tick-step.ts';
import type { RowRequest, Work } from '../work.ts';
import { campaigns } from './tables.ts';

/**
 * Cancels orders of cancelled campaigns: stock back, money back, commission to 0 (R22). Those that are over, or
 * whose campaign goes on, are passed over.
 *
 * Refuses: not_found, not_allowed.
 */
export const cancelCampaignOrders = defineVerb({
  name: 'campaigns.cancelOrders',
  summary: 'Cancel orders of cancelled campaigns',
  input: z.strictObject({ orderIds: z.array(z.string()).max(ordersPerChunk) }),
  answer: z.strictObject({ done: z.int() }),
  decide: (work, { orderIds }, context) => {
    demandShop(context);
    const loaded = loadOrders(work, [...new Set(orderIds)]);
    work.need(...loaded.map(({ campaignId }): RowRequest => [campaigns, { id: campaignId }]));
    const due = loaded.filter((order) => isDue(work, order));
    for (const order of due) end(work, order, context);
    return { done: due.length };
  },
});

function isDue(work: Work, { status, campaignId }: Order): boolean {
  return (
    (status === 'held' || status === 'confirmed') && work.get(campaigns, campaignId).status === 'cancelled'
  );
}

/** A hold that was over before is expired, not cancelled: the clock came first (C15). */
function end(work: Work, order: Order, context: Context): void {
  if (isOverdue(order, context)) expireOrder(work, order);
  else cancel(work, order, 'campaign', context);
}

const ordersOfCancelled = `SELECT o."id" AS "id" FROM "campaigns" c JOIN "orders" o
  ON o."campaignId" = c."id" AND o."status" IN ('held', 'confirmed')
  WHERE c."status" = 'cancelled' LIMIT ${String(ordersPerChunk)}`;

export const cancelOrdersStep: TickStep = {
  name: cancelCampaignOrders.name,
  run: (tuan, now) =>
    untilNothingIsDue(async () => {
      const due = await tuan.reader.rows<{ id: string }>(ordersOfCancelled);
      if (due.length === 0) return 0;
      const { done } = await tuan.campaigns.cancelOrders({ orderIds: due.map(({ id }) => id) }, { now });
      return done;
    }),
};
