import type { OpenCampaign, OpenOffer } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { price } from '../shared/money.ts';
import { clockTime, dayWord, eveningWord, timeLeft, type TimeWords } from '../shared/time.ts';
import type { CampaignTexts as Texts } from '../locales/campaign.ts';
import { piecesIn } from './cart.ts';
import { offerView, type Shelf } from './offer-view.ts';

/** From here on the rest of the time is shown as soon over. */
const soon = 3_600_000;

/** What it is, until when, and when it is fetched. */
export function headView(
  campaign: OpenCampaign,
  now: number,
  texts: Texts,
  words: TimeWords,
): TemplateResult {
  const { title, opensAt, closesAt, cancelled, pickupDate, pickupWindows } = campaign;
  const [opens, closes] = [Date.parse(opensAt), Date.parse(closesAt)];
  const next = now < opens ? opens : closes;
  const when = texts[now < opens ? 'opens' : 'closes'](
    `${eveningWord(next, now, texts.tonight, words)} ${clockTime(next, words)}`,
  );
  const hours = pickupWindows.map((window) => ` ${window.opens}–${window.closes}`);
  const over = cancelled || now >= closes;
  return html`<header>
    <h2>${title}</h2>
    ${
      over
        ? html`<p class="note"><b>${texts.closed}</b> ${cancelled ? texts.cancelled : texts.closedHint}</p>`
        : html`<p>
            ${when}
            <b class=${next - now < soon ? 'soon' : ''}>${texts.left(timeLeft(next - now, words.locale))}</b>
          </p>`
    }
    <p class="muted">${texts.pickup(dayWord(pickupDate, now, words) + hours)}</p>
  </header>`;
}

/** One button for each category, where there is more than one. */
export function kindsView(
  offers: readonly OpenOffer[],
  chosen: string,
  texts: Texts,
  choose: (kind: string) => void,
): TemplateResult | typeof nothing {
  const kinds = [...new Set(offers.map(({ category }) => category))];
  if (kinds.length < 2) return nothing;
  return html`<div class="kinds" role="group" aria-label=${texts.kinds}>
    ${['', ...kinds].map(
      (kind) =>
        html`<button aria-pressed=${kind === chosen} @click=${() => choose(kind)}>
          ${kind || texts.all}
        </button>`,
    )}
  </div>`;
}

/** The goods of a category, those that are gone last. */
export function shelfView(offers: readonly OpenOffer[], kind: string, shelf: Shelf): TemplateResult {
  if (offers.length === 0) {
    return html`<div class="state">
      <h3>${shelf.texts.empty}</h3>
      <p class="muted">${shelf.texts.emptyHint}</p>
    </div>`;
  }
  const shown = offers.filter(({ category }) => !kind || category === kind);
  const gone = (offer: OpenOffer): number => Number(offer.left === 0);
  return html`<ul class="offers">
    ${shown.toSorted((one, other) => gone(one) - gone(other)).map((offer) => offerView(offer, shelf))}
  </ul>`;
}

/** What the cart comes to, and the way on; always in reach of the thumb. */
export function barView(
  offers: readonly OpenOffer[],
  { texts, locale, cart, now, deals }: Shelf,
  go: () => unknown,
): TemplateResult {
  const pieces = piecesIn(cart);
  const amount = offers.reduce((sum, offer) => {
    const count = cart[offer.id] ?? 0;
    return sum + (deals?.sumOf(offer, count, now) ?? offer.price.amount * count);
  }, 0);
  const currency = offers[0]?.price.currency ?? 'CNY';
  return html`<div class="bar" part="bar">
    <p aria-live="polite">
      ${pieces ? html`${price({ amount, currency }, locale, 'big')} <small>${texts.pieces(pieces)}</small>` : texts.cartEmpty}
    </p>
    <button class="main" ?disabled=${!pieces} @click=${go}>${texts.checkout}</button>
  </div>`;
}

/** The layout to come, so that nothing jumps. */
export function skeletonView(label: string): TemplateResult {
  const row = html`<li class="offer">
    <div class="frame skeleton"></div>
    <div class="words skeleton"></div>
  </li>`;
  return html`<header role="status" aria-label=${label}>
      <h2 class="skeleton">&nbsp;</h2>
      <p class="skeleton">&nbsp;</p>
    </header>
    <ul class="offers" aria-hidden="true">
      ${[row, row, row, row]}
    </ul>`;
}
