/** What happens at pickup points. The order's id stands in `subject`. */
export interface PickupEvents {
  /** Goods left to a customer; or a phone told so after another had been there first (`conflict`): nothing moved. */
  'order.handedOver': { readonly handoverId: string; readonly outcome: 'accepted' | 'conflict' };
  /** The customer lets someone else collect; who stands in no event. */
  'order.collectorAllowed': Readonly<Record<string, never>>;
  'order.collectorRevoked': Readonly<Record<string, never>>;
  /** Nothing is left to hand over, and at least one piece was. */
  'order.collected': { readonly campaignId: string };
  /** Nobody came until the grace after the last window ended; `occurredAt` is that end. */
  'order.uncollected': { readonly campaignId: string; readonly outcome: 'kept' | 'refunded' | 'unpaid' };
}
