import type { OpenOffer } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { dealTexts } from '../locales/deal.ts';
import type { Locale } from '../provider/tuan.ts';
import { moneyText } from '../shared/money.ts';
import { clockTime, eveningWord, timeLeft } from '../shared/time.ts';
import { bar } from './bar.ts';
import { type Ladder, offerPrice, type OfferPrice } from './offer-price.ts';
import type { Shelf } from './offer-view.ts';

type View = TemplateResult | typeof nothing;

/** The price beside which the usual one is struck through; nothing where it is the usual one. */
export function usualPriceView(offer: OpenOffer, { cart, now, locale }: Shelf): View {
  const { price } = offerPrice(offer, cart[offer.id] ?? 0, now);
  if (price.amount === offer.price.amount) return nothing;
  const usual = moneyText(offer.price, locale);
  return html`<s role="img" aria-label=${dealTexts[locale].was(usual)}>${usual}</s>`;
}

/** Why the price is what it is, and what would change it: flash window, tiers, minimum. */
export function dealView(offer: OpenOffer, shelf: Shelf): View[] {
  const known = offerPrice(offer, shelf.cart[offer.id] ?? 0, shelf.now);
  return [flashView(offer, known, shelf), ...tiersView(offer, known, shelf), minimumView(offer, shelf)];
}

/** Its own stock, its own limit, the time it has left; when it is used up, that the usual price is back. */
function flashView({ unit }: OpenOffer, { flash, coming }: OfferPrice, shelf: Shelf): View {
  const { texts, locale, now, words } = shelf;
  const deal = dealTexts[locale];
  if (flash) {
    const { left, limitPerCustomer, endsAt } = flash;
    if (left === 0) return html`<small>${deal.flashOver}</small>`;
    return html`<small
      ><b class="soon">${deal.flash}</b> ${[
        deal.flashLeft(`${left} ${unit}`),
        ...(limitPerCustomer ? [texts.limit(limitPerCustomer)] : []),
        texts.left(timeLeft(Date.parse(endsAt) - now, locale)),
      ].join(' · ')}</small
    >`;
  }
  if (!coming) return nothing;
  const from = Date.parse(coming.startsAt);
  const when = `${eveningWord(from, now, texts.tonight, words)} ${clockTime(from, words)}`;
  return html`<small>${deal.flashSoon(when, moneyText(coming.price, locale))}</small>`;
}

/** What is known of tiers: how far they are, or of those of a community that is not known, what they are. */
function tiersView(offer: OpenOffer, { ladders }: OfferPrice, { locale }: Shelf): View[] {
  const { unit, tiers, orderedInCommunity } = offer;
  const texts = dealTexts[locale];
  const unknown = tiers.filter(
    ({ countedOver }) => countedOver === 'community' && orderedInCommunity === null,
  );
  return [
    ...ladders.map((ladder) => ladderView(ladder, unit, locale)),
    ...unknown.map(
      ({ fromPieces, price }) =>
        html`<small>${texts.tierNeighbours(`${fromPieces} ${unit}`, unit, moneyText(price, locale))}</small>`,
    ),
  ];
}

/** A bar of steps with their names, and in one sentence how far the next one is. */
function ladderView({ over, tiers, counted }: Ladder, unit: string, locale: Locale): View {
  const texts = dealTexts[locale];
  const next = tiers.find(({ fromPieces }) => fromPieces > counted);
  const steps = tiers.map(({ fromPieces, price }, index) => {
    const before = tiers[index - 1]?.fromPieces ?? 0;
    return html`<li>
      ${bar(counted - before, fromPieces - before)}
      <small>${texts.tierFrom(`${fromPieces}`)} <b>${moneyText(price, locale)}</b></small>
    </li>`;
  });
  const far = next
    ? texts.tierNext(`${next.fromPieces - counted} ${unit}`, unit, moneyText(next.price, locale))
    : texts.tierLast;
  return html`<ol class="steps">
      ${steps}
    </ol>
    <small class="far">${over === 'community' ? texts.neighbours : nothing}${far}</small>`;
}

/** How many must take part, and what becomes of the money when they do not. */
function minimumView({ minimum, unit }: OpenOffer, { locale }: Shelf): View {
  const texts = dealTexts[locale];
  if (!minimum) return nothing;
  const { needed, reached, extendHours } = minimum;
  const rest = needed - reached;
  if (rest <= 0) return html`<small class="done">✓ ${texts.minimumReached}</small>`;
  const missing = minimum.of === 'customers' ? texts.people(rest) : `${rest} ${unit}`;
  return html`<div class="steps">${bar(reached, needed)}</div>
    <small class="far">${texts.minimumMissing(missing)}</small>
    <small>${extendHours ? texts.extends(extendHours) : texts.missed}</small>`;
}
