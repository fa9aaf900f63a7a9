export interface PickupPointEvents {
  /** Pickup points were upserted from the host shop; one event a call. */
  'pickupPoints.upserted': { readonly created: number; readonly updated: number };
}
