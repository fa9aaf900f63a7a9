import type { Handover } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { handoverTexts } from '../locales/handover.ts';

type Texts = (typeof handoverTexts)['zh-CN' | 'en'];

/** How a handover ended for the one who stands there: as the shop answered, or kept on the phone for later. */
export type Done = Handover | 'kept';

/** Says whether the goods may go, and what of the order is left. */
export function doneView(done: Done, texts: Texts): TemplateResult {
  if (done === 'kept')
    return html`<p class="done big" role="status">✓ ${texts.keptHere}</p>
      <p class="note">${texts.keptHint}</p>`;
  const rest = done.left.reduce((sum, { pieces }) => sum + pieces, 0);
  if (done.outcome === 'conflict') return html`<p class="note soon" role="status">${texts.conflict}</p>`;
  return html`<p class="done big" role="status">✓ ${texts.handed}</p>
    ${rest > 0 ? html`<p class="note">${texts.rest(rest)}</p>` : nothing}`;
}
