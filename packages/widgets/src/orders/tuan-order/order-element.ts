import {
  ClientProblem,
  type OpenCampaign,
  type Order,
  type PickupToken,
  pickupTokenOf,
  type Refund,
  storefrontClient,
} from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type PropertyDeclarations, state } from '../../provider/base-element.ts';
import { orderTexts, type OrderTexts } from '../../locales/order.ts';
import { loadingText, problemView } from '../../locales/problem.ts';
import type { Tuan } from '../../provider/tuan.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import { clockTime, dateOf, dayWord } from '../../shared/time.ts';
import { codeView } from '../code-view.ts';
import { type KeptOrder, keptOrder, keepOrder } from '../kept-order.ts';
import { orderLineView, orderSumsView, piecesLeft } from '../order-lines-view.ts';
import { orderStyles } from './order.styles.ts';

/**
 * A neighbour's own order: its state, its pickup code, what is in it and how the price came about, what went back and
 * why. Until the cutoff pieces of it can be taken back, or all of it.
 * What was seen once is shown without a network, too: the code is needed where the signal is bad.
 *
 * @fires tuan-cancelled - the order was cancelled: `detail.order`
 * @fires tuan-reduced - pieces of the order were taken back: `detail.order`
 * @csspart code - the pickup code
 */
export class TuanOrder extends TuanElement {
  static override styles = orderStyles;
  static override properties: PropertyDeclarations = {
    order: {},
    campaign: {},
    data: state,
    round: state,
    refunds: state,
    proof: state,
    asked: state,
    back: state,
    cared: state,
    empty: { flag: true },
  };

  /** The id of the order; left out, the latest one of the campaign, or of all. */
  order = '';
  /** The campaign whose latest order is shown. */
  campaign = '';
  private data: Order | undefined;
  /** The campaign of the order: when and where it is fetched. */
  private round: OpenCampaign | undefined;
  private refunds: readonly Refund[] = [];
  /** The signed QR code, as long as there is something to fetch. */
  private proof: PickupToken | undefined;
  /** Pieces to be taken back by line, while some are chosen. */
  private back: Readonly<Record<string, number>> | undefined;
  /** Whether the part for what follows an order is here. */
  private cared = false;
  /** Whether the cancel button was pressed once. */
  private asked = false;
  /** Set while there is no order, so that a page can leave the place out: `tuan-order[empty]`. */
  empty = true;

  protected override readonly subject = ['order', 'campaign'];

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('tuan-ordered', this.reload);
    document.addEventListener('visibilitychange', this.#seen);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('tuan-ordered', this.reload);
    document.removeEventListener('visibilitychange', this.#seen);
  }

  readonly #seen = (): void => {
    if (document.visibilityState === 'visible') this.reload();
  };

  protected override async load(tuan: Tuan): Promise<void> {
    const { connection } = tuan;
    const { order, campaign } = this;
    const name = `${order} ${campaign}`;
    const { campaigns, orders } = storefrontClient(connection);
    try {
      const found = order
        ? await orders.get({ orderId: order })
        : (await orders.list({ limit: 1, ...(campaign && { campaignId: campaign }) })).data[0];
      const [round, refunds, proof] = found
        ? await Promise.all([
            campaigns.showOpen({ campaignId: found.campaignId }),
            this.#refundsOf(found, tuan),
            this.#proofOf(found, keptOrder(name), tuan),
          ])
        : [undefined, []];
      const kept = found && { order: found, round, refunds, proof };
      this.#show(kept);
      keepOrder(name, kept);
      // Who only looks at a campaign never fetches it; without a network the code is what matters.
      if (found && found.status !== 'held')
        void import('../tuan-order-care/tuan-order-care.ts').then(
          () => (this.cared = true),
          () => undefined,
        );
    } catch (problem) {
      // Only the lack of a network is a reason to show what was kept: another person may be signed in now, or nobody.
      const offline = problem instanceof ClientProblem && problem.code === 'offline';
      const kept = offline ? keptOrder(name) : undefined;
      if (kept) this.#show(kept);
      else keepOrder(name);
      throw problem;
    }
  }

  #show(kept: KeptOrder | undefined): void {
    this.data = kept?.order;
    this.round = kept?.round;
    this.refunds = kept?.refunds ?? [];
    this.proof = kept?.proof;
    this.empty = !kept;
  }

  /** Signed once; kept, it is shown without a network, where it is needed most. The code itself is proof enough without it. */
  async #proofOf(
    { id, pickupCode }: Order,
    kept: KeptOrder | undefined,
    { connection }: Tuan,
  ): Promise<PickupToken | undefined> {
    if (!pickupCode) return undefined;
    if (kept?.proof?.token.includes(pickupCode)) return kept.proof;
    return pickupTokenOf(connection)({ orderId: id }).catch(() => undefined);
  }

  /** Most orders have none, so nobody asks for them. */
  async #refundsOf({ id, refunded }: Order, { connection }: Tuan): Promise<readonly Refund[]> {
    if (refunded.amount === 0) return [];
    return (await storefrontClient(connection).refunds.list({ orderId: id })).data;
  }

  readonly #reduce = (): Promise<void> =>
    this.attempt(async ({ connection }) => {
      const { data, back = {} } = this;
      const lines = Object.entries(back).flatMap(([lineId, pieces]) =>
        pieces > 0 ? [{ lineId, pieces }] : [],
      );
      if (!data || lines.length === 0) return;
      this.#changed(await storefrontClient(connection).orders.reduce({ orderId: data.id, lines }));
      this.back = undefined;
    });

  readonly #cancel = async (): Promise<void> => {
    await this.attempt(async ({ connection }) => {
      const { data } = this;
      if (data) this.#changed(await storefrontClient(connection).orders.cancel({ orderId: data.id }));
    });
    this.asked = false;
  };

  /** Shows what became of the order, tells the page, and asks what went back. */
  #changed(order: Order): void {
    this.data = order;
    this.tell(order.status === 'cancelled' ? 'tuan-cancelled' : 'tuan-reduced', { order });
    this.reload();
  }

  override render(): TemplateResult {
    const { tuan, data, problem, back } = this;
    const locale = tuan?.locale ?? 'zh-CN';
    const texts = orderTexts[locale];
    const trouble = problem ? problemView(problem, locale, texts, this.reload) : nothing;
    if (!data || !tuan) {
      if (problem) return html`${trouble}`;
      if (this.busy || !tuan)
        return html`<div class="skeleton wait" role="status" aria-label=${loadingText(locale)}></div>`;
      return html`<div class="state">
        <h3>${texts.none}</h3>
        <p class="muted">${texts.noneHint}</p>
      </div>`;
    }
    const good = data.status === 'confirmed' || data.status === 'ready' || data.status === 'collected';
    return html`<header>
        <h2>${texts.mine}</h2>
        <p class=${good ? 'done' : 'muted'}>${texts.status[data.status]}</p>
      </header>
      ${data.pickupCode ? codeView(data.pickupCode, texts.code, this.proof?.qr) : nothing}
      ${this.#placeView(data, tuan)}
      <ul>
        ${data.lines.map((line) =>
          orderLineView(
            line,
            texts,
            locale,
            back && {
              pieces: back,
              take: (lineId, pieces) => (this.back = { ...back, [lineId]: pieces }),
            },
          ),
        )}
      </ul>
      ${back ? this.#backView(back, texts) : orderSumsView(data, texts, locale)}
      ${
        this.cared
          ? html`<tuan-order-care
              .order=${data}
              .round=${this.round}
              .refunds=${this.refunds}
              @tuan-pickup-changed=${this.reload}
            ></tuan-order-care>`
          : nothing
      }
      ${trouble} ${this.#cancelView(data, tuan)}`;
  }

  /** When and where it is fetched; of no use any more once it was. */
  #placeView(order: Order, { connection, locale }: Tuan): TemplateResult | typeof nothing {
    const { round } = this;
    const point = round?.pickupPoints.find(({ id }) => id === order.pickupPointId);
    if (!round || !order.pickupCode) return nothing;
    const day = dayWord(round.pickupDate, connection.now(), { locale, zone: round.zone });
    const hours = (order.slot ? [order.slot] : round.pickupWindows).map(
      (window) => ` ${window.opens}–${window.closes}`,
    );
    return html`<p class="place">${day}${hours}<b>${point?.name}</b><small>${point?.address}</small></p>`;
  }

  #backView(back: Readonly<Record<string, number>>, texts: OrderTexts): TemplateResult {
    const pieces = Object.values(back).reduce((sum, one) => sum + one, 0);
    return html`<div class="ask">
      <small>${texts.reduceHint}</small>
      <button @click=${() => (this.back = undefined)}>${texts.reduceNot}</button>
      <button class="main" ?disabled=${this.busy || pieces === 0} @click=${this.#reduce}>
        ${texts.reduceBy(pieces)}
      </button>
    </div>`;
  }

  #cancelView(order: Order, { connection, locale }: Tuan): TemplateResult | typeof nothing {
    const now = connection.now();
    const until = Date.parse(order.earliestCutoff);
    if (now >= until || (order.status !== 'held' && order.status !== 'confirmed')) return nothing;
    const texts = orderTexts[locale];
    if (this.asked) {
      return html`<div class="ask" role="alert">
        <p>${texts.cancelSure}</p>
        <button ?disabled=${this.busy} @click=${this.#cancel}>${texts.cancelYes}</button>
        <button class="main" @click=${() => (this.asked = false)}>${texts.cancelNo}</button>
      </div>`;
    }
    if (this.back) return nothing;
    const words = { locale, zone: this.round?.zone };
    const pieces = order.lines.reduce((sum, line) => sum + (line.gift ? 0 : piecesLeft(line)), 0);
    return html`<div class="ask">
      <small
        >${texts.cancelUntil(dayWord(dateOf(until, words.zone), now, words), clockTime(until, words))}</small
      >
      ${
        order.status === 'confirmed' && pieces > 1
          ? html`<button class="plain" @click=${() => (this.back = {})}>${texts.reduce}</button>`
          : nothing
      }
      <button class="plain" @click=${() => (this.asked = true)}>${texts.cancel}</button>
    </div>`;
  }
}
