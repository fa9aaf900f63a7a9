import type { OpenCampaign, OpenOffer, Order, Quote } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit';
import { type Shelf, stepper } from '../campaigns/offer-view.ts';
import { price } from '../shared/money.ts';
import { clockTime, type TimeWords } from '../shared/time.ts';
import { codeView } from './code-view.ts';

/** What the cart is shown with. */
export interface Counter {
  readonly campaign: OpenCampaign;
  readonly offers: readonly OpenOffer[];
  readonly quote: Quote | undefined;
  readonly pointId: string;
  readonly busy: boolean;
  readonly choose: (pointId: string) => void;
  readonly place: () => void;
}

/** The cart at the server's prices, where it is fetched, and the one button that orders it. */
export function cartView(shelf: Shelf, counter: Counter): TemplateResult {
  const { texts, locale } = shelf;
  const { quote, pointId, busy } = counter;
  return html`<h2>${texts.cart}</h2>
    <ul class="lines">
      ${counter.offers.map((offer) => {
        const line = quote?.lines.find(({ offerId }) => offerId === offer.id);
        return html`<li>
          <span>${offer.title} <small>${offer.unit}</small></span>
          ${stepper(offer, shelf)} <span class="sum">${line ? price(line.net, locale) : nothing}</span>
        </li>`;
      })}
    </ul>
    <fieldset>
      <legend>${texts.point}</legend>
      ${counter.campaign.pickupPoints.map(
        ({ id, name, address }) =>
          html`<label
            ><input
              type="radio"
              name="point"
              .checked=${id === pointId}
              @change=${() => counter.choose(id)}
            /><span>${name}<small>${address}</small></span></label
          >`,
      )}
    </fieldset>
    <footer>
      <p aria-live="polite">
        ${quote ? html`<small>${texts.total}</small> ${price(quote.total, locale, 'big')}` : nothing}
      </p>
      <button class="main" ?disabled=${busy || !quote || !pointId} @click=${counter.place}>
        ${pointId ? texts.place : texts.choosePoint}
      </button>
    </footer>`;
}

/** What became of the order: to be paid, paid with its code, or gone. */
export function placedView(
  order: Order,
  { texts, locale }: Shelf,
  words: TimeWords,
  pay: () => void,
): TemplateResult {
  if (order.pickupCode) {
    return html`<h2 class="done" tabindex="-1">${texts.thanks}</h2>
      ${codeView(order.pickupCode, texts.code)}
      <p class="muted">${texts.showCode}</p>`;
  }
  if (order.status !== 'held')
    return html`<p class="note">${order.status === 'expired' ? texts.expired : texts.cancelled}</p>`;
  return html`<p>${price(order.amountDue, locale, 'big')}</p>
    <p>${texts.held(clockTime(Date.parse(order.holdEndsAt ?? ''), words))}</p>
    <button class="main" @click=${pay}>${texts.pay}</button>
    <p class="muted" aria-live="polite">${texts.waiting}</p>`;
}
