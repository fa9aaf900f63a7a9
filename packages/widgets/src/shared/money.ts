import type { Money } from '@opentuan/api/client';
import { html, type TemplateResult } from 'lit/html.js';

/*
 * Currencies without decimals, and with three, by ISO 4217, as amounts are stored. Intl follows common use instead: a
 * forint would be shown a hundredfold.
 */
const whole = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF';
const thousandths = 'BHD IQD JOD KWD LYD OMR TND';
const finer = 'CLF UYW';

/** Decimals of a currency: 2 for CNY, 0 for JPY, 3 for KWD. */
export function digitsOf(currency: string): number {
  const at = [whole, '', '', thousandths, finer].findIndex((list) => list.includes(currency));
  return at < 0 ? 2 : at;
}

/** How a currency is written in a locale; made once, since making one costs more than using it. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(currency: string, locale: string): Intl.NumberFormat {
  const key = locale + currency;
  const known =
    formats.get(key) ??
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: digitsOf(currency),
    });
  formats.set(key, known);
  return known;
}

/** In whole units of the currency: 1250 fen are 12.5 yuan, 1250 yen are 1250. */
function units({ amount, currency }: Money): number {
  return amount / 10 ** digitsOf(currency);
}

/** As one text, for labels and sentences: `¥9.80`. */
export function moneyText(money: Money, locale: string): string {
  const format = formatOf(money.currency, locale);
  return format.format(units(money));
}

/** To be read at a glance: a small sign, a large integer, small decimals. Read aloud as one sum. */
export function price(money: Money, locale: string, kind = ''): TemplateResult {
  const format = formatOf(money.currency, locale);
  const parts = format.formatToParts(units(money));
  return html`<span class="price ${kind}" role="img" aria-label=${format.format(units(money))}
    >${parts.map(({ type, value }) => (type === 'integer' || type === 'group' ? value : html`<i>${value}</i>`))}</span
  >`;
}
