import {
  ClientProblem,
  type Collector,
  collectorOf,
  type Explanation,
  movesOf,
  type OpenCampaign,
  type Order,
  type OrderMove,
  type Refund,
  storefrontClient,
} from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { careTexts } from '../../locales/care.ts';
import { problemView } from '../../locales/problem.ts';
import { type PropertyDeclarations, state } from '../../provider/base-element.ts';
import type { Tuan } from '../../provider/tuan.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import { brought } from '../../shared/brought.ts';
import { dateOf } from '../../shared/time.ts';
import { reasonsView } from '../reasons-view.ts';
import { refundsView } from '../refunds-view.ts';
import { collectorView, missingView, movedView, slotView } from './care-views.ts';
import { careStyles } from './care.styles.ts';

interface Place {
  readonly name: string;
  readonly address: string;
}

/**
 * What follows an order, inside `<tuan-order>`: where it was moved, what did not come, who else may collect, its time,
 * what went back and why, and its claims.
 */
export class TuanOrderCare extends TuanElement {
  static override styles = careStyles;
  static override properties: PropertyDeclarations = {
    order: state,
    round: state,
    refunds: state,
    move: state,
    places: state,
    collector: state,
    reasons: state,
    form: state,
    claims: state,
  };

  order: Order | undefined;
  round: OpenCampaign | undefined;
  refunds: readonly Refund[] = [];
  private move: OrderMove | undefined;
  private places: ReadonlyMap<string, Place> = new Map();
  /** Null: nobody was named; undefined: it is too late to name anybody. */
  private collector: Collector | null | undefined;
  /** How every amount came about, once it was asked for; `none` where the API does not tell. */
  private reasons: Explanation | 'none' | undefined;
  /** What is being changed. */
  private form: 'collector' | 'slot' | undefined;
  /** Whether the part for claims is here. */
  private claims = false;

  protected override readonly subject = ['order'];

  protected override async load({ connection }: Tuan): Promise<void> {
    const { order } = this;
    if (!order?.pickupCode && !order?.readyAt) return;
    const orderId = order.id;
    const open = order.status === 'confirmed' || order.status === 'ready';
    const moves = movesOf(connection);
    const [{ data }, known] = await Promise.all([
      moves.list({ orderId, limit: 1 }),
      open ? collectorOf(connection).get({ orderId }) : undefined,
    ]);
    this.collector = known?.collector;
    [this.move] = data;
    if (this.move && this.places.size === 0) {
      // An order may be moved to a point that has no part in its campaign.
      const points = (await moves.points({ limit: 200 })).data;
      this.places = new Map(points.map(({ id, name, address }) => [id, { name, address }]));
    }
    if (order.lines.some(({ handedOver }) => handedOver > 0)) {
      await brought(import('../../aftersales/tuan-order-claims/tuan-order-claims.ts'));
      this.claims = true;
    }
  }

  readonly #explain = (): Promise<void> =>
    this.attempt(async ({ connection }) => {
      const { order, reasons } = this;
      this.reasons = undefined;
      if (!order || reasons) return;
      const known = storefrontClient(connection).orders.explain({ orderId: order.id });
      this.reasons = await known.catch((problem: unknown) => {
        if (problem instanceof ClientProblem && problem.status === 404) return 'none';
        throw problem;
      });
    });

  #change(form: 'collector' | 'slot'): Promise<void> {
    return this.attempt(async () => {
      await brought(import('../tuan-order-pickup/tuan-order-pickup.ts'));
      this.form = form;
    });
  }

  readonly #revoke = (): Promise<void> =>
    this.attempt(async ({ connection }) => {
      if (!this.order) return;
      this.collector = (await collectorOf(connection).revoke({ orderId: this.order.id })).collector;
    });

  readonly #changed = (): void => {
    this.form = undefined;
    this.reload();
  };

  override render(): TemplateResult {
    const { order, round, refunds, tuan, move, places, collector, problem, busy, form } = this;
    if (!order || !tuan) return html``;
    const { locale, connection } = tuan;
    const texts = careTexts[locale];
    const actions = { busy, name: () => void this.#change('collector'), revoke: this.#revoke };
    const today = dateOf(connection.now(), round?.zone);
    return html`${collector === undefined ? nothing : movedView(move, places, texts)}
    ${missingView(order, refunds, texts, locale)}
    ${form === 'collector' ? nothing : collectorView(collector, actions, texts)}
    ${form === 'slot' || collector === undefined ? nothing : slotView(order, round, today, () => void this.#change('slot'), texts)}
    ${form ? html`<tuan-order-pickup .order=${order} .round=${round} .form=${form} @tuan-pickup-changed=${this.#changed} @tuan-back=${() => (this.form = undefined)}></tuan-order-pickup>` : nothing}
    ${this.claims ? html`<tuan-order-claims .order=${order} .zone=${round?.zone}></tuan-order-claims>` : nothing}
    ${refundsView(refunds, order, texts, locale)} ${this.#reasonsView()}
    ${problem && problem.code !== 'offline' ? problemView(problem, locale, texts, this.reload) : nothing}`;
  }

  #reasonsView(): TemplateResult | typeof nothing {
    const { reasons, tuan } = this;
    if (reasons === 'none') return nothing;
    return html`<button class="plain" aria-expanded=${!!reasons} @click=${this.#explain}>
        ${careTexts[tuan?.locale ?? 'zh-CN'].explain}
      </button>
      ${reasons ? reasonsView(reasons, tuan?.locale ?? '') : nothing}`;
  }
}
