import type { Quote } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { payTexts } from '../locales/pay.ts';
import type { Locale } from '../provider/tuan.ts';
import type { StyleList } from '../styles/css.ts';

/* The part of the checkout that is fetched where somebody may pay at pickup, or no longer. */

export { payTexts };

interface Till {
  readonly quote: Quote | undefined;
  readonly locale: Locale;
  readonly atPickup: boolean;
  /** Says whether it is paid at pickup. */
  readonly settle: (atPickup: boolean) => void;
}

/** Pay now or when it is collected; and the reason where that is no longer offered. */
export function payView({ quote, locale, atPickup, settle }: Till): TemplateResult | typeof nothing {
  const texts = payTexts[locale];
  if (!quote || quote.total.amount === 0) return nothing;
  const { allowed, noShows } = quote.payAtPickup;
  if (!allowed) return noShows ? html`<p class="note">${texts.noShows(noShows)}</p>` : nothing;
  const choice = (later: boolean, name: string, hint: TemplateResult | typeof nothing): TemplateResult =>
    html`<label>
      <input type="radio" name="pay" .checked=${later === atPickup} @change=${() => settle(later)} />
      <span>${name}${hint}</span>
    </label>`;
  return html`<fieldset>
    <legend>${texts.when}</legend>
    ${choice(false, texts.now, nothing)}
    ${choice(true, texts.atPickup, html`<small>${texts.atPickupHint}</small>`)}
  </fieldset>`;
}

/** It looks as the other choices do. */
export const styles: StyleList = [];
