import {
  newKey,
  type OpenCampaign,
  type OpenOffer,
  type Order,
  type Quote,
  storefrontClient,
} from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type PropertyDeclarations, state } from '../../provider/base-element.ts';
import { type Cart, cartLines } from '../../campaigns/cart.ts';
import { checkoutTexts } from '../../locales/checkout.ts';
import { problemView } from '../../locales/problem.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import type { TimeWords } from '../../shared/time.ts';
import { type Basket, empty, renew, type ShortOffer } from '../basket.ts';
import { cartView, type Counter } from '../cart-view.ts';
import { placedView } from '../placed-view.ts';
import { checkoutStyles } from './checkout.styles.ts';

/** How long between two looks at an order that waits for its payment, in milliseconds. */
const patience = 1500;

/**
 * The cart of a `<tuan-campaign>` at the server's prices, with every step of them; the order, and what became of it.
 * The campaign brings it along when the first thing is put into the cart.
 *
 * @fires tuan-checkout - an order waits for its payment: `detail.order`
 * @fires tuan-ordered - an order is firm: `detail.order`
 * @csspart code - the pickup code
 */
export class TuanCheckout extends TuanElement {
  static override styles = checkoutStyles;
  static override properties: PropertyDeclarations = {
    basket: state,
    data: state,
    cart: state,
    pointId: state,
    quote: state,
    outdated: state,
    order: state,
    coupon: state,
    asking: state,
  };

  /** The campaign that brought it. */
  basket: Basket | undefined;
  /** The goods and the cart of the campaign. */
  data: OpenCampaign | undefined;
  cart: Cart = {};
  private pointId = '';
  private quote: Quote | undefined;
  /** The quote that was shown when the price changed: what is shown beside the new one until that is accepted. */
  private outdated: Quote | undefined;
  private order: Order | undefined;
  /** The code that is tried with each quote. */
  private coupon = '';
  /** Whether the field for a coupon is open. */
  private asking = false;

  /** One key per cart as it was shown, so that a second tap after a lost answer orders nothing twice. */
  #intent = newKey();
  #look = 0;

  get #sheet(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  /** Nothing is fetched before the cart is opened. */
  protected override load(): Promise<void> {
    return Promise.resolve();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#look);
  }

  /** Opens the cart, or what it has become. */
  readonly show = async (): Promise<void> => {
    await this.updateComplete;
    this.order = undefined;
    const [point, another] = this.data?.pickupPoints ?? [];
    if (point && !another) this.pointId = point.id;
    this.#sheet?.showModal();
    await this.#price();
  };

  readonly #close = (): void => {
    this.#sheet?.close();
    this.problem = undefined;
  };

  readonly #take = async (offer: OpenOffer, pieces: number): Promise<void> => {
    await this.basket?.take(offer, pieces);
    await this.#price();
  };

  /** What is asked for, in a quote and in an order alike. */
  #wish(cart: Cart) {
    const { coupon, basket, data } = this;
    return {
      campaignId: data?.id ?? '',
      lines: cartLines(cart),
      ...(coupon && { couponCode: coupon }),
      ...(basket?.leader && { leaderId: basket.leader }),
      ...(basket?.community && { communityId: basket.community }),
    };
  }

  /** What the cart costs now. The price of a cart that has changed since is not shown. */
  async #price(): Promise<void> {
    const { coupon, cart } = this;
    this.#intent = newKey();
    this.outdated = undefined;
    if (cartLines(cart).length === 0) return this.#close();
    await this.attempt(async ({ connection }) => {
      const quote = await storefrontClient(connection).orders.quote(this.#wish(cart));
      if (cart === this.cart && coupon === this.coupon) this.quote = quote;
    });
  }

  /** Tries a code, or takes it off again. One that does not count is not sent with the order. */
  readonly #useCoupon = (code: string): Promise<void> => {
    this.coupon = code.trim();
    return this.#price();
  };

  readonly #place = (): Promise<void> =>
    this.attempt(async ({ connection }) => {
      const { pointId, quote, cart } = this;
      if (!quote) return;
      const { couponCode, ...wish } = this.#wish(cart);
      const counts = couponCode && !quote.hints.some(({ kind }) => kind === 'coupon');
      this.order = await storefrontClient(connection).orders.place(
        {
          ...wish,
          ...(counts && { couponCode }),
          quoteToken: quote.token,
          pickupPointId: pointId,
        },
        { idempotencyKey: this.#intent },
      );
      this.#follow();
      if (this.order.status === 'held') this.#pay();
    }).then(() => this.#adapt());

  /** What a refusal tells is taken over, so that the next tap can succeed. */
  async #adapt(): Promise<void> {
    const { problem, quote } = this;
    if (problem?.facts['quote']) {
      this.outdated = quote;
      this.quote = problem.facts['quote'] as Quote;
      this.#intent = newKey();
    }
    const short = problem?.facts['offers'] as readonly ShortOffer[] | undefined;
    if (short) await this.#renew(short);
    else if (problem?.code === 'coupon_unusable') this.coupon = '';
    else return;
    await this.#price();
    this.problem ??= problem;
  }

  #renew(short: readonly ShortOffer[]): Promise<void> {
    return this.attempt(async ({ connection }) => {
      const { basket } = this;
      if (!basket) return;
      const { campaigns } = storefrontClient(connection);
      await renew(basket, await campaigns.showOpen({ campaignId: basket.campaign }), short);
    });
  }

  readonly #pay = (): void => {
    const { order, tuan } = this;
    if (this.tell('tuan-checkout', { order }, true) && order && tuan?.checkoutUrl)
      location.assign(`${tuan.checkoutUrl}?order=${order.id}`);
  };

  /** Looks after the order until it is paid or gone; a firm one empties the cart. */
  #follow(): void {
    const { order } = this;
    clearTimeout(this.#look);
    if (order?.status === 'held') {
      this.#look = window.setTimeout(() => void this.refresh(), patience);
    } else if (order?.pickupCode) {
      this.coupon = '';
      this.asking = false;
      if (this.basket) empty(this.basket, order);
      this.tell('tuan-ordered', { order });
    }
  }

  /** Asks for the order now, as a page does when its till is done. */
  readonly refresh = async (): Promise<void> => {
    const { order } = this;
    if (!order) return;
    await this.attempt(async ({ connection }) => {
      this.order = await storefrontClient(connection).orders.get({ orderId: order.id });
    });
    this.#follow();
  };

  override render(): TemplateResult {
    const { tuan, data } = this;
    const texts = checkoutTexts[tuan?.locale ?? 'zh-CN'];
    return html`<dialog aria-label=${texts.cart}>${data ? this.#sheetView(data) : nothing}</dialog>`;
  }

  #sheetView(campaign: OpenCampaign): TemplateResult {
    const { quote, outdated: before, pointId, busy, order, problem, coupon, asking, tuan, cart } = this;
    const locale = tuan?.locale ?? 'zh-CN';
    const texts = checkoutTexts[locale];
    const counter: Counter = {
      campaign,
      cart,
      texts,
      locale,
      quote,
      before,
      pointId,
      busy,
      coupon,
      asking,
      trouble: problem ? problemView(problem, locale, texts) : nothing,
      take: this.#take,
      choose: (id) => (this.pointId = id),
      useCoupon: this.#useCoupon,
      askCoupon: () => (this.asking = true),
      place: this.#place,
      close: this.#close,
    };
    const words: TimeWords = { locale, zone: campaign.zone };
    return order ? placedView(order, counter, words, this.#pay) : cartView(counter);
  }
}
