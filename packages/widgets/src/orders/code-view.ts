import { html, type TemplateResult } from 'lit/html.js';
import { css } from '../styles/css.ts';

/** The pickup code, big enough to be read across a counter, in two groups of four. */
export function codeView(code: string, label: string): TemplateResult {
  return html`<p class="code" part="code">
    <small>${label}</small><b>${code.slice(0, 4)} ${code.slice(4)}</b>
  </p>`;
}

export const codeStyles = css`
  .code {
    display: grid;
    padding: 16px;
    text-align: center;
    border: 1px solid var(--line);
    border-radius: var(--corner);
  }
  .code b {
    font:
      600 36px/1.3 ui-monospace,
      monospace;
    letter-spacing: 0.06em;
  }
`;
