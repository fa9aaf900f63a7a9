import type { Invariant } from './invariant.ts';

interface States {
  readonly name: string;
  readonly table: string;
  /** Which event tells of which state; more than one where there is more than one way into it. */
  readonly events: Readonly<Record<string, string>>;
  /** Rows that have no history of their own, as SQL over the alias `t`. */
  readonly except?: string;
}

/** Every stored state has an event that tells of the change into it, by the row that changed (audit 7). */
const states: readonly States[] = [
  {
    name: 'order',
    table: 'orders',
    events: {
      held: 'order.placed',
      confirmed: 'order.confirmed',
      ready: 'order.ready',
      collected: 'order.collected',
      uncollected: 'order.uncollected',
      expired: 'order.expired',
      cancelled: 'order.cancelled',
    },
    // What an order was before it was replaced: the event stands at the order that took its place.
    except: `t."cancelReason" = 'replaced'
      AND EXISTS (SELECT 1 FROM "events" u WHERE u."subject" = t."replacedById" AND u."type" = 'order.replaced')`,
  },
  {
    name: 'campaign',
    table: 'campaigns',
    events: {
      draft: 'campaign.drafted',
      published: 'campaign.published',
      purchasing: 'campaign.frozen',
      delivering: 'campaign.delivering',
      collecting: 'campaign.collecting',
      completed: 'campaign.completed',
      cancelled: 'campaign.cancelled',
    },
  },
  {
    name: 'campaign_series',
    table: 'campaign_series',
    events: {
      active: 'series.created series.resumed',
      paused: 'series.paused',
      ended: 'series.ended',
    },
  },
  {
    name: 'refund',
    table: 'refunds',
    events: {
      requested: 'refund.requested refund.retried',
      confirmed: 'refund.confirmed',
      failed: 'refund.failed',
    },
    // The event of an unusable payment tells of its refund too, and stands at the order.
    except: `t."kind" = 'unusablePayment' AND t."status" = 'requested'
      AND EXISTS (SELECT 1 FROM "events" u WHERE u."subject" = t."orderId" AND u."type" = 'payment.unusable')`,
  },
  {
    name: 'claim',
    table: 'claims',
    events: {
      open: 'claim.opened',
      proposed: 'claim.proposed',
      approved: 'claim.approved',
      rejected: 'claim.rejected',
      withdrawn: 'claim.withdrawn',
      refunded: 'claim.refunded',
      replaced: 'claim.replaced',
    },
  },
  {
    name: 'purchase_order',
    table: 'purchase_orders',
    events: {
      draft: 'purchaseOrder.generated',
      sent: 'purchaseOrder.sent',
      received: 'purchaseOrder.received',
      settling: 'purchaseOrder.sharedOut',
      closed: 'purchaseOrder.closed',
    },
  },
  {
    name: 'delivery_run',
    table: 'delivery_runs',
    events: {
      planned: 'deliveryRun.planned',
      loaded: 'deliveryRun.loaded',
      underWay: 'deliveryRun.started',
      finished: 'deliveryRun.finished',
    },
  },
  {
    name: 'delivery_stop',
    table: 'delivery_stops',
    events: { handedOver: 'deliveryStop.handedOver', failed: 'deliveryStop.failed' },
  },
  {
    name: 'leader',
    table: 'leaders',
    events: {
      applied: 'leader.applied',
      active: 'leader.approved leader.reinstated',
      rejected: 'leader.rejected',
      suspended: 'leader.suspended',
      left: 'leader.left',
    },
    except: 't."house" = 1',
  },
  {
    name: 'promotion',
    table: 'promotions',
    events: { draft: 'promotion.created', active: 'promotion.activated', ended: 'promotion.ended' },
  },
  { name: 'commission', table: 'commission_entries', events: { earned: 'commission.earned' } },
  {
    name: 'payout',
    table: 'payouts',
    events: {
      claimed: 'payout.claimed payout.retried',
      sent: 'payout.sent',
      failed: 'payout.failed',
      returned: 'payout.returned',
    },
  },
];

export const historyInvariants: readonly Invariant[] = states.map(
  ({ name, table, events, except = 'FALSE' }) => {
    const pairs = Object.entries(events);
    const told = pairs.map(
      ([status, types]) => `(t."status" = '${status}' AND e."type" IN (${quoted(types)}))`,
    );
    return {
      name: `${name}_history`,
      rule: `The status of every ${name.replace('_', ' ')} has an event that tells of it.`,
      sql: `SELECT t."id" AS "id", t."status" AS "status" FROM "${table}" t
      WHERE t."status" IN (${quoted(pairs.map(([status]) => status).join(' '))}) AND NOT (${except})
        AND NOT EXISTS (SELECT 1 FROM "events" e WHERE e."subject" = t."id" AND (${told.join(' OR ')}))`,
    };
  },
);

function quoted(words: string): string {
  return words
    .split(' ')
    .map((word) => `'${word}'`)
    .join(', ');
}
