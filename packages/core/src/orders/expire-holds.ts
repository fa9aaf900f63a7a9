import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { type TickStep, untilNothingIsDue } from '../tick-step.ts';
import { expireOrder, isOverdue } from './expire-order.ts';
import { loadOrders, ordersPerChunk } from './load-orders.ts';

/**
 * Writes down that holds have ended and gives their stock back. Each is dated by its own end (C15), and one that
 * was paid or cancelled meanwhile is passed over.
 *
 * Refuses: not_found, not_allowed.
 */
export const expireHolds = defineVerb({
  name: 'orders.expireHolds',
  summary: 'Write down the end of overdue holds',
  input: z.strictObject({ orderIds: z.array(z.string()).max(ordersPerChunk) }),
  answer: z.strictObject({ done: z.int() }),
  decide: (work, { orderIds }, context) => {
    demandShop(context);
    const overdue = loadOrders(work, [...new Set(orderIds)]).filter((order) => isOverdue(order, context));
    for (const order of overdue) expireOrder(work, order);
    return { done: overdue.length };
  },
});

const overdueHolds = `SELECT "id" FROM "orders" WHERE "status" = 'held' AND "holdEndsAt" <= CAST(? AS INTEGER)
  ORDER BY "holdEndsAt" LIMIT ${String(ordersPerChunk)}`;

/** The oldest first, so that events follow the clock. */
export const expireHoldsStep: TickStep = {
  name: expireHolds.name,
  run: (tuan, now) =>
    untilNothingIsDue(async () => {
      const due = await tuan.reader.rows<{ id: string }>(overdueHolds, [now]);
      if (due.length === 0) return 0;
      const { done } = await tuan.orders.expireHolds({ orderIds: due.map(({ id }) => id) }, { now });
      return done;
    }),
};
