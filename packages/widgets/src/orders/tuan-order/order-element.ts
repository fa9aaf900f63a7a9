import { ClientProblem, type OpenCampaign, type Order, storefrontClient } from '@opentuan/api/client';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { orderTexts } from '../../locales/order.ts';
import { problemView } from '../../locales/problem.ts';
import type { Tuan } from '../../provider/tuan.ts';
import { state, TuanElement } from '../../provider/tuan-element.ts';
import { price } from '../../shared/money.ts';
import { clockTime, dateOf, dayWord } from '../../shared/time.ts';
import { codeView } from '../code-view.ts';
import { keptOrder, keepOrder } from '../kept-order.ts';
import { orderStyles } from './order.styles.ts';

/**
 * A neighbour's own order: its state, its pickup code, what is in it. Until the cutoff it can be cancelled.
 * What was seen once is shown without a network, too: the code is needed where the signal is bad.
 *
 * @fires tuan-cancelled - the order was cancelled: `detail.order`
 * @csspart code - the pickup code
 */
export class TuanOrder extends TuanElement {
  static override styles = orderStyles;
  static override properties: PropertyDeclarations = {
    order: {},
    campaign: {},
    data: state,
    round: state,
    asked: state,
    empty: { type: Boolean, reflect: true },
  };

  /** The id of the order; left out, the latest one of the campaign, or of all. */
  order = '';
  /** The campaign whose latest order is shown. */
  campaign = '';
  private data: Order | undefined;
  /** The campaign of the order: when and where it is fetched. */
  private round: OpenCampaign | undefined;
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

  protected override async load({ connection }: Tuan): Promise<void> {
    const { order, campaign } = this;
    const name = `${order} ${campaign}`;
    const { campaigns, orders } = storefrontClient(connection);
    try {
      const found = order
        ? await orders.get({ orderId: order })
        : (await orders.list({ limit: 1, ...(campaign && { campaignId: campaign }) })).data[0];
      const round = found && (await campaigns.showOpen({ campaignId: found.campaignId }));
      this.#show(found, round);
      keepOrder(name, found, round);
    } catch (problem) {
      // Only the lack of a network is a reason to show what was kept: another person may be signed in now, or nobody.
      const offline = problem instanceof ClientProblem && problem.code === 'offline';
      if (!offline) keepOrder(name);
      const kept = offline ? keptOrder(name) : undefined;
      if (kept) this.#show(kept.order, kept.round);
      throw problem;
    }
  }

  #show(order: Order | undefined, round: OpenCampaign | undefined): void {
    this.data = order;
    this.round = round;
    this.empty = !order;
  }

  readonly #cancel = async (): Promise<void> => {
    await this.attempt(async ({ connection }) => {
      const { data } = this;
      if (!data) return;
      const order = await storefrontClient(connection).orders.cancel({ orderId: data.id });
      this.data = order;
      this.dispatchEvent(
        new CustomEvent('tuan-cancelled', { bubbles: true, composed: true, detail: { order } }),
      );
    });
    this.asked = false;
  };

  override render(): TemplateResult {
    const { tuan, data, problem } = this;
    const locale = tuan?.locale ?? 'zh-CN';
    const texts = orderTexts[locale];
    const trouble = problem ? problemView(problem, locale, texts, this.reload) : nothing;
    if (!data || !tuan) {
      if (problem) return html`${trouble}`;
      if (this.busy || !tuan) return html`<div class="skeleton wait" role="status"></div>`;
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
      ${data.pickupCode ? codeView(data.pickupCode, texts.code) : nothing} ${this.#placeView(data, tuan)}
      <ul>
        ${data.lines.map((line) => this.#lineView(line, locale))}
      </ul>
      <p class="sum">
        ${data.refunded.amount > 0 ? html`<small>${texts.refunded} ${price(data.refunded, locale)}</small>` : nothing}
        ${price(data.total, locale, 'big')}
      </p>
      ${trouble} ${this.#cancelView(data, tuan)}`;
  }

  /** When and where it is fetched; of no use any more once it was. */
  #placeView(order: Order, { connection, locale }: Tuan): TemplateResult | typeof nothing {
    const { round } = this;
    const point = round?.pickupPoints.find(({ id }) => id === order.pickupPointId);
    if (!round || !order.pickupCode) return nothing;
    const day = dayWord(round.pickupDate, connection.now(), { locale, zone: round.zone });
    const hours = round.pickupWindows.map((window) => ` ${window.opens}–${window.closes}`);
    return html`<p class="place">${day}${hours}<b>${point?.name}</b><small>${point?.address}</small></p>`;
  }

  #lineView(line: Order['lines'][number], locale: 'zh-CN' | 'en'): TemplateResult {
    const { title, unit, pieces, short, net } = line;
    const texts = orderTexts[locale];
    return html`<li>
      <span>${title}${short > 0 ? html` <small class="soon">${texts.short(short)}</small>` : nothing}</span>
      <span class="muted">${pieces} ${unit}</span>
      <span>${price(net, locale)}</span>
    </li>`;
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
    const words = { locale, zone: this.round?.zone };
    return html`<div class="ask">
      <small
        >${texts.cancelUntil(dayWord(dateOf(until, words.zone), now, words), clockTime(until, words))}</small
      >
      <button class="plain" @click=${() => (this.asked = true)}>${texts.cancel}</button>
    </div>`;
  }
}
