import type { OpenOffer } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit';
import { picture } from '../catalog/picture.ts';
import type { campaignTexts } from '../locales/campaign.ts';
import type { Locale } from '../provider/tuan.ts';
import { price } from '../shared/money.ts';
import { type Cart, mostOf } from './cart.ts';

/** From here on how much is left is worth a word. */
const few = 10;

/** What the goods are shown with. */
export interface Shelf {
  readonly texts: (typeof campaignTexts)[Locale];
  readonly locale: Locale;
  readonly cart: Cart;
  /** Whether orders are taken now. */
  readonly open: boolean;
  /** Puts so many pieces into the cart. */
  readonly take: (offer: OpenOffer, pieces: number) => void;
}

/** One of the goods: picture, name, price, what is left, and how many are in the cart. */
export function offerView(offer: OpenOffer, shelf: Shelf): TemplateResult {
  const { texts, locale } = shelf;
  const { title, specification, unit, category, imageUrl, left, limitPerCustomer } = offer;
  const gone = left === 0;
  return html`<li class=${gone ? 'offer gone' : 'offer'} part="offer">
    <div class="frame">${picture(category, imageUrl)}</div>
    <div class="words">
      <h3>${title}</h3>
      <small>${specification} ${limitPerCustomer ? texts.limit(limitPerCustomer) : nothing}</small>
      ${left && left <= few ? html`<small class="soon">${texts.fewLeft(`${left} ${unit}`)}</small>` : nothing}
    </div>
    <p class="cost">${price(offer.price, locale)}<small>/${unit}</small></p>
    ${
      gone
        ? html`<p class="muted">${texts.soldOut}</p>`
        : shelf.open && offer.open
          ? stepper(offer, shelf)
          : nothing
    }
  </li>`;
}

/** One button until something is in the cart, then less and more. */
export function stepper(offer: OpenOffer, { texts, cart, take }: Shelf): TemplateResult {
  const pieces = cart[offer.id] ?? 0;
  const less = (event: Event): void => {
    // The button goes with the last piece: the next one takes over the focus, so that a keyboard is not thrown out.
    const { parentElement } = event.target as HTMLElement;
    if (pieces === 1) parentElement?.querySelector<HTMLElement>('.more')?.focus();
    take(offer, pieces - 1);
  };
  return html`<div class="stepper">
    ${
      pieces
        ? html`<button aria-label=${texts.less(offer.title)} @click=${less}>−</button
            ><output>${pieces}</output>`
        : nothing
    }<button
      class="more"
      aria-label=${texts.add(offer.title)}
      ?disabled=${pieces >= mostOf(offer)}
      @click=${() => take(offer, pieces + 1)}
    >
      +
    </button>
  </div>`;
}
