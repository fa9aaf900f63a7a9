import type { offers } from '../campaigns/tables.ts';
import { refuse } from '../shared/error.ts';
import { fingerprint } from '../shared/fingerprint.ts';
import { instantText } from '../shared/time.ts';
import { amountMax, money } from '../shared/schemas.ts';
import type { Row } from '../work.ts';
import type { QuoteView } from './schemas.ts';
import type { PriceStep } from './tables.ts';

export type Offer = Row<typeof offers>;

export interface CartLine {
  readonly offer: Offer;
  readonly pieces: number;
  readonly note: string;
}

export interface PricedLine extends CartLine {
  readonly unitPrice: number;
  readonly discount: number;
  /** Unit price × pieces − discount, in minor units. */
  readonly net: number;
  readonly steps: readonly PriceStep[];
}

export interface PricedCart {
  readonly lines: readonly PricedLine[];
  readonly total: number;
  /** Changes when anything that the price depends on has changed the price. */
  readonly token: string;
  readonly earliestCutoff: number;
}

/**
 * Prices a cart: the one place where a price is made. Each step says why.
 *
 * Refuses: invalid_input (a total beyond what a sum of money may be).
 */
export function priceCart(cart: readonly CartLine[]): PricedCart {
  const lines = cart.map(priceLine);
  const total = lines.reduce((sum, { net }) => sum + net, 0);
  if (total > amountMax) {
    const message = 'The sum of the order is too large. Split it.';
    refuse('invalid_input', { fields: [{ path: 'lines', code: 'too_big', message }] });
  }
  const priced = lines.map(({ offer, pieces, unitPrice, discount }) => [
    offer.id,
    pieces,
    unitPrice,
    discount,
  ]);
  return {
    lines,
    total,
    token: fingerprint(JSON.stringify(priced)),
    earliestCutoff: Math.min(...lines.map(({ offer }) => offer.closesAt)),
  };
}

function priceLine(line: CartLine): PricedLine {
  const unitPrice = line.offer.price;
  const net = unitPrice * line.pieces;
  return {
    ...line,
    unitPrice,
    discount: 0,
    net,
    steps: [{ kind: 'offer', amount: unitPrice, reason: 'offerPrice' }],
  };
}

/** The cart as it is shown, with each step and its reason. */
export function quoteView(priced: PricedCart, currency: string): QuoteView {
  return {
    token: priced.token,
    total: money(priced.total, currency),
    closesAt: instantText(priced.earliestCutoff),
    lines: priced.lines.map(({ offer, pieces, unitPrice, discount, net, steps }) => ({
      offerId: offer.id,
      title: offer.title,
      pieces,
      unitPrice: money(unitPrice, currency),
      discount: money(discount, currency),
      net: money(net, currency),
      left: offer.cap === null ? null : Math.max(0, offer.cap - offer.sold),
      steps: steps.map((step) => ({ ...step })),
    })),
  };
}
