import { minimumPromise } from '../campaigns/minimum.ts';
import type { Actor } from '../shared/context.ts';
import { money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import type { Shop } from '../shop/the-shop.ts';
import { mayPayAtPickup } from './demand-pay-at-pickup.ts';
import type { PricedCart } from './price-cart.ts';
import type { QuoteView } from './quote-schemas.ts';
import { textOfStep } from './step-text.ts';
import type { PriceStep } from './tables.ts';

/** The cart as it is shown, with each step and its reason. */
export function quoteView(
  priced: PricedCart,
  { currency, policies }: Pick<Shop, 'currency' | 'policies'>,
  actor: Actor,
  customer: { readonly noShows: number } | null | undefined,
): QuoteView {
  const told = (step: PriceStep) => ({
    ...step,
    ...(step.facts && { facts: { ...step.facts } }),
    text: { ...textOfStep(step, currency) },
  });
  return {
    token: priced.token,
    total: money(priced.total, currency),
    closesAt: instantText(priced.earliestCutoff),
    lines: priced.lines.map(
      ({ offer, pieces, tolerance = 0, unitPrice, discount, net, gift, flashWindowId, steps }) => ({
        offerId: offer.id,
        title: offer.title,
        pieces,
        tolerance,
        unitPrice: money(unitPrice, currency),
        discount: money(discount, currency),
        net: money(net, currency),
        left: offer.cap === null ? null : Math.max(0, offer.cap - offer.sold),
        minimum: minimumPromise(offer),
        gift,
        flash: flashWindowId !== null,
        steps: steps.map(told),
      }),
    ),
    steps: priced.steps.map(told),
    hints: priced.hints.map(told),
    payAtPickup: mayPayAtPickup(policies, actor, customer ?? { noShows: 0 }),
  };
}
