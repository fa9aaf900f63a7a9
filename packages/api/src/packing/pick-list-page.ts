import { emptyPickListText, type OpenTuan, safeHtml } from '@opentuan/core';

type PickList = Awaited<ReturnType<OpenTuan['pickLists']['get']>>;
type Point = PickList['points'][number];
type Basket = Point['baskets'][number];

const words = {
  zh: {
    title: '分拣单',
    crate: '装箱',
    total: '合计',
    gift: '赠',
    weigh: '称重',
    grams: '克',
    ordered: '尚未配货，数量为下单数',
    next: '下一部分自提点',
  },
  en: {
    title: 'Pick list',
    crate: 'Crate',
    total: 'Total',
    gift: 'gift',
    weigh: 'weigh',
    grams: 'g',
    ordered: 'Not shared out yet: these are the pieces ordered',
    next: 'The next pickup points',
  },
} as const;
type Words = (typeof words)['zh' | 'en'];

/** Black on white A4, a point on its own sheets: first what is in the crate, then basket after basket. */
const style = `@page{size:A4;margin:12mm}*{box-sizing:border-box}
body{font:10.5pt/1.35 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;color:#000;background:#fff;margin:1rem}
h1{font-size:15pt;margin:0}h2{font-size:12pt;margin:4mm 0 2mm}.sub{margin:0 0 3mm}.point{break-after:page}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #000;padding:1mm 1.5mm;text-align:left;vertical-align:top}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.number{font-size:22pt;line-height:1;font-weight:700;width:18mm;text-align:center}
tr{break-inside:avoid}.goods{width:58%}.who{overflow-wrap:anywhere}.weight{white-space:nowrap}ul{list-style:none;margin:0;padding:0}li::before{content:"☐ "}small{font-size:9pt}
@media screen{.point+.point{margin-top:10mm}}@media print{body{margin:0}.next{display:none}}`;

/** The pick list as a page to print, in the language of `locale`: big basket numbers, masked names, boxes to tick. */
export function pageOfPickList(list: PickList, locale: string, next: string | null = null): string {
  const language = locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  const word: Words = words[language];
  const { title, pickupDate, final, points, empty } = list;
  const why = safeHtml(emptyPickListText(empty, language));
  const nothing = empty === null ? '' : `<h1>${safeHtml(`${pickupDate} ${title}`)}</h1><p>${why}</p>`;
  const more = next === null ? '' : `<p class="next"><a href="${safeHtml(next)}">${word.next}</a></p>`;
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safeHtml(`${word.title} ${pickupDate} ${title}`)}</title><style>${style}</style></head>
<body>
${points.map((point) => pointOf(point, `${pickupDate} ${title}`, final, word)).join('\n')}${nothing}${more}
</body></html>
`;
}

function pointOf(
  { name, address, pieces, totals, baskets }: Point,
  round: string,
  final: boolean,
  word: Words,
): string {
  const goods = totals.map(
    (total) =>
      `<tr><td>${safeHtml(total.title)}</td><td class="n">${String(total.pieces)} ${safeHtml(total.unit)}</td></tr>`,
  );
  return `<section class="point"><h1>${safeHtml(name)}</h1><p class="sub">${safeHtml(address)} · ${safeHtml(round)}${final ? '' : ` · <b>${word.ordered}</b>`}</p>
<h2>${word.crate}</h2><table><tbody>${goods.join('')}<tr><td><b>${word.total}</b></td><td class="n"><b>${String(pieces)}</b></td></tr></tbody></table>
<h2>${word.title}</h2><table><tbody>${baskets.map((basket) => basketOf(basket, word)).join('\n')}</tbody></table></section>`;
}

function basketOf({ number, customer, slot, note, pieces, lines }: Basket, word: Words): string {
  const rows = lines.map((line) => {
    const weight =
      line.nominalGrams === null
        ? ''
        : ` <span class="weight">· ${word.weigh} ${line.grams === null ? '____' : String(line.grams)} ${word.grams}</span>`;
    const remarks = [line.gift ? word.gift : '', line.note].filter((text) => text !== '').map(safeHtml);
    const small = remarks.length === 0 ? '' : ` <small>* ${remarks.join(' · ')}</small>`;
    return `<li>${safeHtml(line.title)} <b>${String(line.pieces)} ${safeHtml(line.unit)}</b>${weight}${small}</li>`;
  });
  const remark = note === '' ? '' : `<small>“${safeHtml(note)}”</small>`;
  const time = slot === null ? '' : `<br><b>${safeHtml(`${slot.opens}–${slot.closes}`)}</b>`;
  return `<tr><td class="number">${String(number)}</td><td class="who">${safeHtml(customer)}${time}<br>${remark}</td><td class="goods"><ul>${rows.join('')}</ul></td><td class="n">${String(pieces)}</td></tr>`;
}
