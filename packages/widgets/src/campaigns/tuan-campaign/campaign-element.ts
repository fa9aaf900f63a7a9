import {
  newKey,
  type OpenCampaign,
  type OpenOffer,
  type Order,
  type Quote,
  storefrontClient,
} from '@opentuan/api/client';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { campaignTexts } from '../../locales/campaign.ts';
import { problemView } from '../../locales/problem.ts';
import { cartView, type Counter, placedView } from '../../orders/checkout-view.ts';
import type { Tuan } from '../../provider/tuan.ts';
import { state, TuanElement } from '../../provider/tuan-element.ts';
import { nextTick, type TimeWords } from '../../shared/time.ts';
import { barView, headView, kindsView, shelfView, skeletonView } from '../campaign-view.ts';
import { type Cart, cartLines, fitted, rememberCart, rememberedCart, withPieces } from '../cart.ts';
import type { Shelf } from '../offer-view.ts';
import { campaignStyles } from './campaign.styles.ts';

/** How long between two looks at an order that waits for its payment, in milliseconds. */
const patience = 1500;

/**
 * One campaign: its goods, the cart, the order and its pickup code.
 *
 * @fires tuan-checkout - an order waits for its payment: `detail.order`. Prevent the default to take the money on this
 *   page; otherwise the element goes to the provider's `checkout-url`
 * @fires tuan-ordered - an order is firm: `detail.order`
 * @csspart offer - one of the goods
 * @csspart bar - the total and the button at the bottom
 * @csspart code - the pickup code
 */
export class TuanCampaign extends TuanElement {
  static override styles = campaignStyles;
  static override properties: PropertyDeclarations = {
    campaign: {},
    leader: {},
    community: {},
    data: state,
    cart: state,
    kind: state,
    pointId: state,
    quote: state,
    order: state,
  };

  /** The id of the campaign, or `external:` and that of the host shop. */
  campaign = '';
  /** Whom the orders earn for, where a leader shared the link. */
  leader = '';
  /** The community of the link. */
  community = '';

  private data: OpenCampaign | undefined;
  private cart: Cart = {};
  private kind = '';
  private pointId = '';
  private quote: Quote | undefined;
  private order: Order | undefined;

  protected override readonly subject = ['campaign'];
  /** One key per cart as it was shown, so that a second tap after a lost answer orders nothing twice. */
  #intent = newKey();
  #tick = 0;
  #look = 0;

  get #sheet(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  protected override async load({ connection }: Tuan): Promise<void> {
    const { campaign } = this;
    this.data = await storefrontClient(connection).campaigns.showOpen({ campaignId: campaign });
    this.cart = fitted({ ...rememberedCart(campaign), ...this.cart }, this.data.offers);
    const [point, another] = this.data.pickupPoints;
    if (point && !another) this.pointId = point.id;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#tick);
    clearTimeout(this.#look);
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    clearTimeout(this.#tick);
    if (!this.data || !this.tuan) return;
    const now = this.tuan.connection.now();
    const left = [this.data.opensAt, this.data.closesAt]
      .map((text) => Date.parse(text) - now)
      .filter((rest) => rest > 0);
    if (left.length > 0)
      this.#tick = window.setTimeout(() => this.requestUpdate(), nextTick(Math.min(...left)));
  }

  /** Puts so many pieces of an offer into the cart. */
  readonly take = (offer: OpenOffer, pieces: number): void => {
    this.cart = withPieces(this.cart, offer, pieces);
    rememberCart(this.campaign, this.cart);
    if (this.#sheet?.open) void this.#price();
  };

  /** Opens the cart at the server's prices. */
  readonly checkout = (): void => {
    this.order = undefined;
    this.#sheet?.showModal();
    void this.#price();
  };

  readonly #close = (): void => {
    this.#sheet?.close();
    this.problem = undefined;
  };

  /** What the cart costs now. The price of a cart that has changed since is not shown. */
  async #price(): Promise<void> {
    const { campaign, cart } = this;
    this.#intent = newKey();
    const lines = cartLines(cart);
    if (lines.length === 0) return this.#close();
    await this.attempt(async ({ connection }) => {
      const quote = await storefrontClient(connection).orders.quote({ campaignId: campaign, lines });
      if (cart === this.cart) this.quote = quote;
    });
  }

  readonly #place = (): Promise<void> =>
    this.attempt(async ({ connection }) => {
      const { campaign, leader, community, pointId, quote } = this;
      if (!quote) return;
      const wish = {
        campaignId: campaign,
        lines: cartLines(this.cart),
        quoteToken: quote.token,
        pickupPointId: pointId,
        ...(leader && { leaderId: leader }),
        ...(community && { communityId: community }),
      };
      this.order = await storefrontClient(connection).orders.place(wish, { idempotencyKey: this.#intent });
      this.#follow();
      if (this.order.status === 'held') this.#pay();
    }).then(() => this.#adapt());

  /** What a refusal tells is taken over, so that the next tap can succeed. */
  async #adapt(): Promise<void> {
    const { problem } = this;
    if (problem?.facts['quote']) {
      this.quote = problem.facts['quote'] as Quote;
      this.#intent = newKey();
    }
    if (!problem?.facts['offers']) return;
    await this.attempt((tuan) => this.load(tuan));
    await this.#price();
    this.problem ??= problem;
  }

  readonly #pay = (): void => {
    const { order, tuan } = this;
    const event = new CustomEvent('tuan-checkout', {
      bubbles: true,
      composed: true,
      cancelable: true,
      detail: { order },
    });
    if (this.dispatchEvent(event) && order && tuan?.checkoutUrl)
      location.assign(`${tuan.checkoutUrl}?order=${order.id}`);
  };

  /** Looks after the order until it is paid or gone; a firm one empties the cart. */
  #follow(): void {
    const { order } = this;
    clearTimeout(this.#look);
    if (order?.status === 'held') {
      this.#look = window.setTimeout(() => void this.refresh(), patience);
    } else if (order?.pickupCode) {
      for (const { offerId } of order.lines) this.cart = { ...this.cart, [offerId]: 0 };
      this.cart = fitted(this.cart, this.data?.offers ?? []);
      rememberCart(this.campaign, this.cart);
      this.dispatchEvent(
        new CustomEvent('tuan-ordered', { bubbles: true, composed: true, detail: { order } }),
      );
      this.reload();
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
    const { data, tuan, problem, kind } = this;
    const locale = tuan?.locale ?? 'zh-CN';
    const texts = campaignTexts[locale];
    if (!data || !tuan)
      return problem ? problemView(problem, locale, texts, this.reload) : skeletonView(texts.loading);
    const words: TimeWords = { locale, zone: data.zone };
    const now = tuan.connection.now();
    const open = Date.parse(data.opensAt) <= now && now < Date.parse(data.closesAt);
    const shelf: Shelf = { texts, locale, cart: this.cart, open, take: this.take };
    return html`${headView(data, now, texts, words)}
      ${kindsView(data.offers, kind, texts, (wanted) => (this.kind = wanted))}
      ${shelfView(data.offers, kind, shelf)}
      ${problem && !this.#sheet?.open ? problemView(problem, locale, texts, this.reload) : nothing}
      ${open ? barView(data.offers, shelf, this.checkout) : nothing}
      <dialog aria-label=${texts.cart}>${this.#sheetView(data, shelf, words)}</dialog>`;
  }

  #sheetView(campaign: OpenCampaign, shelf: Shelf, words: TimeWords): TemplateResult {
    const { quote, pointId, busy, order, problem } = this;
    const counter: Counter = {
      campaign,
      offers: campaign.offers.filter(({ id }) => shelf.cart[id]),
      quote,
      pointId,
      busy,
      trouble: problem ? problemView(problem, shelf.locale, shelf.texts) : nothing,
      choose: (id) => (this.pointId = id),
      place: () => void this.#place(),
      close: this.#close,
    };
    return order ? placedView(order, shelf, words, counter, this.#pay) : cartView(shelf, counter);
  }
}
