import type { Explanation } from '@opentuan/api/client';
import { css, html, type TemplateResult } from 'lit';
import { price } from '../shared/money.ts';

/** Every amount with the chain of rules, rates and roundings behind it, in the words of the API. */
export function reasonsView({ amounts }: Explanation, locale: string): TemplateResult {
  const language = locale === 'en' ? 'en' : 'zh';
  return html`<ul class="reasons">
    ${amounts.map(
      ({ texts, amount, steps }) =>
        html`<li>
          <span>${texts[language]}</span>${price(amount, locale)}
          <ol>
            ${steps.map((step) => html`<li>${step.texts[language]}</li>`)}
          </ol>
        </li>`,
    )}
  </ul>`;
}

export const reasonsStyles = css`
  .reasons > li {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 12px;
    padding: 8px 0;
    font-size: 14px;
  }
  .reasons ol {
    grid-column: 1 / -1;
    padding-inline-start: 12px;
    color: var(--muted);
  }
`;
