import type { Actor } from './context.ts';

/** The actor as it stands in events and orders: `leader:led_…`, `shop:key_…`, `system`. */
export function actorText(actor: Actor): string {
  switch (actor.kind) {
    case 'system':
      return 'system';
    case 'shop':
    case 'storefront':
      return `${actor.kind}:${actor.keyId}`;
    case 'customer':
      return `customer:${actor.customerId}`;
    case 'leader':
      return `leader:${actor.leaderId}`;
    case 'supplier':
      return `supplier:${actor.supplierId}`;
    case 'driver':
      return `driver:${actor.linkId}`;
    default:
      return actor satisfies never;
  }
}
