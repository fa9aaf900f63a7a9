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
  readonly trouble: unknown;
  readonly choose: (pointId: string) => void;
  readonly place: () => void;
  readonly close: () => void;
}

/** The cart at the server's prices, where it is fetched, and the one button that orders it. */
export function cartView(shelf: Shelf, counter: Counter): TemplateResult {
  const { texts, locale } = shelf;
  const { quote, pointId, busy } = counter;
  const sums = new Map(quote?.lines.map(({ offerId, net }) => [offerId, net]));
  return html`<h2>${texts.cart}</h2>
    <ul class="lines">
      ${counter.offers.map((offer) => {
        const net = sums.get(offer.id);
        return html`<li>
          ${offer.title} ${stepper(offer, shelf)}
          <span class="sum">${net ? price(net, locale) : nothing}</span>
        </li>`;
      })}
    </ul>
    <fieldset>
      <legend>${texts.point}</legend>
      ${counter.campaign.pickupPoints.map(
        ({ id, name, address }) =>
          html`<label>
            <input type="radio" name="point" .checked=${id === pointId} @change=${() => counter.choose(id)} />
            <span>${name}<small>${address}</small></span>
          </label>`,
      )}
    </fieldset>
    <footer>
      ${counter.trouble}
      <p class="sum" aria-live="polite">
        ${texts.total} ${quote ? price(quote.total, locale, 'big') : nothing}
      </p>
      <button class="main" ?disabled=${busy || !quote || !pointId} @click=${counter.place}>
        ${pointId ? texts.place : texts.choosePoint}
      </button>
      <button class="plain" @click=${counter.close}>${texts.back}</button>
    </footer>`;
}

/** What became of the order: to be paid, paid with its code, or gone. */
export function placedView(
  order: Order,
  { texts, locale }: Shelf,
  words: TimeWords,
  { trouble, close }: Counter,
  pay: () => void,
): TemplateResult {
  const { status, amountDue, pickupCode, holdEndsAt } = order;
  const held = status === 'held';
  return html`<h2 aria-live="polite">${pickupCode ? texts.thanks : texts[held ? 'toPay' : 'gone']}</h2>
    ${
      pickupCode
        ? codeView(pickupCode, texts.code)
        : held
          ? html`<p>${price(amountDue, locale, 'big')}</p>
              <p>${texts.held(clockTime(Date.parse(holdEndsAt ?? ''), words))}</p>`
          : html`<p class="note">${texts.goneHint}</p>`
    }
    <footer>
      ${trouble} ${held ? html`<button class="main" @click=${pay}>${texts.pay}</button>` : nothing}
      <button class="plain" @click=${close}>${texts.close}</button>
    </footer>`;
}
