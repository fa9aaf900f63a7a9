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
}
