import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type PropertyDeclarations, type PropertyValues, state } from '../../provider/base-element.ts';
import { leaderTexts } from '../../locales/leader.ts';
import { problemView } from '../../locales/problem.ts';
import type { Tuan } from '../../provider/tuan.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import { nextTick } from '../../shared/time.ts';
import { type Day, dayOf, type Round } from '../round.ts';
import { bagsView, goodsView, roundView } from '../round-view.ts';
import { leaderStyles } from './leader.styles.ts';

/** How often the day is looked at anew, in milliseconds. */
const pause = 60_000;

/**
 * The leader's page: what to do today in order of time, and behind each count the bags and goods it counts.
 * Loads again every minute, when the page is looked at again, and after `tuan-handed-over`.
 */
export class TuanLeader extends TuanElement {
  static override styles = leaderStyles;
  static override properties: PropertyDeclarations = { day: state, chosen: state, goods: state };

  private day: Day | undefined;
  /** The campaign whose list is shown. */
  private chosen = '';
  /** Whether the goods are listed instead of the neighbours. */
  private goods = false;
  #timer = 0;
  #loadedAt = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('tuan-handed-over', this.reload);
    document.addEventListener('visibilitychange', this.reload);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('tuan-handed-over', this.reload);
    document.removeEventListener('visibilitychange', this.reload);
    clearTimeout(this.#timer);
  }

  protected override async load({ connection }: Tuan): Promise<void> {
    if (document.visibilityState === 'hidden') return;
    this.day = await dayOf(connection);
    this.#loadedAt = connection.now();
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    clearTimeout(this.#timer);
    if (!this.tuan || !this.day) return;
    const now = this.tuan.connection.now();
    const closing = this.day.rounds
      .map(({ campaign }) => Date.parse(campaign.closesAt) - now)
      .filter((rest) => rest > 0);
    this.#timer = window.setTimeout(
      () => {
        if (now - this.#loadedAt > pause) this.reload();
        else this.requestUpdate();
      },
      nextTick(Math.min(...closing, Infinity)),
    );
  }

  override render(): TemplateResult {
    const { tuan, day, problem } = this;
    const locale = tuan?.locale ?? 'zh-CN';
    const texts = leaderTexts[locale];
    const trouble = problem ? problemView(problem, locale, texts, this.reload) : nothing;
    if (!day || !tuan)
      return problem ? html`${trouble}` : html`<div class="skeleton wait" role="status"></div>`;
    const { rounds, openClaims } = day;
    if (rounds.length === 0) {
      return html`<div class="state">
        <h3>${texts.noRounds}</h3>
        <p class="muted">${texts.noRoundsHint}</p>
      </div>`;
    }
    const words = { locale, zone: day.zone };
    const now = tuan.connection.now();
    const round = rounds.find(({ campaign }) => campaign.id === this.chosen) ?? rounds[0];
    return html`<h2>${texts.today}</h2>
      ${trouble}
      <ol class="rounds">
        ${rounds.map((one) =>
          roundView(one, now, texts, words, one === round, () => (this.chosen = one.campaign.id)),
        )}
        ${
          openClaims > 0
            ? html`<li class="round claims">
                <b class="task">${texts.claims}</b><span></span><b>${openClaims}</b>
              </li>`
            : nothing
        }
      </ol>
      ${round ? this.#listView(round, locale) : nothing}`;
  }

  #listView(round: Round, locale: 'zh-CN' | 'en'): TemplateResult {
    const { goods } = this;
    const texts = leaderTexts[locale];
    const { points } = round.picks;
    if (points.length === 0) {
      return html`<div class="state">
        <h3>${texts.noOrders}</h3>
        <p class="muted">${texts.noOrdersHint}</p>
      </div>`;
    }
    return html`<div class="tabs">
        <button aria-pressed=${!goods} @click=${() => (this.goods = false)}>${texts.byNeighbour}</button>
        <button aria-pressed=${goods} @click=${() => (this.goods = true)}>${texts.byGoods}</button>
      </div>
      ${points.map((point) => (goods ? goodsView(point) : bagsView(point, round, texts)))}`;
  }
}
