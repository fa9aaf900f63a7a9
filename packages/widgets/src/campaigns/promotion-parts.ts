import type { OpenCampaign } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { promotionTexts } from '../locales/promotion.ts';
import type { Locale } from '../provider/tuan.ts';
import { css } from '../styles/css.ts';
import { timeLeft } from '../shared/time.ts';

/* The part of a campaign that is fetched where it has promotions. */

/** From here on it is worth a word how long one can still be had, in milliseconds. */
const soon = 86_400_000;

/** What can be had beside the prices; what is for orders with some leaders only where the page is of one of them. */
export function promotionsView(
  { promotions }: OpenCampaign,
  leader: string,
  locale: Locale,
  now: number,
): TemplateResult | typeof nothing {
  const texts = promotionTexts[locale];
  const ends = (endsAt: string | null): number => (endsAt ? Date.parse(endsAt) - now : Infinity);
  const shown = promotions.filter(
    ({ leaderIds, endsAt }) => ends(endsAt) > 0 && (leaderIds.length === 0 || leader),
  );
  if (shown.length === 0) return nothing;
  return html`<ul class="promotions" aria-label=${texts.title}>
    ${shown.map(
      ({ kind, text, endsAt }) =>
        html`<li>
          <b>${texts.kind[kind] ?? texts.title}</b>
          <span
            >${text[locale === 'en' ? 'en' : 'zh']}
            ${
              ends(endsAt) < soon
                ? html`<small class="soon">${texts.left(timeLeft(ends(endsAt), locale))}</small>`
                : nothing
            }</span
          >
        </li>`,
    )}
  </ul>`;
}

export const styles = css`
  .promotions {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    padding-bottom: 12px;
    font-size: 14px;
  }
  .promotions li {
    display: flex;
    gap: 8px;
    align-items: baseline;
  }
  .promotions b {
    flex: none;
    padding: 0 6px;
    border: 1px solid;
    border-radius: 4px;
    font-size: 12px;
    color: var(--accent);
  }
`;
