import { allowCollector } from './allow-collector.ts';
import { findBundle } from './bundle.ts';
import { closeUncollected } from './close-uncollected.ts';
import { listDonations } from './donation-queries.ts';
import { forgiveNoShows } from './forgive-no-shows.ts';
import { handOverOrder } from './hand-over-order.ts';
import { moveOrders } from './move-orders.ts';
import { listMoves } from './move-queries.ts';
import { findPickupKey } from './pickup-key.ts';
import { purgeGuesses } from './purge-guesses.ts';
import { remindUncollected } from './remind-uncollected.ts';
import { revokeCollector } from './revoke-collector.ts';
import { storePickupKey } from './store-pickup-key.ts';
import { syncHandovers } from './sync-handovers.ts';
import { findTicket, getCollector } from './ticket.ts';
import { verifyPickup } from './verify-pickup.ts';

export const pickupOperations = {
  verify: verifyPickup,
  handOver: handOverOrder,
  syncHandovers,
  closeUncollected,
  remindUncollected,
  moveOrders,
  listMoves,
  listDonations,
  forgiveNoShows,
  purgeGuesses,
  allowCollector,
  revokeCollector,
  collector: getCollector,
  findTicket,
  findBundle,
  findKey: findPickupKey,
  storeKey: storePickupKey,
} as const;
