import { type BagLabel, type BagLabels, safeHtml } from '@opentuan/core';
import { renderSVG } from 'uqr';
import { amountText, isChinese, titleText } from './label-text.ts';

/** 5 × 4 labels of 40 × 60 mm on A4. */
const labelsPerSheet = 20;

const shared = `*{box-sizing:border-box}body{margin:0;color:#000;background:#fff;font:7.5pt/1.25 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
.label{width:40mm;height:60mm;padding:1.5mm 2mm;overflow:hidden;position:relative;break-inside:avoid}
.number{font-size:30pt;line-height:1;font-weight:700;font-variant-numeric:tabular-nums}
.bag{position:absolute;top:2mm;right:2mm;font-size:9pt;font-weight:600}.who{position:absolute;top:7mm;right:2mm;font-size:11pt;font-weight:600}
.point{font-weight:600;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
ul{list-style:none;margin:1mm 0 0;padding:.8mm 0 0;border-top:.3mm solid #000}
li{display:flex;justify-content:space-between;gap:1mm}li span:first-child{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
li span:last-child{white-space:nowrap;font-variant-numeric:tabular-nums}.note{font-size:6.5pt;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
svg{position:absolute;right:1.5mm;bottom:1.5mm;width:11mm;height:11mm}.pieces{position:absolute;left:2mm;bottom:2mm;font-weight:600}@media print{.next{display:none}}`;
const papers = {
  label: `@page{size:40mm 60mm;margin:0}.label{break-after:page}`,
  a4: `@page{size:A4;margin:5mm}.sheet{display:grid;grid-template-columns:repeat(5,40mm);grid-auto-rows:60mm;break-after:page}.label{outline:.1mm dashed #999}`,
} as const;

/** Labels as a page to print: each on a label of 40 × 60 mm, or twenty on A4 to be cut. Black on white. */
export function pageOfLabels(
  { labels, paper, locale, title, pickupDate }: BagLabels,
  next: string | null = null,
): string {
  const chinese = isChinese(locale);
  const heading = chinese ? '袋签' : 'Labels';
  const each = labels.map((label) => labelOf(label, locale));
  const sheets = Array.from({ length: Math.ceil(each.length / labelsPerSheet) }, (_, index) =>
    each.slice(index * labelsPerSheet, (index + 1) * labelsPerSheet).join('\n'),
  );
  const body =
    paper === 'a4' ? sheets.map((sheet) => `<div class="sheet">${sheet}</div>`).join('\n') : each.join('\n');
  const more = chinese ? '下一部分自提点' : 'The next pickup points';
  const link = next === null ? '' : `\n<p class="next"><a href="${safeHtml(next)}">${more}</a></p>`;
  return `<!doctype html>
<html lang="${chinese ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safeHtml(`${heading} ${pickupDate} ${title}`)}</title><style>${shared}
${papers[paper]}</style></head>
<body>
${body}${link}
</body></html>
`;
}

function labelOf(label: BagLabel, locale: string): string {
  const { number, bag, bags, customer, point, window, lines, note, pieces, qr } = label;
  const rows = lines.map(
    (line) =>
      `<li><span>${safeHtml(titleText(line, locale))}</span><span>${safeHtml(amountText(line))}</span></li>${noteOf(line.note)}`,
  );
  const total = isChinese(locale) ? `共 ${String(pieces)} 件` : `${String(pieces)} pieces`;
  return `<section class="label"><div class="number">${String(number)}</div><div class="bag">${String(bag)}/${String(bags)}</div>
<div class="who">${safeHtml(customer)}</div><div class="point">${safeHtml(point)}</div><div>${safeHtml(window)}</div>
<ul>${rows.join('')}</ul>${noteOf(note)}<div class="pieces">${total}</div>${renderSVG(qr, { border: 0, ecc: 'M' })}</section>`;
}

function noteOf(note: string): string {
  return note === '' ? '' : `<div class="note">* ${safeHtml(note)}</div>`;
}
