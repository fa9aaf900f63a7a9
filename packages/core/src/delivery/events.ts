/** What happens between the share-out and the pickup. `subject` is the run's id, or as said. */
export interface DeliveryEvents {
  /** A run over pickup points was planned, each stop with what it is to get. */
  'deliveryRun.planned': { readonly campaignId: string; readonly stops: number };
  /** The crates are in the vehicle. */
  'deliveryRun.loaded': { readonly campaignId: string };
  /** The vehicle has left. */
  'deliveryRun.started': { readonly campaignId: string };
  /** No stop of the run is pending any more. */
  'deliveryRun.finished': { readonly campaignId: string };
  /** The goods of a pickup point were signed for, with differences. `subject` is the stop. */
  'deliveryStop.handedOver': {
    readonly deliveryRunId: string;
    readonly campaignId: string;
    readonly pickupPointId: string;
    readonly missing: number;
  };
  /** The point could not be reached: its orders stay confirmed, the stop is planned again. `subject` is the stop. */
  'deliveryStop.failed': {
    readonly deliveryRunId: string;
    readonly campaignId: string;
    readonly pickupPointId: string;
    readonly note: string;
  };
  /** Pieces of a line were missing at its stop (R28). `subject` is the line. */
  'line.lost': {
    readonly orderId: string;
    readonly deliveryStopId: string;
    readonly pieces: number;
    readonly refundId: string | null;
  };
  /** The goods of an order have arrived at its pickup point and can be fetched. `subject` is the order. */
  'order.ready': { readonly campaignId: string; readonly pickupPointId: string };
}
