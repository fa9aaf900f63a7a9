import type { PickupToken } from './answers.ts';
import type { OfOrder } from './order-care.ts';
import { type ClientOptions, connect, type Connection } from './connection.ts';

/** What a shopper's browser may do. */
export type StorefrontClient = ReturnType<typeof storefrontClient>;

/**
 * A client for a shopper's browser. Every method throws ClientProblem.
 *
 *     const client = createClient({ baseUrl: '/tuan', key: 'pk_…', getSession: () => mySession() })
 *     const quote = await client.orders.quote({ campaignId, lines: [{ offerId, pieces: 2 }] })
 *     const order = await client.orders.place({ campaignId, lines, quoteToken: quote.token })
 */
export function createClient(options: ClientOptions): StorefrontClient {
  return storefrontClient(connect(options));
}

/** Reads a campaign as a shopper sees it; by itself for pages that need nothing else at first. */
export function showOpenCampaign({ operation }: Connection) {
  return operation<'campaigns', 'showOpen'>('GET', 'storefront/campaigns/{campaignId}', 'key');
}

/** Reads the signed QR code of an own order. */
export function pickupTokenOf({ operation }: Connection) {
  return operation('POST', 'storefront/orders/{orderId}/pickup-token') as unknown as (input: {
    orderId: string;
  }) => Promise<PickupToken>;
}

/** Reads the coupons and vouchers that were given to the customer. */
export function ownCouponsOf({ operation }: Connection) {
  return operation<'coupons', 'listOwn'>('GET', 'storefront/coupons');
}

/** Opens a claim on a line of an own order. */
export function openClaim({ operation }: Connection) {
  return operation<'claims', 'open'>('POST', 'storefront/orders/{orderId}/claims') as OfOrder<'open'>;
}

/** The same on a connection that is shared with others. */
export function storefrontClient(connection: Connection) {
  const { operation, now } = connection;
  return {
    /** The server's clock in epoch milliseconds. */
    now,
    campaigns: {
      listOpen: operation<'campaigns', 'listOpen'>('GET', 'storefront/campaigns', 'key'),
      showOpen: showOpenCampaign(connection),
    },
    orders: {
      quote: operation<'orders', 'quote'>('POST', 'storefront/quotes', 'maybe'),
      place: operation<'orders', 'place'>('POST', 'storefront/orders'),
      list: operation<'orders', 'list'>('GET', 'storefront/orders'),
      get: operation<'orders', 'get'>('GET', 'storefront/orders/{orderId}'),
      cancel: operation<'orders', 'cancel'>('POST', 'storefront/orders/{orderId}/cancel'),
      replace: operation<'orders', 'replace'>('PUT', 'storefront/orders/{orderId}'),
      reduce: operation<'orders', 'reduce'>('POST', 'storefront/orders/{orderId}/reduce'),
      explain: operation<'orders', 'explain'>('GET', 'storefront/orders/{orderId}/explain'),
    },
    refunds: {
      list: operation<'refunds', 'list'>('GET', 'storefront/refunds'),
    },
    coupons: {
      listOwn: ownCouponsOf(connection),
    },
    claims: {
      list: operation<'claims', 'list'>('GET', 'storefront/orders/{orderId}/claims'),
      open: openClaim(connection),
      withdraw: operation<'claims', 'withdraw'>('POST', 'storefront/claims/{claimId}/withdraw'),
    },
  };
}
