import type { PickupToken } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { css } from '../styles/css.ts';

/** The pickup code, big enough to be read across a counter, in two groups of four; and as a QR code to be scanned. */
export function codeView(code: string, label: string, qr?: PickupToken['qr']): TemplateResult {
  return html`<p class="code" part="code">
    <small>${label}</small><b>${code.slice(0, 4)} ${code.slice(4)}</b>${
      qr
        ? html`<svg viewBox="0 0 ${qr.size} ${qr.size}" role="img" aria-label="QR">
            <path d=${qr.path} />
          </svg>`
        : nothing
    }
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
  .code svg {
    width: min(100%, 240px);
    margin: auto;
    background: #fff;
  }
  .code b {
    font:
      600 36px/1.3 ui-monospace,
      monospace;
    letter-spacing: 0.06em;
  }
`;
