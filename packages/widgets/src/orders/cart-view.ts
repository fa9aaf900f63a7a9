import type { OpenCampaign, OpenOffer, Quote } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type Steps, stepper } from '../campaigns/offer-view.ts';
import type { CheckoutTexts } from '../locales/checkout.ts';
import type { Locale } from '../provider/tuan.ts';
import { moneyText, price } from '../shared/money.ts';
import { changesView, stepText, sumsView } from './quote-view.ts';

/** What the cart is shown with. */
export interface Counter extends Steps {
  readonly texts: CheckoutTexts;
  readonly locale: Locale;
  readonly campaign: OpenCampaign;
  readonly quote: Quote | undefined;
  /** What was quoted before the price changed. */
  readonly before: Quote | undefined;
  readonly pointId: string;
  readonly busy: boolean;
  readonly coupon: string;
  readonly asking: boolean;
  readonly trouble: unknown;
  readonly choose: (pointId: string) => void;
  readonly useCoupon: (code: string) => unknown;
  readonly askCoupon: () => void;
  readonly place: () => unknown;
  readonly close: () => void;
}

type View = TemplateResult | typeof nothing;

/** The cart at the server's prices with every step of them, where it is fetched, and the one button that orders it. */
export function cartView(counter: Counter): TemplateResult {
  const { texts, locale, quote, before, pointId, busy, campaign, cart } = counter;
  const offers = campaign.offers.filter(({ id }) => cart[id]);
  return html`<h2>${texts.cart}</h2>
    <ul class="lines">
      ${offers.map((offer) => lineView(offer, counter))} ${giftsView(counter)}
    </ul>
    ${offers.some(({ gramsPerUnit }) => gramsPerUnit) ? html`<small>${texts.weighed}</small>` : nothing}
    ${quote ? sumsView(quote, texts, locale) : nothing} ${couponView(counter)}
    <fieldset>
      <legend>${texts.point}</legend>
      ${campaign.pickupPoints.map(
        ({ id, name, address }) =>
          html`<label>
            <input type="radio" name="point" .checked=${id === pointId} @change=${() => counter.choose(id)} />
            <span>${name}<small>${address}</small></span>
          </label>`,
      )}
    </fieldset>
    <footer>
      ${counter.trouble} ${before && quote ? changesView(before, quote, texts, locale) : nothing}
      <p class="total" aria-live="polite">
        <span>${texts.total}</span> ${quote ? price(quote.total, locale, 'big') : nothing}
      </p>
      <button class="main" ?disabled=${busy || !quote || !pointId} @click=${counter.place}>
        ${pointId ? texts[before ? 'placeNew' : 'place'] : texts.choosePoint}
      </button>
      <button class="plain" @click=${counter.close}>${texts.back}</button>
    </footer>`;
}

/** One of the goods: how many, and what they cost. A line of two prices says how many there are at each. */
function lineView(offer: OpenOffer, counter: Counter): TemplateResult {
  const { quote, locale } = counter;
  const own = (quote?.lines ?? []).filter(({ offerId, gift }) => offerId === offer.id && !gift);
  const net = own.reduce((sum, line) => sum + line.unitPrice.amount * line.pieces, 0);
  const reasons = own.filter(({ unitPrice }) => own.length > 1 || unitPrice.amount < offer.price.amount);
  return html`<li>
    <span>${offer.title}</span>
    ${stepper(offer, counter)}
    <span class="sum">${own[0] ? price({ ...own[0].net, amount: net }, locale) : nothing}</span>
    ${reasons.map((line) => reasonView(line, offer, counter))}
  </li>`;
}

/** How many at which price, why, and what they cost usually. */
function reasonView(
  { pieces, unitPrice, steps }: Quote['lines'][number],
  { price: usual }: OpenOffer,
  { texts, locale }: Counter,
): TemplateResult {
  const [step] = steps;
  const was = moneyText(usual, locale);
  return html`<small class="reason"
    >${pieces} × ${moneyText(unitPrice, locale)}
    ${unitPrice.amount < usual.amount ? html`<s role="img" aria-label=${texts.was(was)}>${was}</s>` : nothing}
    ${step ? stepText(step, locale) : nothing}</small
  >`;
}

function giftsView({ quote, texts, locale }: Counter): View[] {
  return (quote?.lines ?? [])
    .filter(({ gift }) => gift)
    .map(
      ({ title, pieces, net }) =>
        html`<li>
          <span>${title}<small class="done">${texts.gift}</small></span>
          <span class="pieces">× ${pieces}</span>
          <span class="sum">${price(net, locale)}</span>
        </li>`,
    );
}

/** A code is asked for only where somebody has one. What is wrong with it stands at its field. */
function couponView({ texts, locale, coupon, asking, busy, quote, useCoupon, askCoupon }: Counter): View {
  const wrong = coupon ? quote?.hints.find(({ kind }) => kind === 'coupon') : undefined;
  if (!asking) return html`<button class="plain start" @click=${askCoupon}>${texts.couponAdd}</button>`;
  if (coupon && quote && !wrong && !busy)
    return html`<p class="coupon">
      <span class="done">✓ ${texts.couponUsed(coupon)}</span>
      <button class="plain" @click=${() => useCoupon('')}>${texts.couponOff}</button>
    </p>`;
  const use = (event: SubmitEvent): void => {
    event.preventDefault();
    const code = new FormData(event.target as HTMLFormElement).get('code');
    if (typeof code === 'string') useCoupon(code);
  };
  return html`<form class="coupon" @submit=${use}>
    <label
      ><span>${texts.couponCode}</span>
      <input
        name="code"
        maxlength="40"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        aria-invalid=${wrong ? 'true' : 'false'}
        aria-describedby="coupon-problem"
    /></label>
    <button>${texts.couponUse}</button>
    <p id="coupon-problem" class="wrong" role="alert">
      ${wrong && !busy ? stepText(wrong, locale) : nothing}
    </p>
  </form>`;
}
