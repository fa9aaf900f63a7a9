import type { PickupLine } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { handoverTexts } from '../locales/handover.ts';

type Texts = (typeof handoverTexts)['zh-CN' | 'en'];

/** One line of goods to hand over, all of it unless the leader takes some away. */
export function piecesView(
  { title, unit, pieces: most, grams, note }: PickupLine,
  pieces: number,
  texts: Texts,
  take: (pieces: number) => void,
): TemplateResult {
  return html`<li>
    <span>
      <b>${title}</b>
      <small>${grams ? `${grams} g` : nothing} ${note}</small>
    </span>
    <div class="stepper">
      <button aria-label=${texts.less(title)} ?disabled=${pieces === 0} @click=${() => take(pieces - 1)}>
        −
      </button>
      <output>${pieces}<small>/${most} ${unit}</small></output>
      <button aria-label=${texts.more(title)} ?disabled=${pieces === most} @click=${() => take(pieces + 1)}>
        +
      </button>
    </div>
  </li>`;
}
