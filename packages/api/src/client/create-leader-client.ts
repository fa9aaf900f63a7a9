import type { PickupBundle } from './answers.ts';
import { type ClientOptions, connect, type Connection } from './connection.ts';

/** What a leader's phone may do. */
export type LeaderClient = ReturnType<typeof leaderClient>;

/** A client for a leader's phone; `getSession` gives the leader's session. Every method throws ClientProblem. */
export function createLeaderClient(options: ClientOptions): LeaderClient {
  return leaderClient(connect(options));
}

/** The same on a connection that is shared with others. */
export function leaderClient({ operation, now }: Pick<Connection, 'now' | 'operation'>) {
  return {
    /** The server's clock in epoch milliseconds. */
    now,
    campaigns: {
      list: operation<'campaigns', 'list'>('GET', 'leader/campaigns'),
      get: operation<'campaigns', 'get'>('GET', 'leader/campaigns/{campaignId}'),
    },
    pickLists: {
      get: operation<'pickLists', 'get'>('GET', 'leader/campaigns/{campaignId}/pick-lists'),
    },
    orders: {
      list: operation<'orders', 'list'>('GET', 'leader/orders'),
      get: operation<'orders', 'get'>('GET', 'leader/orders/{orderId}'),
      quote: operation<'orders', 'quote'>('POST', 'leader/quotes'),
      place: operation<'orders', 'place'>('POST', 'leader/orders'),
      replace: operation<'orders', 'replace'>('PUT', 'leader/orders/{orderId}'),
      cancel: operation<'orders', 'cancel'>('POST', 'leader/orders/{orderId}/cancel'),
    },
    pickups: {
      verify: operation<'pickups', 'verify'>('POST', 'leader/pickups/verify'),
      handOver: operation<'pickups', 'handOver'>('POST', 'leader/pickups/{orderId}/hand-over'),
      /** What the station hands over today, to be taken along. */
      bundle: operation('GET', 'leader/pickups/bundle') as unknown as (input: {
        pickupPointId?: string;
      }) => Promise<PickupBundle>,
      moves: operation<'pickups', 'listMoves'>('GET', 'leader/pickups/moves'),
      syncHandovers: operation<'pickups', 'syncHandovers'>('POST', 'leader/pickups/sync'),
    },
    claims: {
      list: operation<'claims', 'list'>('GET', 'leader/claims'),
      get: operation<'claims', 'get'>('GET', 'leader/claims/{claimId}'),
      open: operation<'claims', 'open'>('POST', 'leader/claims'),
      propose: operation<'claims', 'propose'>('POST', 'leader/claims/{claimId}/propose'),
      approve: operation<'claims', 'approve'>('POST', 'leader/claims/{claimId}/approve'),
      withdraw: operation<'claims', 'withdraw'>('POST', 'leader/claims/{claimId}/withdraw'),
    },
    commissions: {
      list: operation<'commissions', 'list'>('GET', 'leader/commissions'),
      summary: operation<'commissions', 'summary'>('GET', 'leader/commissions/summary'),
      explain: operation<'commissions', 'explain'>('GET', 'leader/commissions/{commissionId}/explain'),
    },
    targets: {
      /** How far the leader is in the targets of the running periods. */
      list: operation<'commissionTargets', 'running'>('GET', 'leader/targets'),
    },
    statements: {
      list: operation<'statements', 'list'>('GET', 'leader/statements'),
      get: operation<'statements', 'get'>('GET', 'leader/statements/{statementId}'),
      lines: operation<'statements', 'lines'>('GET', 'leader/statements/{statementId}/lines'),
    },
  };
}

/** What arrives at a leader's points, and counting it. */
export function deliveriesOf({ operation }: Connection) {
  return {
    list: operation<'deliveryRuns', 'list'>('GET', 'leader/deliveries'),
    count: operation<'deliveryRuns', 'countStop'>('POST', 'leader/deliveries/{runId}/stops/{stopId}/count'),
  };
}

/** Who stands in at a leader's points. */
export function substitutesOf({ operation }: Connection) {
  return {
    list: operation<'pickupPoints', 'listSubstitutes'>('GET', 'leader/pickup-substitutes'),
    appoint: operation<'pickupPoints', 'appointSubstitute'>(
      'PUT',
      'leader/pickup-points/{pickupPointId}/substitutes',
    ),
    end: operation<'pickupPoints', 'endSubstitute'>('POST', 'leader/pickup-substitutes/{substituteId}/end'),
  };
}

/** Goods beyond what was ordered, whom to ask first, and giving them to neighbours. */
export function extrasOf({ operation }: Connection) {
  return {
    list: operation<'extras', 'list'>('GET', 'leader/extras'),
    cutShort: operation<'extras', 'cutShort'>('GET', 'leader/extras/{extraId}/cut-short'),
    assign: operation<'extras', 'assign'>('POST', 'leader/extras/{extraId}/orders'),
  };
}

/** Cash in a leader's hand: taken for an order that is not paid, and given back. */
export function cashOf({ operation }: Connection) {
  return {
    take: operation<'orders', 'pay'>('POST', 'leader/orders/{orderId}/payments'),
    toReturn: operation<'refunds', 'inHand'>('GET', 'leader/refunds'),
    giveBack: operation<'refunds', 'confirm'>('POST', 'leader/refunds/{refundId}/confirm'),
  };
}

/** What the next statement of a leader will say, and what was paid out. */
export function creditOf({ operation }: Connection) {
  return {
    preview: operation<'statements', 'preview'>('GET', 'leader/statements/preview'),
    unsettled: operation<'statements', 'unsettled'>('GET', 'leader/unsettled'),
    /** A statement as a page to print, HTML; a long one in parts, the next of which its link names by `cursor`. */
    page: operation('GET', 'leader/statements/{statementId}/page') as unknown as (input: {
      statementId: string;
      locale?: string;
      cursor?: string;
    }) => Promise<string>,
    payouts: operation<'payouts', 'list'>('GET', 'leader/payouts'),
    /** What went through a provider that splits payments. */
    settlements: operation<'settlements', 'list'>('GET', 'leader/settlements'),
  };
}

/** A leader's level, and whom the leader brought. */
export function standingOf({ operation }: Connection) {
  return {
    level: operation<'leaderLevels', 'standing'>('GET', 'leader/level'),
    referrals: operation<'referrals', 'list'>('GET', 'leader/referrals'),
  };
}
