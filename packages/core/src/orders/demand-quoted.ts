import type { Actor } from '../shared/context.ts';
import { refuse } from '../shared/error.ts';
import type { Shop } from '../shop/the-shop.ts';
import type { PricedCart } from './price-cart.ts';
import { quoteView } from './quote-view.ts';

/** An order is placed only at the price that was shown (C20). Refuses: quote_changed, with the new quote. */
export function demandQuoted(
  quoteToken: string | undefined,
  priced: PricedCart,
  shop: Shop,
  actor: Actor,
  customer: { readonly noShows: number },
): void {
  if (quoteToken === priced.token) return;
  refuse('quote_changed', { quote: quoteView(priced, shop, actor, customer) });
}

/** Nobody is to believe that a coupon was taken when it was not. Refuses: coupon_unusable. */
export function demandCoupon(couponCode: string | undefined, { benefits, hints }: PricedCart): void {
  if (couponCode === undefined || benefits.some(({ promotion }) => promotion.kind === 'coupon')) return;
  const { reason = 'couponUnknown', amount = 0 } = hints.find(({ kind }) => kind === 'coupon') ?? {};
  refuse('coupon_unusable', { reason, ...(reason === 'couponBelow' && { missing: amount }) });
}
