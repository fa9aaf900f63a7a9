import { allowCollector, revokeCollector } from './allow-collector.ts';
import { findBundle } from './bundle.ts';
import { closeUncollected } from './close-uncollected.ts';
import { handOverOrder } from './hand-over-order.ts';
import { remindUncollected } from './remind-uncollected.ts';
import { syncHandovers } from './sync-handovers.ts';
import { findPickupKey, findTicket, getCollector, storePickupKey } from './ticket.ts';
import { verifyPickup } from './verify-pickup.ts';

export const pickupOperations = {
  verify: verifyPickup,
  handOver: handOverOrder,
  syncHandovers,
  closeUncollected,
  remindUncollected,
  allowCollector,
  revokeCollector,
  collector: getCollector,
  findTicket,
  findBundle,
  findKey: findPickupKey,
  storeKey: storePickupKey,
} as const;
