import { type Explanation, leaderClient } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type PropertyDeclarations, state } from '../../provider/base-element.ts';
import { type CommissionTexts, commissionTexts } from '../../locales/commission.ts';
import { loadingText, problemView } from '../../locales/problem.ts';
import type { Tuan } from '../../provider/tuan.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import { brought } from '../../shared/brought.ts';
import { commissionsView } from '../commissions-view.ts';
import { type Earnings, earningsOf, explained, nextPage } from '../earnings.ts';
import { emptyView } from '../empty-view.ts';
import { summaryView, targetsView } from '../summary-view.ts';
import { commissionStyles } from './commission.styles.ts';

/** What opens on a tap, and is fetched then. */
const sections = {
  statements: () => import('../tuan-leader-statements/tuan-leader-statements.ts'),
  standing: () => import('../tuan-leader-standing/tuan-leader-standing.ts'),
} as const;
type Section = keyof typeof sections;
const sectionNames = ['statements', 'standing'] as const;

/**
 * A leader's money: what is pending, earned, to be paid and owed, each in one sentence; targets; every commission
 * with the reason of it; statements with what they settle, payments, and the leader's level.
 */
export class TuanLeaderCommission extends TuanElement {
  static override styles = commissionStyles;
  static override properties: PropertyDeclarations = {
    zone: {},
    earnings: state,
    section: state,
    asked: state,
    answer: state,
  };

  /** The time zone of the shop, as in `Asia/Shanghai`; left out, that of the phone. */
  zone = '';
  private earnings: Earnings | undefined;
  /** What is shown instead of the commissions. */
  private section: Section | undefined;
  /** The commission that is explained. */
  private asked = '';
  private answer: Explanation | 'none' | undefined;

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

  #show(section: Section | undefined): Promise<void> {
    return this.attempt(async () => {
      if (section) await brought<object>(sections[section]());
      this.section = section;
    });
  }

  readonly #more = (): Promise<void> =>
    this.attempt(async ({ connection }) => {
      const { earnings } = this;
      if (!earnings) return;
      const commissions = await nextPage(earnings.commissions, (page) =>
        leaderClient(connection).commissions.list(page),
      );
      this.earnings = { ...earnings, commissions };
    });

  override render(): TemplateResult {
    const { tuan, earnings, problem, section, zone } = this;
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
        ${[undefined, ...sectionNames].map(
          (name) =>
            html`<button aria-pressed=${section === name} @click=${() => void this.#show(name)}>
              ${texts[name ?? 'byOrder']}
            </button>`,
        )}
      </div>
      ${
        section === 'statements'
          ? html`<tuan-leader-statements .zone=${zone}></tuan-leader-statements>`
          : section === 'standing'
            ? html`<tuan-leader-standing .zone=${zone}></tuan-leader-standing>`
            : this.#ordersView(earnings, tuan, texts)
      }`;
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
}
