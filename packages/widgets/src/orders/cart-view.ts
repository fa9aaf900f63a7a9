import type { OpenCampaign, OpenOffer, Quote } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Cases } from '../campaigns/deals.ts';
import { type Steps, stepper, type Wishes } from '../campaigns/offer-view.ts';
import type { CheckoutTexts } from '../locales/checkout.ts';
import type { Locale } from '../provider/tuan.ts';
import { moneyText, price } from '../shared/money.ts';
import { nameOf, stepText, sumsView } from './quote-view.ts';

/** What is fetched only when it is wanted. */
export interface LateParts {
  readonly coupons: Awaited<ReturnType<typeof import('./coupon-parts.ts').withOwn>>;
  readonly pay: typeof import('./pay-parts.ts');
  readonly changes: typeof import('./changes-parts.ts');
  readonly placed: typeof import('./placed-parts.ts');
}

/** What the cart is shown with. */
export interface Counter extends Steps, Wishes, Partial<LateParts> {
  readonly texts: CheckoutTexts & Steps['texts'];
  readonly locale: Locale;
  readonly campaign: OpenCampaign;
  readonly quote: Quote | undefined;
  /** What was quoted before the price changed. */
  readonly before: Quote | undefined;
  readonly pointId: string;
  readonly busy: boolean;
  readonly coupon: string;
  readonly cases: Cases | undefined;
  /** The booked time: empty while one has to be chosen, null for none. */
  readonly slotId: string | null;
  readonly atPickup: boolean;
  readonly trouble: unknown;
  readonly choose: (pointId: string) => unknown;
  readonly book: (slotId: string | null) => void;
  readonly settle: (atPickup: boolean) => void;
  readonly useCoupon: (code: string) => unknown;
  readonly askCoupon: () => unknown;
  readonly place: () => unknown;
  readonly close: () => void;
}

type View = TemplateResult | typeof nothing;

/** The cart at the server's prices with every step of them, where it is fetched, and the one button that orders it. */
export function cartView(counter: Counter): TemplateResult {
  const { texts, locale, quote, before, pointId, busy, campaign, cart, slotId, pay } = counter;
  const missing = pointId ? slotId === '' && 'chooseSlot' : 'choosePoint';
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
    ${slotsView(counter)} ${pay?.payView(counter)}
    <footer>
      ${counter.trouble}
      ${before && quote ? counter.changes?.changesView(before, quote, locale, nameOf) : nothing}
      <p class="total" aria-live="polite">
        <span>${texts.total}</span> ${quote ? price(quote.total, locale, 'big') : nothing}
      </p>
      <button class="main" ?disabled=${busy || !quote || missing} @click=${counter.place}>
        ${texts[missing || (before ? 'placeNew' : 'place')]}
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
    ${reasons.map((line) => reasonView(line, offer, counter))} ${counter.cases?.spareView(offer, counter)}
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

/** The times of a point where they can be booked. */
function slotsView({ campaign, pointId, slotId, book }: Counter): View {
  const slots = campaign.pickupPoints.find(({ id }) => id === pointId)?.slots ?? 'none';
  if (slots === 'none') return nothing;
  return html`<tuan-slots
    .campaign=${campaign.id}
    .point=${pointId}
    .zone=${campaign.zone}
    .required=${slots === 'required'}
    .chosen=${slotId}
    .choose=${book}
  ></tuan-slots>`;
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

/** A code is asked for only where somebody has one; what is needed for that comes then. */
function couponView(counter: Counter): View {
  const { texts, locale, coupon, coupons, busy, quote, useCoupon, askCoupon } = counter;
  if (!coupons) return html`<button class="plain start" @click=${askCoupon}>${texts.couponAdd}</button>`;
  const hint = coupon ? quote?.hints.find(({ kind }) => kind === 'coupon') : undefined;
  const wrong = hint && stepText(hint, locale);
  return coupons.couponView({ locale, coupon, busy, wrong, quoted: Boolean(quote), useCoupon });
}
