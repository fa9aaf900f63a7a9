import { cashOf, type CashToReturn } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { cashTexts } from '../../locales/cash.ts';
import { loadingText, problemView } from '../../locales/problem.ts';
import { type PropertyDeclarations, state } from '../../provider/base-element.ts';
import type { Tuan } from '../../provider/tuan.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import { moneyText } from '../../shared/money.ts';
import { cashStyles } from './cash.styles.ts';

type Texts = (typeof cashTexts)['zh-CN' | 'en'];

/**
 * Refunds that go back in cash, out of the leader's own hand, inside `<tuan-leader>`: given back, then confirmed.
 *
 * @fires tuan-cash-returned - one was confirmed
 */
export class TuanLeaderCash extends TuanElement {
  static override styles = cashStyles;
  static override properties: PropertyDeclarations = { refunds: state, more: state, done: state };

  private refunds: readonly CashToReturn[] | undefined;
  /** Whether there are others than those shown. */
  private more = false;
  /** The one that was confirmed last. */
  private done: CashToReturn | undefined;

  protected override async load({ connection }: Tuan): Promise<void> {
    const { data, nextCursor } = await cashOf(connection).toReturn({ limit: 50 });
    this.refunds = data;
    this.more = nextCursor !== null;
  }

  #give(refund: CashToReturn): Promise<void> {
    const { refundId } = refund;
    return this.attempt(async (tuan) => {
      // A refund goes back by hand once: told again after a lost answer it is the same.
      await cashOf(tuan.connection).giveBack({ refundId, reference: `cash ${refundId}` });
      this.done = refund;
      this.tell('tuan-cash-returned', {});
      await this.load(tuan);
    });
  }

  override render(): TemplateResult {
    const { tuan, refunds, problem, more, done } = this;
    const locale = tuan?.locale ?? 'zh-CN';
    const texts = cashTexts[locale];
    const trouble = problem
      ? problemView(problem, locale, texts, refunds ? undefined : this.reload)
      : nothing;
    if (!refunds)
      return problem
        ? html`${trouble}`
        : html`<div class="skeleton" role="status" aria-label=${loadingText(locale)}></div>`;
    return html`<section>
      <h3>${texts.title}</h3>
      <small>${texts.hint}</small>
      <p role="status" class="done">
        ${done ? `✓ ${texts.done(done.customer, moneyText(done.amount, locale))}` : nothing}
      </p>
      ${refunds.length === 0 ? html`<p class="muted">${texts.none}</p>` : nothing}
      <ul>
        ${refunds.map((refund) => this.#refundView(refund, texts, locale))}
      </ul>
      ${more ? html`<small>${texts.more}</small>` : nothing} ${trouble}
    </section>`;
  }

  #refundView(refund: CashToReturn, texts: Texts, locale: string): TemplateResult {
    const { customer, title, unit, pieces, pickupPointName, amount } = refund;
    const sum = moneyText(amount, locale);
    return html`<li>
      <span
        ><b>${customer}</b>
        <small
          >${title === null ? texts.tooMuch : texts.goods(title, pieces, unit ?? '')} ·
          ${pickupPointName}</small
        ></span
      >
      <button ?disabled=${this.busy} @click=${() => void this.#give(refund)}>${texts.given(sum)}</button>
    </li>`;
  }
}
