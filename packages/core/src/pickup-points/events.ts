export interface PickupPointEvents {
  /** The bookable times of a point were defined for some dates; `changed` slots are new or differ. `subject` is the point. */
  'pickupSlots.defined': {
    readonly dates: readonly string[];
    readonly minutes: number;
    readonly capacity: number;
    readonly changed: number;
  };
  /** Another leader hands over at a point on these dates; `subject` is the point. */
  'pickupPoint.substituted': { readonly leaderId: string; readonly from: string; readonly to: string };
  'pickupPoint.substituteEnded': { readonly leaderId: string };
  /** An order has another pickup time, or none; `subject` is the order. */
  'order.slotChosen': { readonly before: string | null; readonly slotId: string | null };
  /** Pickup points were created or changed by a bulk call or a list; one event a call. `subject` is the shop. */
  'pickupPoints.upserted': {
    readonly created: number;
    readonly updated: number;
    readonly pickupPointIds: readonly string[];
  };
}
