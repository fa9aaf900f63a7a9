import { type Handover, leaderClient, newKey, type Pickup } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type PropertyDeclarations, state } from '../../provider/base-element.ts';
import { handoverTexts } from '../../locales/handover.ts';
import { problemView } from '../../locales/problem.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import { moneyText } from '../../shared/money.ts';
import { piecesView } from '../pieces-view.ts';
import { handoverStyles } from './handover.styles.ts';

/**
 * Takes a pickup code, shows what to hand over, and records what was handed over.
 *
 * @fires tuan-handed-over - goods left to a neighbour: `detail.handover`
 */
export class TuanLeaderHandover extends TuanElement {
  static override styles = handoverStyles;
  static override properties: PropertyDeclarations = {
    point: {},
    code: state,
    pickup: state,
    pieces: state,
    triesLeft: state,
    handover: state,
  };

  /** The pickup point of this station; left out, all points of the leader. */
  point = '';
  private code = '';
  private pickup: Pickup | undefined;
  /** Pieces to hand over now, by line. */
  private pieces: Readonly<Record<string, number>> = {};
  private triesLeft: number | undefined;
  private handover: Handover | undefined;
  /** Made once for what is shown, so that pressing again after a lost answer counts once. */
  #handoverId = '';

  /** Nothing is fetched before there is a code. */
  protected override load(): Promise<void> {
    return Promise.resolve();
  }

  readonly #start = (): void => {
    Object.assign(this, {
      code: '',
      pickup: undefined,
      handover: undefined,
      triesLeft: undefined,
      problem: undefined,
    });
    void this.updateComplete.then(() => this.renderRoot.querySelector('input')?.focus());
  };

  readonly #check = (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    return this.attempt(async ({ connection }) => {
      const { code, point } = this;
      const found = await leaderClient(connection).pickups.verify({
        code,
        ...(point && { pickupPointId: point }),
      });
      this.triesLeft = found.outcome === 'unknown' ? found.triesLeft : undefined;
      if (found.outcome !== 'found') return;
      this.pickup = found.pickup;
      this.pieces = Object.fromEntries(found.pickup.lines.map(({ lineId, pieces }) => [lineId, pieces]));
      this.#handoverId = newKey();
    });
  };

  readonly #handOver = (): Promise<void> =>
    this.attempt(async ({ connection }) => {
      const { pickup, pieces } = this;
      if (!pickup) return;
      const lines = Object.entries(pieces).flatMap(([lineId, count]) =>
        count > 0 ? [{ lineId, pieces: count }] : [],
      );
      const { orderId } = pickup;
      const handover = await leaderClient(connection).pickups.handOver({
        orderId,
        handoverId: this.#handoverId,
        lines,
      });
      this.handover = handover;
      this.dispatchEvent(
        new CustomEvent('tuan-handed-over', { bubbles: true, composed: true, detail: { handover } }),
      );
    });

  readonly #take = (lineId: string, count: number): void => {
    // While it is unknown whether the last attempt arrived, only the same one may be repeated.
    if (this.problem?.code === 'offline') return;
    this.pieces = { ...this.pieces, [lineId]: count };
    // Another choice is another handover; the same one again is not.
    this.#handoverId = newKey();
  };

  override render(): TemplateResult {
    const { tuan, pickup, handover, problem } = this;
    const locale = tuan?.locale ?? 'zh-CN';
    const texts = handoverTexts[locale];
    return html`<h2>${texts.title}</h2>
      ${handover ? this.#doneView(handover) : pickup ? this.#pickupView(pickup, locale) : this.#codeView()}
      ${problem ? problemView(problem, locale, texts) : nothing}
      ${pickup ? html`<button class=${handover ? 'main wide' : 'wide'} @click=${this.#start}>${texts.again}</button>` : nothing}`;
  }

  get #texts() {
    return handoverTexts[this.tuan?.locale ?? 'zh-CN'];
  }

  #codeView(): TemplateResult {
    const { busy, code, triesLeft } = this;
    const texts = this.#texts;
    return html`<form @submit=${this.#check}>
      <label
        ><span>${texts.code} <small>${texts.hint}</small></span>
        <input
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          maxlength="40"
          .value=${code}
          @input=${(event: InputEvent) => (this.code = (event.target as HTMLInputElement).value)}
      /></label>
      ${triesLeft === undefined ? nothing : html`<p class="note wrong" role="alert">${texts.unknown(triesLeft)}</p>`}
      <button class="main" ?disabled=${busy || code.trim() === ''}>${texts.check}</button>
    </form>`;
  }

  #pickupView(pickup: Pickup, locale: string): TemplateResult {
    const { pieces, busy } = this;
    const texts = this.#texts;
    if (pickup.lines.length === 0) return html`<p class="note">${texts.nothing}</p>`;
    const count = Object.values(pieces).reduce((sum, one) => sum + one, 0);
    const all = pickup.lines.every((line) => pieces[line.lineId] === line.pieces);
    return html`<p class="who">${pickup.customer}</p>
      ${
        pickup.amountDue.amount > 0
          ? html`<p class="note wrong" role="alert">${texts.due(moneyText(pickup.amountDue, locale))}</p>`
          : nothing
      }
      ${pickup.note ? html`<p class="note">${pickup.note}</p>` : nothing}
      <ul>
        ${pickup.lines.map((line) => piecesView(line, pieces[line.lineId] ?? 0, texts, (wanted) => this.#take(line.lineId, wanted)))}
      </ul>
      <button class="main wide" ?disabled=${busy || count === 0} @click=${this.#handOver}>
        ${count === 0 ? texts.none : all ? texts.all : texts.some(count)}
      </button>`;
  }

  #doneView({ outcome, left }: Handover): TemplateResult {
    const texts = this.#texts;
    const rest = left.reduce((sum, { pieces }) => sum + pieces, 0);
    if (outcome === 'conflict') return html`<p class="note soon" role="status">${texts.conflict}</p>`;
    return html`<p class="done big" role="status">✓ ${texts.handed}</p>
      ${rest > 0 ? html`<p class="note">${texts.rest(rest)}</p>` : nothing}`;
  }
}
