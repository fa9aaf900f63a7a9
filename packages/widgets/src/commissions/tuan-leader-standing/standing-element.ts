import {
  creditOf,
  type LeaderStanding,
  type Payout,
  type Referral,
  type Settlement,
  standingOf,
} from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { loadingText, problemView } from '../../locales/problem.ts';
import { type StandingTexts, standingTexts } from '../../locales/standing.ts';
import { type PropertyDeclarations, state } from '../../provider/base-element.ts';
import type { Tuan } from '../../provider/tuan.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import type { TimeWords } from '../../shared/time.ts';
import { absent, nextPage, pageLimit, type Pages } from '../earnings.ts';
import { emptyView } from '../empty-view.ts';
import { levelView, payoutView, recruitView, splitView } from '../standing-view.ts';
import { standingStyles } from './standing.styles.ts';

const none = { data: [], nextCursor: null };
type View<One> = (one: One, texts: StandingTexts, words: TimeWords, now: number) => TemplateResult;

/** What was paid to a leader, the level with what is missing to the next, and the leaders that were brought. */
export class TuanLeaderStanding extends TuanElement {
  static override styles = standingStyles;
  static override properties: PropertyDeclarations = {
    zone: {},
    payouts: state,
    splits: state,
    referrals: state,
    level: state,
  };

  /** The time zone of the shop. */
  zone = '';
  private payouts: Pages<Payout> | undefined;
  private splits: Pages<Settlement> = none;
  private referrals: Pages<Referral> = none;
  private level: LeaderStanding | undefined;

  protected override async load({ connection }: Tuan): Promise<void> {
    const older =
      <Instead>(instead: Instead) =>
      (problem: unknown): Instead =>
        absent(problem, instead);
    const page = { limit: pageLimit };
    const [payouts, splits, referrals, level] = await Promise.all([
      creditOf(connection).payouts(page).catch(older<Pages<Payout>>(none)),
      creditOf(connection).settlements(page).catch(older<Pages<Settlement>>(none)),
      standingOf(connection).referrals(page).catch(older<Pages<Referral>>(none)),
      standingOf(connection).level({}).catch(older<LeaderStanding | undefined>(undefined)),
    ]);
    Object.assign(this, { payouts, splits, referrals, level });
  }

  readonly #morePayouts = (): Promise<void> =>
    this.attempt(async ({ connection }) => {
      this.payouts = await nextPage(this.payouts, (page) => creditOf(connection).payouts(page));
    });

  readonly #moreSplits = (): Promise<void> =>
    this.attempt(async ({ connection }) => {
      this.splits = await nextPage(this.splits, (page) => creditOf(connection).settlements(page));
    });

  readonly #moreRecruits = (): Promise<void> =>
    this.attempt(async ({ connection }) => {
      this.referrals = await nextPage(this.referrals, (page) => standingOf(connection).referrals(page));
    });

  override render(): TemplateResult {
    const { tuan, payouts, referrals, level, problem, zone } = this;
    const locale = tuan?.locale ?? 'zh-CN';
    const texts = standingTexts[locale];
    const trouble = problem ? problemView(problem, locale, texts, this.reload) : nothing;
    if (!payouts || !tuan)
      return problem
        ? html`${trouble}`
        : html`<div class="skeleton wait" role="status" aria-label=${loadingText(locale)}></div>`;
    const words = { locale, zone: zone || undefined };
    const now = tuan.connection.now();
    const paid = payouts.data.length + this.splits.data.length > 0;
    const list = <One>(
      title: string,
      { data, nextCursor }: Pages<One>,
      view: View<One>,
      more: () => unknown,
    ) =>
      data.length === 0
        ? nothing
        : html`<h3>${title}</h3>
            <ul>
              ${data.map((one) => view(one, texts, words, now))}
            </ul>
            ${nextCursor ? html`<button class="wide" @click=${more}>${texts.more}</button>` : nothing}`;
    return html`${trouble} ${level ? levelView(level, texts, locale) : nothing}
    ${list(texts.recruits, referrals, recruitView, this.#moreRecruits)}
    ${
      paid
        ? nothing
        : html`<h3>${texts.payouts}</h3>
            ${emptyView(texts.noPayouts, texts.noPayoutsHint)}`
    }
    ${list(texts.payouts, payouts, payoutView, this.#morePayouts)}
    ${list(texts.splits, this.splits, splitView, this.#moreSplits)}`;
  }
}
