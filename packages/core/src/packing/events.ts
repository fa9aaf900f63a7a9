/** What happens while goods are packed. */
export interface PackingEvents {
  /**
   * The packed weight of a line was recorded, or corrected. `subject` is the line; minor units for what this weighing
   * took off its price: refunded (`refundId`), or no longer due where the order is not paid yet.
   */
  'line.weighed': {
    readonly orderId: string;
    readonly weighingId: string;
    readonly pieces: number;
    readonly nominalGrams: number;
    readonly grams: number;
    readonly given: number;
    readonly refundId: string | null;
  };
  /** Pieces of a line were put into its basket. `subject` is the line. */
  'line.packed': { readonly orderId: string; readonly scanId: string; readonly pieces: number };
  /** They were taken out again: the scan was undone. `subject` is the line. */
  'line.unpacked': { readonly orderId: string; readonly scanId: string; readonly pieces: number };
  /** Everything that an order gets is in its basket. `subject` is the order. */
  'order.packed': { readonly campaignId: string; readonly pickupPointId: string };
}
