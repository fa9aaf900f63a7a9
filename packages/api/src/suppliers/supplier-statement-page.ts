import type { Money, OpenTuan } from '@opentuan/core';
import type { Language } from '../language.ts';
import { nextPart } from '../packing/next-part.ts';
import {
  factsOf,
  lessOf,
  lineTable,
  localOf,
  numberCells,
  printedPage,
  printLanguage,
  sendPrint,
  signLine,
  type SumRow,
  sumTable,
  sumText,
  withRemarks,
} from '../print-page.ts';
import type { RouteDefinition } from '../route.ts';

type Printed = Awaited<ReturnType<OpenTuan['supplierStatements']['print']>>;
type Statement = Printed['statement'];
type Line = Printed['lines'][number];

const words = {
  zh: {
    title: '供应商对账单',
    facts: ['采购方', '供应商', '月份', '对账单号', '出单时间', '打印时间', '币种'],
    forecast: '预估：本月还没有出对账单，数字还会变。',
    reckoning: '应付货款',
    opening: '期初应付',
    accepted: '验收货款',
    recoveries: '退货与赔付',
    paid: '已付货款',
    setOff: '返点抵扣',
    closing: '期末应付',
    owes: '期末应付为负：供应商应退回这笔钱，或由以后的货款抵扣。',
    rebate: '返点',
    volumeOf: '验收货款减去收货月份内的退货与赔付',
    deducted: '不计返点的退货与赔付',
    volume: '返点计算额',
    due: '应返金额',
    whole: '按全额',
    marginal: '按超出部分',
    above: (threshold: string, rate: string) => `超过 ${threshold} 返 ${rate}`,
    noTiers: '没有返点约定',
    next: (sum: string) => `再收 ${sum} 到下一档`,
    lines: '往来明细',
    none: '本月没有往来。',
    columns: ['日期', '摘要', '数量', '单价', '金额', '应付余额'],
    reference: '单号',
    order: '订单',
    purchaseOrder: '采购单',
    lowers: (month: string) => `减少 ${month} 的返点计算额`,
    signs: ['采购方（盖章）', '供应商（盖章）', '日期'],
  },
  en: {
    title: 'Supplier statement',
    facts: ['Ordered by', 'Supplier', 'Month', 'Statement', 'Stated at', 'Printed at', 'Currency'],
    forecast: 'A forecast: the month is not stated yet, and the figures may change.',
    reckoning: 'What is owed',
    opening: 'Owed before the month',
    accepted: 'Goods accepted',
    recoveries: 'Sent back and charged',
    paid: 'Paid',
    setOff: 'Rebate set off',
    closing: 'Owed at the end',
    owes: 'Below zero: the supplier owes it, or it is set off against later goods.',
    rebate: 'Rebate',
    volumeOf: 'Goods accepted less what went back or was charged in the month of the receipt',
    deducted: 'Sent back and charged, which counts for no rebate',
    volume: 'Volume',
    due: 'Rebate due',
    whole: 'of the whole volume',
    marginal: 'of what is above',
    above: (threshold: string, rate: string) => `above ${threshold}: ${rate}`,
    noTiers: 'No rebate is agreed',
    next: (sum: string) => `${sum} more reach the next tier`,
    lines: 'Movements',
    none: 'Nothing moved in this month.',
    columns: ['Date', 'What', 'Pieces', 'Unit cost', 'Amount', 'Owed after it'],
    reference: 'Reference',
    order: 'Order',
    purchaseOrder: 'Purchase order',
    lowers: (month: string) => `Lowers the volume of ${month}`,
    signs: ['Shop', 'Supplier', 'Date'],
  },
} as const;
type Words = (typeof words)[Language];

/** A supplier's month as a page to print, in the language of `?locale=` or of the reader. */
export const sendSupplierStatementPage: NonNullable<RouteDefinition['respond']> = async (
  _tuan,
  answer,
  headers,
  context,
) => {
  const printed = answer as Printed;
  const next = nextPart(context, printed.nextCursor);
  return sendPrint(pageOfSupplierStatement(printed, printLanguage(context), next), headers);
};

export function pageOfSupplierStatement(
  printed: Printed,
  language: Language,
  next: string | null = null,
): string {
  const word = words[language];
  const { shopName, zone, printedAt, statement } = printed;
  const { supplierName, month, id, createdAt, closing } = statement;
  const stated = createdAt === null ? null : localOf(createdAt, zone);
  const values = [shopName, supplierName, month, id, stated, localOf(printedAt, zone), closing.currency];
  const facts = factsOf(word.facts.map((name, at) => [name, values[at] ?? null]));
  const forecast = statement.status === 'forecast' ? `<p><b>${word.forecast}</b></p>` : '';
  const body = `<h1>${word.title}</h1>${facts}${forecast}
<h2>${word.reckoning}</h2>${sumTable(owedRows(statement, word))}${closing.amount < 0 ? `<p>${word.owes}</p>` : ''}
<h2>${word.rebate}</h2>${sumTable(rebateRows(statement, word))}
<h2>${word.lines}</h2>${linesOf(printed, word, language)}
${signLine(word.signs)}`;
  return printedPage({ language, title: `${word.title} ${supplierName} ${month}`, body, next });
}

function owedRows(statement: Statement, word: Words): SumRow[] {
  const { opening, accepted, recoveries, paid, setOff, closing } = statement;
  return [
    { name: word.opening, amount: opening },
    { name: word.accepted, amount: accepted, kind: 'in' },
    { name: word.recoveries, amount: lessOf(recoveries), kind: 'in' },
    { name: word.paid, amount: lessOf(paid), kind: 'in' },
    { name: word.setOff, amount: lessOf(setOff), kind: 'in' },
    { name: word.closing, amount: closing, kind: 'sum' },
  ];
}

function rebateRows(statement: Statement, word: Words): SumRow[] {
  const { accepted, deducted, volume, rebate, tiers, mode, toNextTier } = statement;
  const steps = tiers.map(({ threshold, basisPoints }) =>
    word.above(sumText(threshold), `${String(basisPoints / 100)}%`),
  );
  const contract = tiers.length === 0 ? word.noTiers : `${steps.join(', ')} · ${word[mode]}`;
  const next = toNextTier === null || tiers.length === 0 ? '' : ` · ${word.next(sumText(toNextTier))}`;
  return [
    { name: word.accepted, amount: accepted, kind: 'in' },
    { name: word.deducted, amount: lessOf(deducted), kind: 'in' },
    { name: word.volume, about: word.volumeOf, amount: volume, kind: 'sum' },
    { name: word.due, about: `${contract}${next}`, amount: rebate, kind: 'sum' },
  ];
}

function linesOf({ zone, lines }: Printed, word: Words, language: Language): string {
  if (lines.length === 0) return `<p>${word.none}</p>`;
  return lineTable(
    word.columns,
    2,
    lines.map((line) => rowOf(line, zone, word, language)),
  );
}

function rowOf(line: Line, zone: string, word: Words, language: Language): string {
  const { postedAt, description, variant, pieces, unitCost, amount, balance } = line;
  const main = [description[language], variant?.name ?? ''].filter((text) => text !== '').join(' · ');
  const about = withRemarks(main, remarksOf(line, word, language));
  const orNone = (sum: Money | null) => (sum === null ? '' : sumText(sum));
  const cells = [pieces === null ? '' : String(pieces), orNone(unitCost), sumText(amount), sumText(balance)];
  return `<tr><td class="day">${localOf(postedAt, zone).slice(0, 10)}</td><td class="goods">${about}</td>${numberCells(cells)}</tr>`;
}

function remarksOf(line: Line, word: Words, language: Language): string[] {
  const { campaign, reference, purchaseOrderId, orderId, reasonTexts, lowersVolumeOf } = line;
  return [
    campaign?.name ?? '',
    reasonTexts?.[language] ?? '',
    reference === null ? '' : `${word.reference} ${reference}`,
    purchaseOrderId === null ? '' : `${word.purchaseOrder} ${purchaseOrderId}`,
    orderId === null ? '' : `${word.order} ${orderId}`,
    lowersVolumeOf === null ? '' : word.lowers(lowersVolumeOf),
  ];
}
