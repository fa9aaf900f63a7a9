import type { Caller, Money } from './caller.ts';
import type { Chance } from './chance.ts';
import type { Neighbour, PlannedOrder } from './neighbours.ts';

export interface DayOptions {
  readonly customers: number;
  readonly leaders: number;
  readonly seed: number;
}

interface PlayedLeader {
  readonly id: string;
  readonly externalId: string;
  readonly pickupPointId: string;
  readonly inviteCode: string;
  /** A leader session. */
  readonly token: string;
}

export interface PlayedOffer {
  readonly id: string;
  readonly variantId: string;
  readonly title: string;
  readonly category: string;
  readonly price: Money;
}

/** What the host shop and the players have seen so far: sums to hold against what the books say in the end. */
export interface Tally {
  /** The codes of refused orders. */
  readonly refusals: string[];
  placed: number;
  late: { accepted: number; refundDue: number };
  /** Minor units, by whose hand they came. */
  paidIn: { host: number; leader: number; unusable: number };
  accepted: number;
  supplierPayments: number;
  costs: number;
  remitted: number;
  wrongCodes: number;
  repeatedHandovers: number;
  conflicts: number;
}

/** One played day: who takes part and what has happened so far. */
export interface Day {
  readonly options: DayOptions;
  readonly caller: Caller;
  readonly chance: Chance;
  /** Told after each thing that was done. */
  readonly step: (stage: 'setUp' | 'orders' | 'cutoff' | 'morning' | 'afternoon' | 'afterwards') => void;
  readonly tally: Tally;
  readonly leaders: PlayedLeader[];
  readonly neighbours: Neighbour[];
  /** The sessions of neighbours who have one. */
  readonly sessions: Map<Neighbour, string>;
  /** The ids of the orders that were taken. */
  readonly orderIds: Map<PlannedOrder, string>;
  readonly offers: PlayedOffer[];
  campaignId: string;
  targetId: string;
  currency: string;
}

export function newTally(): Tally {
  return {
    refusals: [],
    placed: 0,
    late: { accepted: 0, refundDue: 0 },
    paidIn: { host: 0, leader: 0, unusable: 0 },
    accepted: 0,
    supplierPayments: 0,
    costs: 0,
    remitted: 0,
    wrongCodes: 0,
    repeatedHandovers: 0,
    conflicts: 0,
  };
}

/** What is read of an order. */
export interface OrderView {
  readonly id: string;
  readonly status: string;
  readonly cancelReason: string | null;
  readonly payment: 'host' | 'atPickup';
  readonly leaderId: string;
  readonly total: Money;
  readonly amountDue: Money;
  readonly paid: Money;
  readonly refunded: Money;
  readonly pickupCode: string | null;
  readonly lines: readonly LineView[];
}

export interface LineView {
  readonly id: string;
  readonly offerId: string;
  readonly variantId: string;
  readonly title: string;
  readonly pieces: number;
  readonly unitPrice: Money;
  readonly net: Money;
  readonly refunded: Money;
  readonly allocated: number | null;
  readonly cancelled: number;
  readonly short: number;
  readonly lost: number;
  readonly withdrawn: number;
  readonly handedOver: number;
  readonly uncollected: number;
}
