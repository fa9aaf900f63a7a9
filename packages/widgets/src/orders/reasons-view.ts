import type { Explanation } from '@opentuan/api/client';
import { html, type TemplateResult } from 'lit/html.js';
import { css } from '../styles/css.ts';

/** Every amount with the chain of rules, rates and roundings behind it, in the words of the API. */
export function reasonsView({ amounts }: Explanation, locale: string): TemplateResult {
  const language = locale === 'en' ? 'en' : 'zh';
  return html`<ul class="reasons">
    ${amounts.map(
      ({ texts, steps }) =>
        html`<li>
          ${texts[language]}
          <ol>
            ${steps.map((step) => html`<li>${step.texts[language]}</li>`)}
          </ol>
        </li>`,
    )}
  </ul>`;
}

export const reasonsStyles = css`
  .reasons > li {
    padding: 4px 0;
    font-size: 14px;
  }
  .reasons ol {
    padding-inline-start: 12px;
    color: var(--muted);
  }
`;
