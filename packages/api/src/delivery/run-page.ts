import { type DeliveryRunView, instantOf, localText, safeHtml } from '@opentuan/core';
import type { Context } from 'hono';
import { languageOf } from '../language.ts';
import { sendPrint } from '../print-page.ts';

const words = {
  zh: {
    title: '配送单',
    driver: '司机',
    departs: '计划出发',
    stops: '站点',
    columns: ['货号', '商品', '规格', '应交', '单位', '装车', '实交', '缺少', '破损', '原因'],
    crates: '筐',
    expected: '预计到达',
    sign: '签收人',
    time: '时间',
    loaded: '装车清点',
  },
  en: {
    title: 'Delivery run',
    driver: 'Driver',
    departs: 'Leaves at',
    stops: 'Stops',
    columns: [
      'Number',
      'Product',
      'Specification',
      'Expected',
      'Unit',
      'Loaded',
      'Delivered',
      'Missing',
      'Damaged',
      'Reason',
    ],
    crates: 'crates',
    expected: 'Expected at',
    sign: 'Signed by',
    time: 'Time',
    loaded: 'Counted into the van by',
  },
} as const;
type Words = (typeof words)['zh' | 'en'];
type Stop = DeliveryRunView['stops'][number];

/** Black on white A4; a stop never breaks across two sheets, and has room to sign. */
const style = `@page{size:A4;margin:12mm}*{box-sizing:border-box}
body{font:10.5pt/1.35 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;color:#000;background:#fff;margin:1rem}
h1{font-size:16pt;margin:0 0 2mm}h2{font-size:13pt;margin:0;display:flex;gap:3mm;align-items:baseline}h2 b{font-size:22pt}
p{margin:1mm 0 2mm}section{break-inside:avoid;margin-top:6mm}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #000;padding:1mm 1.5mm;text-align:left;vertical-align:top}
.n{text-align:right;font-variant-numeric:tabular-nums}thead{display:table-header-group}
.sign{display:flex;gap:12mm;margin-top:9mm}.sign span{border-top:1px solid #000;padding-top:1mm;min-width:50mm}
svg{height:16mm}path{fill:none;stroke:#000;stroke-width:2}@media print{body{margin:0}}`;

/** The manifest of a run as a page to print, in the language of `?locale=` or of the reader. */
export async function sendRunPage(
  _tuan: unknown,
  answer: unknown,
  headers: Record<string, string>,
  { req }: Context,
): Promise<Response> {
  const locale = req.query('locale') ?? languageOf(req.header('accept-language'));
  return sendPrint(pageOfDeliveryRun(answer as DeliveryRunView, locale), headers);
}

export function pageOfDeliveryRun(run: DeliveryRunView, locale: string): string {
  const language = locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  const word: Words = words[language];
  const timeOf = (instant: string | null) =>
    instant === null ? '' : localText(instantOf(instant), run.zone);
  const crates = run.stops.reduce((sum, stop) => sum + (stop.loadedCrates ?? stop.crates), 0);
  const facts = [
    run.driver === '' ? '' : `${word.driver} ${run.driver}`,
    run.departsAt === null ? '' : `${word.departs} ${timeOf(run.departsAt)}`,
    `${word.stops} ${String(run.stops.length)}`,
    `${String(crates)} ${word.crates}`,
  ].filter((text) => text !== '');
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safeHtml(`${word.title} ${run.name}`)}</title><style>${style}</style></head>
<body><h1>${word.title} · ${safeHtml(run.name)}</h1><p>${safeHtml(facts.join(' · '))}</p>
<p class="sign"><span>${word.loaded}</span><span>${word.driver}</span></p>
${run.stops.map((stop) => stopOf(stop, timeOf, word)).join('\n')}
</body></html>
`;
}

const numbers = new Set([3, 5, 6, 7, 8]);

function stopOf(stop: Stop, timeOf: (instant: string | null) => string, word: Words): string {
  const heads = word.columns.map(
    (name, at) => `<th${numbers.has(at) ? ' class="n"' : ''}>${safeHtml(name)}</th>`,
  );
  const isSigned = stop.status === 'handedOver';
  const rows = stop.lines.map((line) => {
    const signed = isSigned ? [line.delivered, line.missing, line.damaged] : ['', '', ''];
    const { externalId, title, specification, expected, unit, loaded, reason } = line;
    const cells = [externalId, title, specification, expected, unit, loaded ?? '', ...signed, reason];
    const row = cells.map(
      (cell, at) => `<td${numbers.has(at) ? ' class="n"' : ''}>${safeHtml(String(cell))}</td>`,
    );
    return `<tr>${row.join('')}</tr>`;
  });
  const time = timeOf(stop.expectedAt ?? stop.plannedAt);
  const about = [stop.address, time === '' ? '' : `${word.expected} ${time}`, stop.note];
  // The path was checked when it was drawn: M, L and figures only.
  const drawn =
    stop.signature === null
      ? ''
      : `<svg viewBox="0 0 300 120" role="img" aria-label="${safeHtml(word.sign)}"><path d="${safeHtml(stop.signature)}"/></svg>`;
  const marks = isSigned
    ? `<span>${word.sign} ${safeHtml(stop.signedBy ?? '')}</span><span>${word.time} ${timeOf(stop.handedOverAt)}</span>`
    : `<span>${word.sign}</span><span>${word.time}</span>`;
  return `<section><h2><b>${String(stop.position + 1)}</b>${safeHtml(stop.name)} · ${String(stop.loadedCrates ?? stop.crates)} ${word.crates}</h2>
<p>${safeHtml(about.filter((text) => text !== '').join(' · '))}</p>
<table><thead><tr>${heads.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>${drawn}<p class="sign">${marks}</p></section>`;
}
