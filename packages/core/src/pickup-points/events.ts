export interface PickupPointEvents {
  /** Pickup points were created or changed by a bulk call or a list; one event a call. `subject` is the shop. */
  'pickupPoints.upserted': {
    readonly created: number;
    readonly updated: number;
    readonly pickupPointIds: readonly string[];
  };
}
