import type { Order, Refund } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { CareTexts } from '../locales/care.ts';
import type { Locale } from '../provider/tuan.ts';
import { price } from '../shared/money.ts';

/** Each refund: why, how much, and whether it is there yet. */
export function refundsView(
  refunds: readonly Refund[],
  { lines }: Order,
  texts: CareTexts,
  locale: Locale,
): TemplateResult | typeof nothing {
  if (refunds.length === 0) return nothing;
  return html`<h3>${texts.refunds}</h3>
    <ul class="refunds">
      ${refunds.map(({ reason, orderLineId, amount, status }) => {
        // What the shop wrote itself stands as it is.
        const why = texts.refundReason[reason.replace(/^cancelled\./, '')] ?? reason;
        const title = lines.find(({ id }) => id === orderLineId)?.title;
        return html`<li>
          <span>${why}${title ? html`<small>${title}</small>` : nothing}</span>
          <small class=${status === 'confirmed' ? 'done' : 'soon'}>${texts.refundState[status]}</small>
          <span>${price(amount, locale)}</span>
        </li>`;
      })}
    </ul>`;
}
