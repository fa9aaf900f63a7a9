import { campaigns } from '../campaigns/tables.ts';
import { defineVerb } from '../define.ts';
import { notices } from '../events/tables.ts';
import type { Context } from '../shared/context.ts';
import type { Order } from '../orders/order.ts';
import { orders } from '../orders/tables.ts';
import { type Instant, instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop, theShop } from '../shop/the-shop.ts';
import type { Reader } from '../storage/reader.ts';
import type { RowRequest, Work } from '../work.ts';
import { uncollectedAt } from './close-order.ts';
import { orderIdsSchema, remindedOrdersSchema } from './schemas.ts';

/**
 * Tells customers, once each, that their goods still wait: shortly before the last window of the day ends, and after
 * it, until when they can still be fetched and what happens then. An order that is fetched, not due or reminded
 * already is passed over.
 *
 * Refuses: not_allowed.
 */
export const remindUncollected = defineVerb({
  name: 'pickups.remindUncollected',
  summary: 'Remind customers of goods that wait',
  input: orderIdsSchema,
  answer: remindedOrdersSchema,
  decide: (work, { orderIds }, context) => {
    demandShop(context);
    const ids = [...new Set(orderIds)];
    work.need(
      ...ids.flatMap((id): RowRequest[] => [
        [orders, { id }],
        ...phases.map((phase) => [notices, { source: sourceOf(phase, id) }] as const),
      ]),
    );
    const found = ids.flatMap((id) => work.find(orders, id) ?? []);
    work.need(...found.map(({ campaignId: id }): RowRequest => [campaigns, { id }]));
    let reminded = 0;
    for (const order of found) {
      const phase = phaseOf(work, order, context.now);
      if (phase === undefined || work.first(notices, { source: sourceOf(phase, order.id) })) continue;
      remind(work, order, phase, context);
      reminded += 1;
    }
    return { reminded };
  },
});

/** Before the last window ends, and in the grace after it. */
const phases = ['closing', 'grace'] as const;
type Phase = (typeof phases)[number];

function phaseOf(work: Work, order: Order, now: Instant): Phase | undefined {
  const { pickupEndsAt } = work.get(campaigns, order.campaignId);
  const { pickupReminderMinutes, uncollectedGraceHours } = theShop(work).policies;
  if (order.status !== 'ready' || now >= uncollectedAt(work, order)) return undefined;
  // Without a grace there is no second reminder to wait for.
  if (now >= pickupEndsAt) return uncollectedGraceHours > 0 ? 'grace' : undefined;
  return pickupReminderMinutes > 0 && now >= pickupEndsAt - pickupReminderMinutes * 60_000
    ? 'closing'
    : undefined;
}

function remind(work: Work, order: Order, phase: Phase, context: Context): void {
  const { id: orderId, customerId, campaignId, pickupPointId } = order;
  const { uncollected, uncollectedCharity } = theShop(work).policies;
  // Of what was never paid nothing can be kept or given back (R17).
  const isUnpaid = order.payment === 'atPickup' && order.paidAt === null;
  const policy = isUnpaid ? 'unpaid' : uncollected;
  work.insert(notices, {
    id: context.newId('ntc'),
    receiverKind: 'customer',
    receiverId: customerId,
    topic: 'pickupReminder',
    facts: {
      orderId,
      campaignId,
      pickupPointId,
      phase,
      until: instantText(uncollectedAt(work, order)),
      policy,
      ...(policy === 'donate' ? { charity: uncollectedCharity } : {}),
    },
    createdAt: context.now,
    source: sourceOf(phase, orderId),
  });
}

/** Ready orders whose last window ends soon or has ended, and whose customer was not told so yet, at most `limit`. */
export async function ordersToRemind(
  reader: Reader,
  now: Instant,
  limit: number,
): Promise<readonly string[]> {
  const { policies } = await readShop(reader);
  const soon = now + policies.pickupReminderMinutes * 60_000;
  const rows = await reader.rows<{ id: string }>(
    `SELECT o."id" AS "id" FROM "campaigns" c CROSS JOIN "orders" o ON o."campaignId" = c."id" AND o."status" = 'ready'
      WHERE c."status" IN ('purchasing', 'delivering', 'collecting') AND c."pickupEndsAt" <= CAST(?1 AS INTEGER)
        AND max(c."pickupEndsAt", o."readyAt") > CAST(?2 AS INTEGER)
        AND (c."pickupEndsAt" > CAST(?4 AS INTEGER) OR ?5 > 0)
        AND NOT EXISTS (SELECT 1 FROM "notices" n WHERE n."source" = CASE
          WHEN c."pickupEndsAt" > CAST(?4 AS INTEGER) THEN 'pickupReminder closing ' ELSE 'pickupReminder ' END || o."id")
      LIMIT CAST(?3 AS INTEGER)`,
    [soon, now - policies.uncollectedGraceHours * 3_600_000, limit, now, policies.uncollectedGraceHours],
  );
  return rows.map(({ id }) => id);
}

function sourceOf(phase: Phase, orderId: string): string {
  return phase === 'grace' ? `pickupReminder ${orderId}` : `pickupReminder closing ${orderId}`;
}
