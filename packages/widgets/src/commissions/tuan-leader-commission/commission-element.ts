import type { Explanation, StatementLine } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type PropertyDeclarations, state } from '../../provider/base-element.ts';
import { type CommissionTexts, commissionTexts } from '../../locales/commission.ts';
import { loadingText, problemView } from '../../locales/problem.ts';
import type { Tuan } from '../../provider/tuan.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import { commissionsView } from '../commissions-view.ts';
import {
  type Earnings,
  earningsOf,
  explained,
  moreCommissions,
  type Pages,
  statementLines,
} from '../earnings.ts';
import { statementsView } from '../statements-view.ts';
import { summaryView, targetsView } from '../summary-view.ts';
import { commissionStyles } from './commission.styles.ts';

/**
 * A leader's money: what is pending, earned, to be paid and owed, each in one sentence; targets; every commission
 * with the reason of it; statements with what they settle.
 */
export class TuanLeaderCommission extends TuanElement {
  static override styles = commissionStyles;
  static override properties: PropertyDeclarations = {
    zone: {},
    earnings: state,
    sheets: state,
    asked: state,
    answer: state,
    chosen: state,
    lines: state,
  };

  /** The time zone of the shop, as in `Asia/Shanghai`; left out, that of the phone. */
  zone = '';
  private earnings: Earnings | undefined;
  /** Whether the statements are shown instead of the commissions. */
  private sheets = false;
  /** The commission that is explained. */
  private asked = '';
  private answer: Explanation | 'none' | undefined;
  /** The statement that is open. */
  private chosen = '';
  private lines: Pages<StatementLine> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('tuan-handed-over', this.reload);
    document.addEventListener('visibilitychange', this.#seen);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('tuan-handed-over', this.reload);
    document.removeEventListener('visibilitychange', this.#seen);
  }

  readonly #seen = (): void => {
    if (document.visibilityState === 'visible') this.reload();
  };

  protected override async load({ connection }: Tuan): Promise<void> {
    this.earnings = await earningsOf(connection);
  }

  readonly #ask = async (commissionId: string): Promise<void> => {
    this.asked = commissionId;
    this.answer = undefined;
    if (!commissionId) return;
    await this.attempt(async ({ connection }) => {
      const answer = (await explained(connection, commissionId)) ?? 'none';
      if (this.asked === commissionId) this.answer = answer;
    });
    // Without an answer, what is here already says most of it.
    if (this.problem && this.asked === commissionId) this.answer = 'none';
  };

  readonly #choose = async (statementId: string): Promise<void> => {
    this.chosen = statementId;
    this.lines = undefined;
    if (statementId) await this.#moreLines();
  };

  readonly #moreLines = (): Promise<void> =>
    this.attempt(async ({ connection }) => {
      const { chosen, lines } = this;
      const found = await statementLines(connection, chosen, lines);
      if (this.chosen === chosen) this.lines = found;
    });

  readonly #more = (): Promise<void> =>
    this.attempt(async ({ connection }) => {
      const { earnings } = this;
      if (!earnings) return;
      const commissions = await moreCommissions(connection, earnings.commissions);
      this.earnings = { ...earnings, commissions };
    });

  override render(): TemplateResult {
    const { tuan, earnings, problem, sheets, zone } = this;
    const locale = tuan?.locale ?? 'zh-CN';
    const texts = commissionTexts[locale];
    const trouble = problem ? problemView(problem, locale, texts, this.reload) : nothing;
    if (!earnings || !tuan) {
      if (problem) return html`${trouble}`;
      return html`<div class="skeleton wait" role="status" aria-label=${loadingText(locale)}></div>`;
    }
    const words = { locale, zone: zone || undefined };
    return html`<h2>${texts.title}</h2>
      ${trouble} ${summaryView(earnings.summary, texts, locale)}
      ${targetsView(earnings.targets, tuan.connection.now(), texts, words)}
      <div class="tabs">
        <button aria-pressed=${!sheets} @click=${() => (this.sheets = false)}>${texts.byOrder}</button>
        <button aria-pressed=${sheets} @click=${() => (this.sheets = true)}>${texts.statements}</button>
      </div>
      ${sheets ? this.#sheetsView(earnings, tuan, texts) : this.#ordersView(earnings, tuan, texts)}`;
  }

  #ordersView(
    { commissions }: Earnings,
    { connection, locale }: Tuan,
    texts: CommissionTexts,
  ): TemplateResult {
    if (commissions.data.length === 0) return emptyView(texts.none, texts.noneHint);
    const { asked, answer, zone } = this;
    const words = { locale, zone: zone || undefined };
    const now = connection.now();
    return html`${commissionsView(commissions.data, { texts, words, now, asked, answer, ask: this.#ask })}
    ${commissions.nextCursor ? html`<button class="wide" @click=${this.#more}>${texts.more}</button>` : nothing}`;
  }

  #sheetsView(
    { statements }: Earnings,
    { connection, locale }: Tuan,
    texts: CommissionTexts,
  ): TemplateResult {
    if (statements.data.length === 0) return emptyView(texts.noStatements, texts.noStatementsHint);
    const { chosen, lines, zone } = this;
    return statementsView(statements.data, {
      texts,
      words: { locale, zone: zone || undefined },
      now: connection.now(),
      chosen,
      lines,
      choose: this.#choose,
      more: this.#moreLines,
    });
  }
}

function emptyView(title: string, hint: string): TemplateResult {
  return html`<div class="state">
    <h3>${title}</h3>
    <p class="muted">${hint}</p>
  </div>`;
}
