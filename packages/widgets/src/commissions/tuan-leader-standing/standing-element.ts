import { creditOf, type LeaderStanding, type Payout, type Referral, standingOf } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { loadingText, problemView } from '../../locales/problem.ts';
import { standingTexts } from '../../locales/standing.ts';
import { type PropertyDeclarations, state } from '../../provider/base-element.ts';
import type { Tuan } from '../../provider/tuan.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import { absent, nextPage, pageLimit, type Pages } from '../earnings.ts';
import { emptyView } from '../empty-view.ts';
import { levelView, payoutView, recruitView } from '../standing-view.ts';
import { standingStyles } from './standing.styles.ts';

const none = { data: [], nextCursor: null };

/** What was paid to a leader, the level with what is missing to the next, and the leaders that were brought. */
export class TuanLeaderStanding extends TuanElement {
  static override styles = standingStyles;
  static override properties: PropertyDeclarations = {
    zone: {},
    payouts: state,
    referrals: state,
    level: state,
  };

  /** The time zone of the shop. */
  zone = '';
  private payouts: Pages<Payout> | undefined;
  private referrals: Pages<Referral> = none;
  private level: LeaderStanding | undefined;

  protected override async load({ connection }: Tuan): Promise<void> {
    const older =
      <Instead>(instead: Instead) =>
      (problem: unknown): Instead =>
        absent(problem, instead);
    const page = { limit: pageLimit };
    const [payouts, referrals, level] = await Promise.all([
      creditOf(connection).payouts(page).catch(older<Pages<Payout>>(none)),
      standingOf(connection).referrals(page).catch(older<Pages<Referral>>(none)),
      standingOf(connection).level({}).catch(older<LeaderStanding | undefined>(undefined)),
    ]);
    Object.assign(this, { payouts, referrals, level });
  }

  readonly #morePayouts = (): Promise<void> =>
    this.attempt(async ({ connection }) => {
      this.payouts = await nextPage(this.payouts, (page) => creditOf(connection).payouts(page));
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
    const more = (cursor: string | null, fetch: () => unknown) =>
      cursor ? html`<button class="wide" @click=${fetch}>${texts.more}</button>` : nothing;
    return html`${trouble} ${level ? levelView(level, texts, locale) : nothing}
      ${
        referrals.data.length > 0
          ? html`<h3>${texts.recruits}</h3>
              <ul>
                ${referrals.data.map((one) => recruitView(one, texts, words, now))}
              </ul>
              ${more(referrals.nextCursor, this.#moreRecruits)}`
          : nothing
      }
      <h3>${texts.payouts}</h3>
      ${
        payouts.data.length === 0
          ? emptyView(texts.noPayouts, texts.noPayoutsHint)
          : html`<ul>
              ${payouts.data.map((one) => payoutView(one, texts, words, now))}
            </ul>`
      }
      ${more(payouts.nextCursor, this.#morePayouts)}`;
  }
}
