import { formatAmount, instantOf, localText, type Money, safeHtml } from '@opentuan/core';
import type { Context } from 'hono';
import { type Language, languageOf } from './language.ts';

/** A page to print styles itself, runs nothing and loads nothing. */
const ownPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const policy = `${ownPolicy}; frame-ancestors 'none'`;

/** Sends a page to print; nobody keeps it for others. */
export function sendPrint(page: string, headers: Record<string, string>): Response {
  headers['content-type'] = 'text/html; charset=utf-8';
  headers['content-security-policy'] = policy;
  headers['x-robots-tag'] = 'noindex';
  headers['cache-control'] = 'private, no-store';
  headers.vary = 'Origin, Authorization, Accept-Language';
  return new Response(page, { status: 200, headers });
}

/** The language of a print: `?locale=`, else that of the reader. */
export function printLanguage({ req }: Context): Language {
  const locale = req.query('locale')?.toLowerCase();
  if (locale === undefined) return languageOf(req.header('accept-language'));
  return locale.startsWith('zh') ? 'zh' : 'en';
}

/** Black on white A4 for the accounts: facts, sums, every line, room to sign; on a phone the lines scroll by themselves. */
const style = `@page{size:A4;margin:14mm 14mm 16mm;@bottom-right{content:counter(page) " / " counter(pages);font-size:8pt}}*{box-sizing:border-box}
body{font:10pt/1.4 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;color:#000;background:#fff;margin:1rem auto;max-width:52rem;padding:0 1rem}
h1{font-size:16pt;margin:0 0 3mm}h2{font-size:11.5pt;margin:6mm 0 2mm;break-after:avoid}p{margin:1.5mm 0}
dl{display:grid;grid-template-columns:max-content 1fr max-content 1fr;gap:1mm 4mm;margin:0}dt{color:#444}dd{margin:0;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}th,td{padding:1.2mm 1.5mm;text-align:start;vertical-align:top;border-bottom:.2mm solid #999}
th{font-weight:600;border-bottom:.4mm solid #000}thead{display:table-header-group}tr{break-inside:avoid}
.n{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}.day{white-space:nowrap}.goods{width:45%;overflow-wrap:anywhere}
small{display:block;font-size:8pt;color:#444}.sum td{font-weight:600;border-bottom:.4mm solid #000}.sum small{font-weight:400}.in td:first-child{padding-inline-start:6mm}
.sign{display:flex;gap:14mm;margin-top:16mm;break-inside:avoid}.sign span{border-top:.2mm solid #000;padding-top:1mm;flex:1}
@media print{body{margin:0;padding:0;max-width:none}.next{display:none}}
@media screen and (max-width:40rem){dl{grid-template-columns:max-content 1fr}.wide{overflow-x:auto}.wide table{min-width:38rem}.sign{gap:6mm}}`;

interface PrintedPage {
  readonly language: Language;
  readonly title: string;
  /** HTML. */
  readonly body: string;
  /** Where the next part is, if there is one. */
  readonly next: string | null;
}

const nextWords = { zh: '下一部分', en: 'The next part' } as const;

export function printedPage({ language, title, body, next }: PrintedPage): string {
  const more =
    next === null ? '' : `<p class="next"><a href="${safeHtml(next)}">${nextWords[language]}</a></p>`;
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${ownPolicy}">
<title>${safeHtml(title)}</title><style>${style}</style></head>
<body>
${body}${more}
</body></html>
`;
}

/** Names and values; what has no value is left out. */
export function factsOf(facts: readonly (readonly [name: string, value: string | null])[]): string {
  const shown = facts.flatMap(([name, value]) =>
    value === null || value === '' ? [] : [`<dt>${safeHtml(name)}</dt><dd>${safeHtml(value)}</dd>`],
  );
  return `<dl>${shown.join('')}</dl>`;
}

/** One line of a reckoning. `sum` is what the lines before it come to, `in` one of several behind such a sum. */
export interface SumRow {
  readonly name: string;
  readonly about?: string;
  readonly amount: Money;
  readonly kind?: 'sum' | 'in';
}

export function sumTable(rows: readonly SumRow[]): string {
  const lines = rows.map(({ name, about, amount, kind }) => {
    const small = about === undefined || about === '' ? '' : `<small>${safeHtml(about)}</small>`;
    const marked = kind === undefined ? '' : ` class="${kind}"`;
    return `<tr${marked}><td>${safeHtml(name)}${small}</td><td class="n">${sumText(amount)}</td></tr>`;
  });
  return `<table><tbody>${lines.join('')}</tbody></table>`;
}

/** Lines with their headers, which stand on each sheet; columns from `numbersFrom` on are numbers. */
export function lineTable(columns: readonly string[], numbersFrom: number, rows: readonly string[]): string {
  const heads = columns.map((name, at) => `<th${at < numbersFrom ? '' : ' class="n"'}>${name}</th>`);
  return `<div class="wide" tabindex="0"><table><thead><tr>${heads.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}

/** Cells with numbers, ready made. */
export function numberCells(cells: readonly string[]): string {
  return cells.map((cell) => `<td class="n">${cell}</td>`).join('');
}

/** A text with remarks below it; what is empty is left out. */
export function withRemarks(text: string, remarks: readonly string[]): string {
  const shown = remarks.filter((remark) => remark !== '').join(' · ');
  return `${safeHtml(text)}${shown === '' ? '' : `<small>${safeHtml(shown)}</small>`}`;
}

/** Room to sign and to stamp. */
export function signLine(signs: readonly string[]): string {
  return `<p class="sign">${signs.map((sign) => `<span>${sign}</span>`).join('')}</p>`;
}

/** A sum with all decimals of its currency and its thousands apart: `-12,345.60`, `1.250`, `1,200`. */
export function sumText({ amount, currency }: Money): string {
  return formatAmount(amount, currency).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');
}

/** The other way round: what is taken off. */
export function lessOf({ amount, currency }: Money): Money {
  return { amount: amount === 0 ? 0 : -amount, currency };
}

/** By the clock of the shop. */
export function localOf(instant: string, zone: string): string {
  return localText(instantOf(instant), zone);
}
