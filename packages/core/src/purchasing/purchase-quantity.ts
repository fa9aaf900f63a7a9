import { WHOLE_BASIS_POINTS } from '../shared/money.ts';

interface Demand {
  /** Firm pieces, gifts included. */
  readonly needed: number;
  /** Basis points bought on top for loss. */
  readonly lossBuffer: number;
  /** Pieces in stock that belong to no order. */
  readonly inStock: number;
  /** The supplier sells in multiples of this. */
  readonly packSize: number;
}

interface Quantity {
  readonly buffer: number;
  readonly fromStock: number;
  readonly ordered: number;
}

/**
 * R24: ceil((firm pieces + buffer − stock) ÷ pack) × pack, the buffer rounded up, stock used first.
 *
 * @example purchaseQuantity({ needed: 47, lossBuffer: 0, inStock: 0, packSize: 20 }).ordered // 60
 */
export function purchaseQuantity({ needed, lossBuffer, inStock, packSize }: Demand): Quantity {
  const buffer = Math.ceil((needed * lossBuffer) / WHOLE_BASIS_POINTS);
  const fromStock = Math.min(inStock, needed + buffer);
  const ordered = Math.ceil((needed + buffer - fromStock) / packSize) * packSize;
  return { buffer, fromStock, ordered };
}
