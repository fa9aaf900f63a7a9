import { ClientProblem, type Connection, leaderClient, newKey, type Pickup } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type PropertyDeclarations, state } from '../../provider/base-element.ts';
import { loadingText, problemView } from '../../locales/problem.ts';
import type { Tuan } from '../../provider/tuan.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import { brought } from '../../shared/brought.ts';
import type { Done } from '../done-view.ts';
import type { Opened, Station } from '../station/station.ts';
import type { QueuedHandover } from '../station/station-store.ts';
import type { Taker } from '../taker-view.ts';
import { handoverStyles } from './handover.styles.ts';

type Parts = typeof import('../handover-parts.ts');

const nobodyElse: Taker = { chosen: false, proof: '' };

/**
 * Takes a pickup code, typed or scanned, shows what to hand over, and records what was handed over. It takes the day's
 * orders along and goes on without a network: what it hands over then is kept on the phone and told to the shop later.
 *
 * @fires tuan-handed-over - goods left to a neighbour: `detail.handover`, or `detail.kept` without a network
 */
export class TuanLeaderHandover extends TuanElement {
  static override styles = handoverStyles;
  static override properties: PropertyDeclarations = {
    point: {},
    code: state,
    pickup: state,
    pieces: state,
    taker: state,
    notice: state,
    done: state,
    offline: state,
    queue: state,
    asOf: state,
    camera: state,
    parts: state,
  };

  /** The pickup point of this station; left out, all points of the leader. */
  point = '';
  private code = '';
  private pickup: Pickup | undefined;
  /** Pieces to hand over now, by line. */
  private pieces: Readonly<Record<string, number>> = {};
  private taker: Taker = nobodyElse;
  /** Why a code opened nothing. */
  private notice: string | undefined;
  private done: Done | undefined;
  /** Whether the last call found no network. */
  private offline = false;
  private queue: readonly QueuedHandover[] = [];
  /** When the orders on the phone were fetched. */
  private asOf: string | undefined;
  /** Ends the scanning that is under way. */
  private camera: AbortController | undefined;
  /** The words, the views and the station, once they are here. */
  private parts: Parts | undefined;
  /** Made once for what is shown, so that pressing again after a lost answer counts once. */
  #handoverId = '';
  #station: Station | undefined;

  protected override readonly subject = ['point'];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.camera?.abort();
    void this.#station?.close();
    this.#station = undefined;
  }

  get #kept(): Station {
    return (this.#station ??= new this.#parts.Station(this.point));
  }

  get #parts(): Parts {
    if (!this.parts) throw new Error('nothing is asked of a station before it is open');
    return this.parts;
  }

  /** Tells the shop what it has not heard of, then takes the day's orders along. Without a network neither matters now. */
  protected override async load({ connection }: Tuan): Promise<void> {
    this.parts ??= await brought(import('../handover-parts.ts'));
    this.queue = await this.#kept.queued();
    this.asOf = (await this.#kept.bundle())?.asOf;
    await this.#orOffline(async () => {
      await this.#kept.sync(connection);
      this.asOf = (await this.#kept.takeAlong(connection)).asOf;
    });
    this.queue = await this.#kept.queued();
  }

  /** Whether it was done; false where there is no network, which is no problem here. */
  async #orOffline(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      this.offline = false;
      return true;
    } catch (problem) {
      if (!(problem instanceof ClientProblem) || problem.code !== 'offline') throw problem;
      this.offline = true;
      return false;
    }
  }

  readonly #start = (): void => {
    Object.assign(this, {
      code: '',
      pickup: undefined,
      done: undefined,
      notice: undefined,
      problem: undefined,
      taker: nobodyElse,
    });
    void this.updateComplete.then(() => this.renderRoot.querySelector('input')?.focus());
  };

  readonly #check = (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    return this.#open();
  };

  #open(): Promise<void> {
    return this.attempt(async ({ connection }) => {
      this.notice = undefined;
      const pickup = (await this.#verified(connection)) ?? (await this.#openedHere(connection));
      if (!pickup) return;
      this.pickup = pickup;
      this.pieces = Object.fromEntries(pickup.lines.map(({ lineId, pieces }) => [lineId, pieces]));
      this.taker = { chosen: pickup.collector?.asks === 'code', proof: '' };
      this.#handoverId = newKey();
    });
  }

  /** Asks the shop; null where it knows no such order, undefined where it cannot be asked. */
  async #verified({ operation, now }: Connection): Promise<Pickup | null | undefined> {
    const { code, point } = this;
    let pickup: Pickup | null = null;
    const asked = await this.#orOffline(async () => {
      const found = await leaderClient({ operation, now }).pickups.verify({
        code,
        ...(point && { pickupPointId: point }),
      });
      if (found.outcome === 'found') pickup = found.pickup;
      else this.notice = this.#texts.unknown(found.triesLeft);
    });
    return asked ? pickup : undefined;
  }

  async #openedHere({ now }: Connection): Promise<Pickup | undefined> {
    if (!this.offline) return undefined;
    const opened = await this.#kept.open(this.code, now());
    if (opened.outcome === 'found') return opened.pickup;
    this.notice = this.#whyNot(opened);
    return undefined;
  }

  #whyNot(opened: Exclude<Opened, { outcome: 'found' }>): string {
    const { offlineWhy } = this.#texts;
    if (opened.outcome !== 'unknown') return offlineWhy[opened.outcome];
    return opened.genuine ? offlineWhy.elsewhere : offlineWhy.unknown;
  }

  readonly #takeCash = (): Promise<void> =>
    this.attempt(async ({ connection }) => {
      const { pickup } = this;
      if (!pickup) return;
      await this.#orOffline(async () => {
        this.pickup = await this.#parts.takeCash(connection, pickup);
      });
    });

  readonly #handOver = (): Promise<void> =>
    this.attempt(async ({ connection }) => {
      const { pickup, pieces, taker, code } = this;
      if (!pickup) return;
      const lines = Object.entries(pieces).flatMap(([lineId, count]) =>
        count > 0 ? [{ lineId, pieces: count }] : [],
      );
      const { orderId, customer } = pickup;
      const who = this.#parts.takenBy(pickup, taker, code);
      const told = { orderId, handoverId: this.#handoverId, lines, ...(who && { takenBy: who }) };
      const answered = await this.#orOffline(async () => {
        this.done = await leaderClient(connection).pickups.handOver(told);
      });
      if (!answered && !(await this.#mayGo(pickup))) return;
      if (!answered) {
        const handover = { ...told, occurredAt: new Date(connection.now()).toISOString() };
        await this.#kept.keep({ handover, customer, pieces: this.#parts.piecesOf(told), state: 'waiting' });
        this.queue = await this.#kept.queued();
        this.done = 'kept';
      }
      this.tell('tuan-handed-over', this.done === 'kept' ? { kept: told } : { handover: this.done });
    });

  /** What the shop would refuse must not leave the counter without it either. */
  async #mayGo(pickup: Pickup): Promise<boolean> {
    const { taker } = this;
    const byTail = taker.chosen && pickup.collector?.asks === 'phoneTail';
    const refused =
      pickup.amountDue.amount > 0
        ? 'payment_outstanding'
        : byTail && !(await this.#kept.isTail(pickup.orderId, taker.proof.trim()))
          ? 'consent_unknown'
          : undefined;
    if (refused) this.problem = new ClientProblem({ code: refused });
    return refused === undefined;
  }

  readonly #scan = async (): Promise<void> => {
    const camera = new AbortController();
    this.camera = camera;
    await this.attempt(async () => {
      await this.updateComplete;
      const video = this.renderRoot.querySelector('video');
      const { scan } = await import('../station/scan.ts');
      const text = video && (await scan(video, camera.signal).catch(() => null));
      // Without a camera, or where it may not be used, the code is typed.
      if (text === null) this.notice = this.#texts.noCamera;
      this.code = text ?? '';
    });
    this.camera = undefined;
    if (this.code) await this.#open();
  };

  readonly #take = (lineId: string, count: number): void => {
    this.pieces = { ...this.pieces, [lineId]: count };
    // Another choice is another handover; the same one again is not.
    this.#handoverId = newKey();
  };

  readonly #dismiss = async (handoverId: string): Promise<void> => {
    await this.#kept.dismiss(handoverId);
    this.queue = await this.#kept.queued();
  };

  override render(): TemplateResult {
    const { tuan, pickup, done, problem, offline, asOf, queue } = this;
    const locale = tuan?.locale ?? 'zh-CN';
    if (!this.parts) {
      if (problem) return problemView(problem, locale, {}, this.reload);
      return html`<div class="skeleton wait" role="status" aria-label=${loadingText(locale)}></div>`;
    }
    const texts = this.#texts;
    const { doneView, queueView } = this.parts;
    return html`<h2>${texts.title}</h2>
      ${offline ? html`<p class="note soon" role="status">${asOf ? texts.offline : texts.offlineWhy.noBundle}</p>` : nothing}
      ${done ? doneView(done, texts) : pickup ? this.#pickupView(pickup, locale) : this.#codeView()}
      ${problem ? problemView(problem, locale, texts) : nothing}
      ${pickup ? html`<button class=${done ? 'main wide' : 'wide'} @click=${this.#start}>${texts.again}</button>` : nothing}
      ${queueView(queue, { sync: this.reload, dismiss: (id) => void this.#dismiss(id) }, texts)}`;
  }

  get #texts() {
    return this.#parts.handoverTexts[this.tuan?.locale ?? 'zh-CN'];
  }

  #codeView(): TemplateResult {
    const { busy, code, notice, camera } = this;
    const actions = {
      check: this.#check,
      scan: this.#scan,
      stop: () => camera?.abort(),
      type: (typed: string) => (this.code = typed),
    };
    return this.#parts.codeEntryView({ busy, code, notice, scanning: !!camera }, actions, this.#texts);
  }

  #pickupView(pickup: Pickup, locale: string): TemplateResult {
    const { pieces, busy, offline, taker } = this;
    const texts = this.#texts;
    const { cashView, isProved, piecesView, takerView } = this.#parts;
    if (pickup.lines.length === 0) return html`<p class="note">${texts.nothing}</p>`;
    const count = Object.values(pieces).reduce((sum, one) => sum + one, 0);
    const all = pickup.lines.every((line) => pieces[line.lineId] === line.pieces);
    return html`<p class="who">
        <b>${pickup.customer}</b>${pickup.slot ? html` <small>${pickup.slot}</small>` : nothing}
      </p>
      ${cashView(pickup, { busy, offline, locale }, texts, this.#takeCash)}
      ${pickup.note ? html`<p class="note">${pickup.note}</p>` : nothing}
      <ul>
        ${pickup.lines.map((line) => piecesView(line, pieces[line.lineId] ?? 0, texts, (wanted) => this.#take(line.lineId, wanted)))}
      </ul>
      ${takerView(pickup, taker, texts, (chosen) => (this.taker = chosen))}
      <button
        class=${pickup.amountDue.amount > 0 ? 'wide' : 'main wide'}
        ?disabled=${busy || count === 0 || !isProved(pickup, taker)}
        @click=${this.#handOver}
      >
        ${count === 0 ? texts.none : all ? texts.all : texts.some(count)}
      </button>`;
  }
}
