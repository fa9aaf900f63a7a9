import type { ShrinkageStage } from './tables.ts';

/** What happens to goods between receipt and handover that nobody will get. */
export interface ShrinkageEvents {
  /**
   * Somebody wrote down that goods were lost (C16), whoever answers for it. `short` pieces of it are missing to lines,
   * which are refunded; `fromStock` were made good. `subject` is the record, `cost` is in minor units.
   */
  'shrinkage.recorded': {
    readonly stage: ShrinkageStage;
    readonly campaignId: string | null;
    readonly variantId: string;
    readonly pickupPointId: string | null;
    readonly pieces: number;
    readonly fromStock: number;
    readonly short: number;
    readonly cost: number;
    readonly reason: string;
  };
  /**
   * A loss that was written down by mistake was taken back. `toStock` pieces came back to stock, since refunds stand; the
   * rest to what arrived and is not shared out yet. `subject` is the record, `cost` is in minor units.
   */
  'shrinkage.reversed': {
    readonly campaignId: string | null;
    readonly variantId: string;
    readonly pieces: number;
    readonly toStock: number;
    readonly cost: number;
    readonly reason: string;
  };
  /** A line lacks pieces that were lost on their way (C16). `subject` is the line. */
  'line.shrunk': {
    readonly orderId: string;
    readonly shrinkageRecordId: string;
    readonly pieces: number;
    readonly refundId: string | null;
  };
}
