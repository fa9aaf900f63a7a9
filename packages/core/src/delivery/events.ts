import type { Instant } from '../shared/time.ts';

/** What happens between the share-out and the pickup. `subject` is the run's id, or as said. */
export interface DeliveryEvents {
  /** A run over pickup points was planned, each stop with what it is to get. */
  'deliveryRun.planned': { readonly campaignId: string; readonly stops: number };
  /** A run got another name, driver, vehicle or departure: `fields` names what. */
  'deliveryRun.changed': { readonly campaignId: string; readonly fields: readonly string[] };
  /** The pending stops of a run were put in another order. */
  'deliveryRun.reordered': { readonly campaignId: string; readonly stops: number };
  /** A pending stop was moved to another run. `subject` is the stop. */
  'deliveryStop.moved': { readonly campaignId: string; readonly from: string; readonly to: string };
  /** The crates are in the vehicle. `differences` counts goods that were loaded otherwise than planned. */
  'deliveryRun.loaded': { readonly campaignId: string; readonly differences: number };
  /** What was loaded was counted again. */
  'deliveryRun.recounted': { readonly campaignId: string; readonly differences: number };
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
  /** The driver said that a point is reached at another time than planned. `subject` is the stop. */
  'deliveryStop.late': {
    readonly deliveryRunId: string;
    readonly campaignId: string;
    readonly pickupPointId: string;
    readonly expectedAt: Instant;
  };
  /** The goods of a failed stop, or some of them, are not brought any more: they went short. `subject` is the stop. */
  'deliveryStop.givenUp': {
    readonly deliveryRunId: string;
    readonly campaignId: string;
    readonly pickupPointId: string;
    readonly pieces: number;
    readonly goods: 'lost' | 'stock';
  };
  /** A stop's goods and orders go to another point. `subject` is the stop. */
  'deliveryStop.redirected': {
    readonly deliveryRunId: string;
    readonly campaignId: string;
    readonly fromPointId: string;
    readonly toPointId: string;
  };
  /** The leader counted what had come; `differences` counts goods otherwise than signed for. `subject` is the stop. */
  'deliveryStop.counted': {
    readonly deliveryRunId: string;
    readonly campaignId: string;
    readonly pickupPointId: string;
    readonly differences: number;
  };
  /** The shop accepted the leader's count: what was missing is shared out and refunded. `subject` is the stop. */
  'deliveryStop.countAccepted': {
    readonly deliveryRunId: string;
    readonly campaignId: string;
    readonly pickupPointId: string;
    readonly pieces: number;
  };
  /** A link for the driver of a run was made. `subject` is the link. */
  'deliveryLink.created': { readonly deliveryRunId: string; readonly expiresAt: Instant };
  /** A driver's link opens nothing any more. `subject` is the link. */
  'deliveryLink.revoked': { readonly deliveryRunId: string };
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
