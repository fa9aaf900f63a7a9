import type { Fate } from './fate.ts';

/** What happens at pickup points. The order's id stands in `subject`. */
export interface PickupEvents {
  /** Goods left to a customer; or a phone told so after another had been there first (`conflict`): nothing moved. */
  'order.handedOver': { readonly handoverId: string; readonly outcome: 'accepted' | 'conflict' };
  /** The order is fetched at another point; `slotKept` says whether its booked time was free there, null without one. */
  'order.moved': {
    readonly campaignId: string;
    readonly fromPointId: string;
    readonly toPointId: string;
    readonly slotKept: boolean | null;
  };
  /** The shop forgot that a customer had not come; `subject` is the customer. */
  'customer.noShowsForgiven': { readonly forgiven: number };
  /** The customer lets someone else collect; who stands in no event. */
  'order.collectorAllowed': Readonly<Record<string, never>>;
  'order.collectorRevoked': Readonly<Record<string, never>>;
  /** Nothing is left to hand over, and at least one piece was. */
  'order.collected': { readonly campaignId: string };
  /** Nobody came until the grace after the last window ended; `occurredAt` is that end. */
  'order.uncollected': { readonly campaignId: string; readonly outcome: Fate };
}
