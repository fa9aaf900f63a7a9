import type { OpenCampaign, OpenOffer } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type PropertyDeclarations, type PropertyValues, state } from '../../provider/base-element.ts';
import { campaignTexts, firstTexts } from '../../locales/campaign.ts';
import { loadingText, problemView } from '../../locales/problem.ts';
import type { Basket } from '../../orders/basket.ts';
import type { TuanCheckout } from '../../orders/tuan-checkout/checkout-element.ts';
import type { Tuan } from '../../provider/tuan.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import { brought } from '../../shared/brought.ts';
import { nextTick, type TimeWords } from '../../shared/time.ts';
import { barView, headView, kindsView, shelfView, skeletonView } from '../campaign-view.ts';
import { type Cart, fitted, rememberCart, rememberedCart, withPieces } from '../cart.ts';
import { showCampaign } from '../show-campaign.ts';
import { isCased, isDeal, type Late } from '../deals.ts';
import type { Shelf } from '../offer-view.ts';
import { campaignStyles } from './campaign.styles.ts';

/** How long what is shown stays true while neighbours fill a case together, in milliseconds. */
const fresh = 10_000;

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
export class TuanCampaign extends TuanElement<Late> implements Basket {
  static override styles = campaignStyles;
  static override properties: PropertyDeclarations = {
    campaign: {},
    leader: {},
    community: {},
    data: state,
    cart: state,
    spare: state,
    kind: state,
    texts: state,
    till: state,
  };

  /** The id of the campaign, or `external:` and that of the host shop. */
  campaign = '';
  /** Whom the orders earn for, where a leader shared the link. */
  leader = '';
  /** The community of the link. */
  community = '';

  /** What is shown. */
  data: OpenCampaign | undefined;
  /** Pieces by offer. */
  cart: Cart = {};
  /** Pieces by offer that are wanted beyond the cart only where they fill a case. */
  spare: Cart = {};
  private kind = '';
  texts = firstTexts;
  /** Whether the checkout is there: it comes with the first thing that is put into the cart. */
  private till = false;
  protected override readonly subject = ['campaign', 'community', 'leader'];
  #tick = 0;
  #read = 0;

  get #checkout(): TuanCheckout | null {
    return this.renderRoot.querySelector('tuan-checkout');
  }

  protected override async load({ connection, locale }: Tuan): Promise<void> {
    const { campaign } = this;
    const [data, texts] = await Promise.all([showCampaign(this, connection), campaignTexts(locale)]);
    await Promise.all([
      data.offers.some(isDeal) && this.bring('deals', import('../deal-parts.ts')),
      data.offers.some(isCased) && this.bring('cases', import('../case-parts.ts')),
      data.promotions.length && this.bring('promotions', import('../promotion-parts.ts')),
    ]);
    this.texts = texts;
    this.data = data;
    this.#read = connection.now();
    this.cart = fitted({ ...rememberedCart(campaign), ...this.cart }, data.offers);
    // An ornament: nobody waits for it, and where it does not come the tiles stay plain.
    if (data.offers.some(({ imageUrl }) => !imageUrl))
      this.bring('draw', import('../../catalog/drawings.ts')).catch(() => {});
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#tick);
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    clearTimeout(this.#tick);
    const { data, tuan } = this;
    if (!data || !tuan) return;
    const now = tuan.connection.now();
    const turns = data.offers.flatMap((offer) => this.late.deals?.turnsOf(offer) ?? []);
    const left = [data.opensAt, data.closesAt, ...turns]
      .map((text) => Date.parse(text) - now)
      .filter((rest) => rest > 0);
    const pace = this.#isFilling(data, now) ? fresh : Infinity;
    if (left.length > 0)
      this.#tick = window.setTimeout(this.#turn, Math.min(pace, nextTick(Math.min(...left))));
  }

  #isFilling({ offers }: OpenCampaign, now: number): boolean {
    return offers.some((offer) => this.late.cases?.isFilling(offer, now));
  }

  /** Time has gone by. While a case is filled what is missing changes with every order of a neighbour: it is read anew. */
  readonly #turn = async (): Promise<void> => {
    this.requestUpdate();
    const { data, tuan } = this;
    const now = tuan?.connection.now() ?? 0;
    if (!data || !tuan || document.hidden || now - this.#read < fresh || !this.#isFilling(data, now)) return;
    this.#read = now;
    // Without a network what is there stays.
    this.data = await showCampaign(this, tuan.connection).catch(() => data);
  };

  /** Puts so many pieces of an offer into the cart. */
  readonly take = async (offer: OpenOffer, pieces: number): Promise<void> => {
    this.cart = withPieces(this.cart, offer, pieces);
    rememberCart(this.campaign, this.cart);
    // Fetched ahead, so that it is there when it is wanted; where that fails, opening the cart tries again.
    void this.#bringTill().catch(() => {});
    await this.updateComplete;
  };

  /** Says how many more would be taken of an offer to fill a case. */
  readonly keep = async (offer: OpenOffer, pieces: number): Promise<void> => {
    this.spare = { ...this.spare, [offer.id]: pieces };
    await this.updateComplete;
  };

  async #bringTill(): Promise<void> {
    await brought(import('../../orders/tuan-checkout/tuan-checkout.ts'));
    this.till = true;
  }

  /** Opens the cart at the server's prices. */
  readonly checkout = async (): Promise<void> => {
    await this.attempt(() => this.#bringTill());
    await this.updateComplete;
    await this.#checkout?.show();
  };

  /** Asks for the order now, as a page does when its till is done. */
  readonly refresh = async (): Promise<void> => this.#checkout?.refresh();

  override render(): TemplateResult {
    const { data, tuan, problem, kind, texts, cart } = this;
    const locale = tuan?.locale ?? 'zh-CN';
    if (!data || !tuan)
      return problem ? problemView(problem, locale, texts, this.reload) : skeletonView(loadingText(locale));
    const words: TimeWords = { locale, zone: data.zone };
    const now = tuan.connection.now();
    const open = Date.parse(data.opensAt) <= now && now < Date.parse(data.closesAt);
    const { take, keep, spare, late, leader } = this;
    const shelf: Shelf = { ...late, texts, locale, words, now, cart, spare, open, take, keep };
    return html`${headView(data, now, texts, words)}
    ${late.promotions?.promotionsView(data, leader, locale, now)}
    ${kindsView(data.offers, kind, texts, (wanted) => (this.kind = wanted))}
    ${shelfView(data.offers, kind, shelf)}
    ${problem ? problemView(problem, locale, texts, this.reload) : nothing}
    ${open ? barView(data.offers, shelf, this.checkout) : nothing}
    ${this.till ? html`<tuan-checkout .basket=${this} .data=${data} .cart=${cart} .spare=${spare} exportparts="code"></tuan-checkout>` : nothing}`;
  }
}
