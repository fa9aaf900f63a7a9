import type { AnswerOf, InputOf } from './answers.ts';
import type { CallOptions, Connection } from './connection.ts';

/** An operation on a claim that stands under the order it is about. */
export type OfOrder<Name extends 'open' | 'suggest'> = (
  input: InputOf<'claims', Name> & { readonly orderId: string },
  call?: CallOptions,
) => Promise<AnswerOf<'claims', Name>>;

/** Lets somebody else collect an own order, and reads who may. */
export function collectorOf({ operation }: Connection) {
  const path = 'storefront/orders/{orderId}/collector';
  return {
    allow: operation<'pickups', 'allowCollector'>('PUT', path),
    get: operation<'pickups', 'collector'>('GET', path),
    revoke: operation<'pickups', 'revokeCollector'>('DELETE', path),
  };
}

/** Reads the pickup times of a point, and books one for an own order. */
export function pickupSlots({ operation }: Connection) {
  return {
    list: operation<'pickupSlots', 'list'>('GET', 'storefront/pickup-points/{pickupPointId}/slots', 'key'),
    choose: operation<'pickupSlots', 'choose'>('POST', 'storefront/orders/{orderId}/slot'),
  };
}

/** What may be complained about, what it would be worth, and goods that come again. */
export function claimHelpOf({ operation }: Connection) {
  return {
    reasons: operation<'claimReasons', 'get'>('GET', 'storefront/claim-reasons', 'key'),
    suggest: operation<'claims', 'suggest'>(
      'GET',
      'storefront/orders/{orderId}/claim-suggestion',
    ) as OfOrder<'suggest'>,
    replacements: operation<'replacements', 'list'>('GET', 'storefront/replacements'),
    refundInstead: operation<'replacements', 'refund'>(
      'POST',
      'storefront/replacements/{replacementId}/refund',
    ),
  };
}

/** Where an own order was moved, and where the points are. */
export function movesOf({ operation }: Connection) {
  return {
    list: operation<'pickups', 'listMoves'>('GET', 'storefront/orders/{orderId}/moves'),
    points: operation<'pickupPoints', 'list'>('GET', 'storefront/pickup-points', 'key'),
  };
}
