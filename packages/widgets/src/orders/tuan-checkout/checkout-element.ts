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
import type { Cart } from '../../campaigns/cart.ts';
import { checkoutTexts } from '../../locales/checkout.ts';
import { problemView } from '../../locales/problem.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import { brought } from '../../shared/brought.ts';
import { adopt } from '../../styles/css.ts';
import { type Basket, empty, renew, type ShortOffer } from '../basket.ts';
import { type Wish, wishOf } from '../wish.ts';
import { cartView, type Counter, type LateParts } from '../cart-view.ts';
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
export class TuanCheckout extends TuanElement<LateParts> {
  static override styles = checkoutStyles;
  static override properties: PropertyDeclarations = {
    basket: state,
    data: state,
    cart: state,
    spare: state,
    pointId: state,
    slotId: state,
    atPickup: state,
    quote: state,
    outdated: state,
    order: state,
    coupon: state,
  };

  /** The campaign that brought it. */
  basket: Basket | undefined;
  /** The goods and the cart of the campaign. */
  data: OpenCampaign | undefined;
  cart: Cart = {};
  spare: Cart = {};
  private pointId = '';
  /** The booked time: empty while one has to be chosen, null for none. */
  private slotId: string | null = null;
  private atPickup = false;
  private quote: Quote | undefined;
  /** The quote that was shown when the price changed: what is shown beside the new one until that is accepted. */
  private outdated: Quote | undefined;
  private order: Order | undefined;
  /** The code that is tried with each quote. */
  private coupon = '';

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
    adopt(this.renderRoot, this.basket?.late.cases?.styles ?? []);
    if (point && !another) this.#choose(point.id);
    this.#sheet?.showModal();
    await this.#price();
  };

  /** Takes a point, and brings its times along where it has some. */
  readonly #choose = (pointId: string): void => {
    this.pointId = pointId;
    const slots = this.data?.pickupPoints.find(({ id }) => id === pointId)?.slots;
    this.slotId = slots === 'required' ? '' : null;
    if (slots !== 'none')
      void this.attempt(async () => {
        await brought(import('../../pickup-points/tuan-slots/tuan-slots.ts'));
      });
  };

  /** The price may depend on the leader of the point. */
  readonly #pick = (pointId: string): Promise<void> => {
    this.#choose(pointId);
    return this.#price();
  };

  readonly #close = (): void => {
    this.#sheet?.close();
    this.problem = undefined;
  };

  readonly #take = async (offer: OpenOffer, pieces: number): Promise<void> => {
    await this.basket?.take(offer, pieces);
    await this.#price();
  };

  readonly #keep = async (offer: OpenOffer, pieces: number): Promise<void> => {
    await this.basket?.keep(offer, pieces);
    await this.#price();
  };

  #wish(): Wish {
    return wishOf(this.basket, this.coupon, this.pointId);
  }

  /** What the cart costs now. The price of a cart that has changed since is not shown. */
  async #price(): Promise<void> {
    const wish = this.#wish();
    this.#intent = newKey();
    this.outdated = undefined;
    if (wish.lines.length === 0) return this.#close();
    const isStill = (): boolean => JSON.stringify(wish) === JSON.stringify(this.#wish());
    await this.attempt(async ({ connection }) => {
      const quote = await storefrontClient(connection).orders.quote(wish);
      if (isStill()) this.quote = quote;
      if (quote.payAtPickup.refused !== 'policy') await this.bring('pay', import('../pay-parts.ts'));
    });
    const { problem } = this;
    if (problem?.code !== 'box_fill_only') return;
    // The time has come in which only what fills a case is taken: the cart is what that leaves of it.
    await this.#renew([]);
    if (!isStill()) await this.#price();
    this.problem ??= problem;
  }

  /** Tries a code, or takes it off again. One that does not count is not sent with the order. */
  readonly #useCoupon = (code: string): Promise<void> => {
    this.coupon = code.trim();
    return this.#price();
  };

  readonly #askCoupon = (): Promise<void> =>
    this.attempt(async ({ connection }) => {
      await this.bring(
        'coupons',
        import('../coupon-parts.ts').then((part) => part.withOwn(connection)),
      );
    });

  readonly #place = (): Promise<void> =>
    this.attempt(async ({ connection }) => {
      const { slotId, quote, atPickup } = this;
      if (!quote) return;
      // Before the order, so that its code can be shown whatever the network does then.
      await this.bring('placed', import('../placed-parts.ts'));
      const { couponCode, ...wish } = this.#wish();
      const counts = couponCode && !quote.hints.some(({ kind }) => kind === 'coupon');
      this.order = await storefrontClient(connection).orders.place(
        {
          ...wish,
          ...(counts && { couponCode }),
          quoteToken: quote.token,
          ...(slotId && { slotId }),
          ...(atPickup && quote.payAtPickup.allowed && { payment: 'atPickup' as const }),
        },
        { idempotencyKey: this.#intent },
      );
      this.#follow();
      if (this.order.status === 'held') this.#goPay();
    }).then(() => this.#adapt());

  /** What a refusal tells is taken over, so that the next tap can succeed. */
  async #adapt(): Promise<void> {
    const { problem, quote } = this;
    if (problem?.facts['quote']) {
      this.outdated = quote;
      // Without it the new total stands alone.
      this.bring('changes', import('../changes-parts.ts')).catch(() => {});
      this.quote = problem.facts['quote'] as Quote;
      this.#intent = newKey();
    }
    const { code = '', facts } = problem ?? {};
    const short = facts?.['offers'] as readonly ShortOffer[] | undefined;
    if (short || code.startsWith('slot_')) await this.#renew(short ?? []);
    else if (code === 'coupon_unusable') this.coupon = '';
    else if (code !== 'pay_at_pickup_refused') return;
    if (code.startsWith('slot_')) {
      const { slotId } = this;
      this.#choose(this.pointId);
      this.slotId = '';
      await this.updateComplete;
      this.renderRoot.querySelector('tuan-slots')?.renew(slotId);
    }
    await this.#price();
    this.problem ??= problem;
  }

  #renew(short: readonly ShortOffer[]): Promise<void> {
    return this.attempt(async ({ connection }) => {
      if (this.basket) await renew(this.basket, connection, short);
    });
  }

  readonly #goPay = (): void => {
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
      const { coupons: _stale, ...late } = this.late;
      this.late = late;
      this.atPickup = false;
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
    const { tuan, data, basket } = this;
    const { cart } = checkoutTexts[tuan?.locale ?? 'zh-CN'];
    return html`<dialog aria-label=${cart}>
      ${data && basket ? this.#sheetView(data, basket) : nothing}
    </dialog>`;
  }

  #sheetView(campaign: OpenCampaign, basket: Basket): TemplateResult {
    const { quote, outdated: before, pointId, slotId, atPickup, busy, order, problem, tuan } = this;
    const { coupon, cart, spare, late } = this;
    const locale = tuan?.locale ?? 'zh-CN';
    const texts = { ...checkoutTexts[locale], ...basket.texts };
    const { cases } = basket.late;
    // What comes later brings the sentences of its own refusals.
    const slots = this.renderRoot.querySelector('tuan-slots');
    const own = [slots?.texts, late.pay?.payTexts[locale], cases?.caseTexts[locale]];
    const sentences: object = Object.assign({}, texts, ...own);
    const counter: Counter = {
      ...late,
      campaign,
      cart,
      spare,
      cases,
      texts,
      locale,
      quote,
      before,
      pointId,
      slotId,
      atPickup,
      busy,
      coupon,
      trouble: problem ? problemView(problem, locale, sentences) : nothing,
      take: this.#take,
      keep: this.#keep,
      choose: this.#pick,
      book: (id) => (this.slotId = id),
      settle: (later) => (this.atPickup = later),
      useCoupon: this.#useCoupon,
      askCoupon: this.#askCoupon,
      place: this.#place,
      close: this.#close,
    };
    if (!order || !late.placed) return cartView(counter);
    const words = { locale, zone: campaign.zone };
    return late.placed.placedView(order, counter, words, tuan?.connection.now() ?? 0, this.#goPay);
  }
}
