import { closeUncollected } from './close-uncollected.ts';
import { handOverOrder } from './hand-over-order.ts';
import { remindUncollected } from './remind-uncollected.ts';
import { syncHandovers } from './sync-handovers.ts';
import { verifyPickup } from './verify-pickup.ts';

export const pickupOperations = {
  verify: verifyPickup,
  handOver: handOverOrder,
  syncHandovers,
  closeUncollected,
  remindUncollected,
} as const;
