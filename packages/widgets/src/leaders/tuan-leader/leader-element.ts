import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type PropertyDeclarations, type PropertyValues, state } from '../../provider/base-element.ts';
import { problemView } from '../../locales/problem.ts';
import type { Tuan } from '../../provider/tuan.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import { brought } from '../../shared/brought.ts';
import { nextTick, type TimeWords } from '../../shared/time.ts';
import type { Arrival, Day, Round } from '../round.ts';
import type { LeaderTexts } from '../round-view.ts';
import { leaderStyles } from './leader.styles.ts';

type Parts = typeof import('../leader-parts.ts');

/** What opens on a tap, and is fetched then. */
const sections = {
  claims: () => import('../../aftersales/tuan-leader-claims/tuan-leader-claims.ts'),
  extras: () => import('../tuan-leader-extras/tuan-leader-extras.ts'),
  cash: () => import('../tuan-leader-cash/tuan-leader-cash.ts'),
  away: () => import('../tuan-leader-away/tuan-leader-away.ts'),
} as const;
type Section = keyof typeof sections;

/** How often the day is looked at anew, in milliseconds. */
const pause = 60_000;

/**
 * The leader's page: what to do today in order of time, and behind each count the bags and goods it counts.
 * Loads again every minute, when the page is looked at again, and after `tuan-handed-over`.
 */
export class TuanLeader extends TuanElement {
  static override styles = leaderStyles;
  static override properties: PropertyDeclarations = {
    parts: state,
    day: state,
    chosen: state,
    goods: state,
    counting: state,
    open: state,
  };

  /** The words and the views, once they are here. */
  private parts: Parts | undefined;
  private day: Day | undefined;
  /** The campaign whose list is shown. */
  private chosen = '';
  /** Whether the goods are listed instead of the neighbours. */
  private goods = false;
  /** The id of the stop whose goods are being counted. */
  private counting = '';
  /** What else is open, of claims, extra goods, cash that goes back and who stands in. */
  private open: ReadonlySet<Section> = new Set();
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
    this.parts ??= await brought(import('../leader-parts.ts'));
    this.day = await this.parts.dayOf(connection);
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

  #count(stopId: string): Promise<void> {
    return this.attempt(async () => {
      await brought(import('../tuan-leader-count/tuan-leader-count.ts'));
      this.counting = this.counting === stopId ? '' : stopId;
    });
  }

  readonly #counted = (): void => {
    this.counting = '';
    this.reload();
  };

  #toggle(section: Section): Promise<void> {
    return this.attempt(async () => {
      await brought<object>(sections[section]());
      const open = new Set(this.open);
      if (!open.delete(section)) open.add(section);
      this.open = open;
    });
  }

  override render(): TemplateResult {
    const { tuan, day, problem, open, parts } = this;
    const locale = tuan?.locale ?? 'zh-CN';
    const trouble = problem ? problemView(problem, locale, {}, this.reload) : nothing;
    if (!day || !tuan || !parts)
      return problem ? html`${trouble}` : html`<div class="skeleton wait" role="status"></div>`;
    const { rounds, openClaims, extras, cash, arrivals, zone } = day;
    const texts = parts.leaderTexts[locale];
    const words = { locale, zone };
    const now = tuan.connection.now();
    const round = rounds.find(({ campaign }) => campaign.id === this.chosen) ?? rounds[0];
    return html`<h2>${texts.today}</h2>
      ${trouble}
      <ol class="rounds">
        ${arrivals.map((arrival) => this.#arrivalView(arrival, parts, words))}
        ${rounds.map((one) =>
          parts.roundView(one, now, texts, words, one === round, () => (this.chosen = one.campaign.id)),
        )}
        ${this.#taskView('extras', extras.length, texts.extras, texts.extrasHint(extras))}
        ${this.#taskView('cash', cash, texts.cash, texts.cashHint(cash))}
        ${this.#taskView('claims', openClaims, texts.claims, texts.claimsHint(openClaims))}
      </ol>
      ${
        open.has('extras')
          ? html`<tuan-leader-extras
              .points=${pointsOf(day)}
              .zone=${zone}
              @tuan-extra-given=${this.reload}
            ></tuan-leader-extras>`
          : nothing
      }
      ${open.has('cash') ? html`<tuan-leader-cash @tuan-cash-returned=${this.reload}></tuan-leader-cash>` : nothing}
      ${
        open.has('claims')
          ? html`<tuan-leader-claims .zone=${zone} @tuan-claim-decided=${this.reload}></tuan-leader-claims>`
          : nothing
      }
      ${round ? this.#listView(round, parts, now, words) : noRoundsView(texts)} ${this.#awayView(day, texts)}`;
  }

  #arrivalView(arrival: Arrival, { arrivalView, leaderTexts }: Parts, words: TimeWords): TemplateResult {
    const { runId, stop } = arrival;
    const texts = leaderTexts[this.tuan?.locale ?? 'zh-CN'];
    return html`${arrivalView(arrival, texts, words, () => void this.#count(stop.id))}
    ${
      this.counting === stop.id
        ? html`<li>
            <tuan-leader-count
              .run=${runId}
              .stop=${stop}
              @tuan-counted=${this.#counted}
              @tuan-back=${() => (this.counting = '')}
            ></tuan-leader-count>
          </li>`
        : nothing
    }`;
  }

  /** Something else to do, where there is any or its part is open. */
  #taskView(section: Section, count: number, task: string, hint: string): TemplateResult | typeof nothing {
    const open = this.open.has(section);
    if (count === 0 && !open) return nothing;
    return html`<li>
      <button class="round" aria-expanded=${open} @click=${() => void this.#toggle(section)}>
        <b class="task">${task}</b><span><small>${hint}</small></span
        ><b class="count" aria-hidden="true">${count}</b>
      </button>
    </li>`;
  }

  #awayView(day: Day, texts: LeaderTexts): TemplateResult | typeof nothing {
    const points = pointsOf(day);
    if (points.length === 0) return nothing;
    const away = this.open.has('away');
    return html`<button class="plain away" aria-expanded=${away} @click=${() => void this.#toggle('away')}>
        ${texts.away}
      </button>
      ${away ? html`<tuan-leader-away .points=${points} .zone=${day.zone}></tuan-leader-away>` : nothing}`;
  }

  #listView(round: Round, parts: Parts, now: number, { zone }: TimeWords): TemplateResult {
    const { goods } = this;
    const texts = parts.leaderTexts[this.tuan?.locale ?? 'zh-CN'];
    const late = round.campaign.phase === 'collecting' && parts.isLate(round, now, zone);
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
      ${points.map((point) => (goods ? parts.goodsView(point) : parts.bagsView(point, round, late, texts)))}`;
  }
}

function noRoundsView(texts: LeaderTexts): TemplateResult {
  return html`<div class="state">
    <h3>${texts.noRounds}</h3>
    <p class="muted">${texts.noRoundsHint}</p>
  </div>`;
}

/** The points where the leader hands over now, once each. */
function pointsOf({ rounds }: Day): readonly { readonly id: string; readonly name: string }[] {
  const points = rounds.flatMap(({ picks }) => picks.points);
  return [...new Map(points.map(({ pickupPointId: id, name }) => [id, { id, name }])).values()];
}
