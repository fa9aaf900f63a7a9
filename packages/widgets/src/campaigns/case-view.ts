import type { OpenOffer } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { caseTexts } from '../locales/case.ts';
import type { Locale } from '../provider/tuan.ts';
import { clockTime, eveningWord } from '../shared/time.ts';
import { type Cart, spareMost } from './cart.ts';
import type { Shelf, Wishes } from './offer-view.ts';

type View = TemplateResult | typeof nothing;
type Box = NonNullable<OpenOffer['case']>;

/** More than these are nobody's way of filling a case. */
const sparesShown = 12;

/** How far the last case is with what is in the cart, what it takes to fill it, and how far the supplier's minimum is. */
export function caseView(offer: OpenOffer, shelf: Shelf): View[] {
  const { case: box, orderMinimum } = offer;
  return [
    ...(box ? boxView(offer, box, shelf) : []),
    orderMinimum ? orderMinimumView(orderMinimum, shelf) : nothing,
  ];
}

function boxView(offer: OpenOffer, box: Box, shelf: Shelf): View[] {
  const { unit } = offer;
  const { cart, locale, now, words } = shelf;
  const texts = caseTexts[locale];
  const { size, missing, tolerance, fillingFrom } = box;
  const inCart = cart[offer.id] ?? 0;
  const from = fillingFrom ? Date.parse(fillingFrom) : Infinity;
  if (isFilling(offer, now)) return fillingView(Math.max(0, missing - inCart), size, offer, shelf);
  const rest = (((missing - inCart) % size) + size) % size;
  if (!rest) return inCart ? [html`<small class="done">✓ ${texts.full}</small>`] : [];
  const others =
    tolerance >= rest ? texts.enough : tolerance > 0 ? texts.others(`${tolerance} ${unit}`) : nothing;
  const when = (): string =>
    `${eveningWord(from, now, shelf.texts.tonight, words)} ${clockTime(from, words)}`;
  return [
    progress(size - rest, size, shelf),
    html`<small class="far">${texts.missing(`${rest} ${unit}`)}${others}</small>`,
    fillingFrom ? html`<small>${texts.fillingFrom(when())}</small>` : nothing,
    spareView(offer, shelf),
  ];
}

/** Whether only what fills a case is taken now, by the clock of the server. */
export function isFilling({ case: box }: OpenOffer, now: number): boolean {
  return Boolean(box?.fillingFrom && now >= Date.parse(box.fillingFrom));
}

/** The case while it is filled: what is missing, or that no more is taken. */
function fillingView(rest: number, size: number, { id, unit }: OpenOffer, shelf: Shelf): View[] {
  const texts = caseTexts[shelf.locale];
  return [
    rest > 0 ? progress(size - rest, size, shelf) : nothing,
    html`<small class="far">${rest > 0 ? texts.filling(`${rest} ${unit}`) : texts.filled}</small>`,
    rest > 0 || shelf.cart[id] ? html`<small>${texts.fillingHint}</small>` : nothing,
  ];
}

interface Desk extends Wishes {
  readonly cart: Cart;
  readonly locale: Locale;
}

/** How many more would be taken if they fill the case: paid with the rest, and paid back where they do not. */
export function spareView(offer: OpenOffer, { cart, spare, keep, locale }: Desk): View {
  const inCart = cart[offer.id] ?? 0;
  const most = Math.min(spareMost(offer, inCart), sparesShown);
  if (!inCart || most <= 0) return nothing;
  const texts = caseTexts[locale];
  const chosen = Math.min(spare[offer.id] ?? 0, most);
  const choices = Array.from({ length: most + 1 }, (_, count) => count);
  return html`<label class="spare">
    <span>${texts.spare}</span>
    <select
      aria-label=${`${texts.spare} ${offer.title}`}
      @change=${({ target }: Event) => keep(offer, (target as HTMLSelectElement).selectedIndex)}
    >
      ${choices.map(
        (count) =>
          html`<option .selected=${count === chosen}>
            ${count ? `${count} ${offer.unit}` : texts.none}
          </option>`,
      )}
    </select>
    ${chosen ? html`<small>${texts.back}</small>` : nothing}
  </label>`;
}

/** What the supplier wants to be asked for, and what becomes of the money when it is not. */
function orderMinimumView(
  { reachedBasisPoints, onMiss, extendHours }: NonNullable<OpenOffer['orderMinimum']>,
  shelf: Shelf,
): TemplateResult {
  const texts = caseTexts[shelf.locale];
  const part = Math.floor(reachedBasisPoints / 100);
  if (part >= 100) return html`<small class="done">✓ ${texts.minimumReached}</small>`;
  return html`${progress(part, 100, shelf)}
    <small class="far">${texts.minimum(part)}</small>
    <small>${onMiss === 'extend' ? texts.extend(extendHours ?? 0) : texts.fail}</small>`;
}

/** A bar as those of prices: what draws it comes along with this. */
function progress(value: number, max: number, { deals }: Shelf): TemplateResult {
  return html`<div class="steps">${deals?.bar(value, max)}</div>`;
}
