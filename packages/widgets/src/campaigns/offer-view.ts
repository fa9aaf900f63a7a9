import type { OpenOffer } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { picture } from '../catalog/picture.ts';
import type { CampaignTexts } from '../locales/campaign.ts';
import type { Locale } from '../provider/tuan.ts';
import { price } from '../shared/money.ts';
import type { TimeWords } from '../shared/time.ts';
import { type Cart, mostOf } from './cart.ts';
import type { Late } from './deals.ts';

/** From here on how much is left is worth a word. */
const few = 10;

/** What a stepper needs: the words of its buttons, what is in the cart, and a way to change it. */
export interface Steps {
  readonly texts: Pick<CampaignTexts, 'add' | 'less'>;
  readonly cart: Cart;
  /** Puts so many pieces into the cart. */
  readonly take: (offer: OpenOffer, pieces: number) => unknown;
}

/** What a wish for more needs: what was wished for, and a way to change it. */
export interface Wishes {
  /** Pieces by offer that are taken beyond the cart where they fill a case. */
  readonly spare: Cart;
  readonly keep: (offer: OpenOffer, pieces: number) => unknown;
}

/** What the goods are shown with. */
export interface Shelf extends Steps, Wishes, Partial<Late> {
  readonly texts: CampaignTexts;
  readonly locale: Locale;
  readonly words: TimeWords;
  readonly now: number;
  /** Whether orders are taken now. */
  readonly open: boolean;
}

/** One of the goods: picture, name, price, what is left, and how many are in the cart. */
export function offerView(offer: OpenOffer, shelf: Shelf): TemplateResult {
  const { texts, locale } = shelf;
  const { title, specification, unit, category, imageUrl, left, limitPerCustomer } = offer;
  const gone = left === 0;
  const { deals, cases, now } = shelf;
  const lowest = deals?.offerPrice(offer, shelf.cart[offer.id] ?? 0, now).price ?? offer.price;
  return html`<li class=${gone ? 'offer gone' : 'offer'} part="offer">
    <div class="frame">${picture(category, imageUrl, shelf.draw)}</div>
    <div class="words">
      <h3>${title}</h3>
      <small>${specification} ${limitPerCustomer ? texts.limit(limitPerCustomer) : nothing}</small>
      ${offer.gramsPerUnit ? html`<small>${texts.weighed}</small>` : nothing}
      ${left && left <= few ? html`<small class="soon">${texts.fewLeft(`${left} ${unit}`)}</small>` : nothing}
      ${gone ? nothing : [deals?.dealView(offer, shelf), cases?.caseView(offer, shelf)]}
    </div>
    <p class="cost">${price(lowest, locale)}<small>/${unit}</small> ${deals?.usualPriceView(offer, shelf)}</p>
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
export function stepper(offer: OpenOffer, { texts, cart, take }: Steps): TemplateResult {
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
