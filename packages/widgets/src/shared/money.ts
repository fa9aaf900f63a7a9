import type { Money } from '@opentuan/api/client';
import { html, type TemplateResult } from 'lit/html.js';

/** How a currency is written in a locale; made once, since making one costs more than using it. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(currency: string, locale: string): Intl.NumberFormat {
  const key = locale + currency;
  const known =
    formats.get(key) ??
    new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  formats.set(key, known);
  return known;
}

/** In whole units of the currency: 1250 fen are 12.5 yuan, 1250 yen are 1250. */
function units({ amount }: Money, format: Intl.NumberFormat): number {
  return amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
}

/** As one text, for labels and sentences: `¥9.80`. */
export function moneyText(money: Money, locale: string): string {
  const format = formatOf(money.currency, locale);
  return format.format(units(money, format));
}

/** To be read at a glance: a small sign, a large integer, small decimals. Read aloud as one sum. */
export function price(money: Money, locale: string, kind = ''): TemplateResult {
  const format = formatOf(money.currency, locale);
  const parts = format.formatToParts(units(money, format));
  return html`<span class="price ${kind}" role="img" aria-label=${format.format(units(money, format))}
    >${parts.map(({ type, value }) => (type === 'integer' || type === 'group' ? value : html`<i>${value}</i>`))}</span
  >`;
}
