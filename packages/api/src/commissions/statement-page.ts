import { instantOf, localText, type Money, type OpenTuan, safeHtml } from '@opentuan/core';
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
import { wordFor } from '../sheet-words.ts';

type Printed = Awaited<ReturnType<OpenTuan['statements']['print']>>;
type Line = Printed['lines'][number];
type Move = Printed['before'][number];

const words = {
  zh: {
    title: '佣金结算单',
    facts: ['店铺', '团长', '期间', '结算单号', '结算时间', '打印时间', '币种'],
    upTo: '截至',
    reckoning: '结算',
    opening: '上次结算后余额',
    carried: '上期结转',
    earned: '本期所得佣金',
    reversed: '售后冲回',
    bonus: '奖励与扣减',
    charged: '责任扣款',
    total: '本期合计',
    cashSetOff: '代收货款抵扣',
    balance: '结算后余额',
    left: '付款后余额',
    reference: '流水号',
    debt: '余额为负：这是结转的欠款，由以后的结算抵扣，不另行收取。',
    lines: '明细',
    none: '本期没有明细。',
    columns: ['日期', '类别', '商品与说明', '数量', '货款', '佣金率', '金额'],
    order: '订单',
    refund: '本次退款',
    refunded: '至今已退',
    gross: '按优惠前价格计',
    perPiece: '每件',
    boost: '含扶持',
    declared: '封顶前',
    sum: '明细合计',
    part: (first: number, last: number, all: number) => `第 ${first}–${last} 条，共 ${all} 条`,
    signs: ['店铺（盖章）', '团长签字', '日期'],
  },
  en: {
    title: 'Commission statement',
    facts: ['Shop', 'Leader', 'Period', 'Statement', 'Settled at', 'Printed at', 'Currency'],
    upTo: 'up to',
    reckoning: 'Settlement',
    opening: 'Balance of the statement before',
    carried: 'Carried',
    earned: 'Commission earned',
    reversed: 'Taken back after claims and refunds',
    bonus: 'Bonuses and withholding',
    charged: 'Charged for faults',
    total: 'This period',
    cashSetOff: "Customers' cash set off",
    balance: 'Balance after it',
    left: 'Balance after payments',
    reference: 'Reference',
    debt: 'The balance is below zero: it is carried as debt and made up for by later statements; nothing is to be paid.',
    lines: 'Lines',
    none: 'There are no lines in this period.',
    columns: ['Date', 'Kind', 'Goods and reason', 'Pieces', 'Net', 'Rate', 'Amount'],
    order: 'Order',
    refund: 'Refund',
    refunded: 'Refunded by now',
    gross: 'Of the price before discounts',
    perPiece: 'a piece',
    boost: 'boost',
    declared: 'before the cap',
    sum: 'Sum of the lines',
    part: (first: number, last: number, all: number) => `Lines ${first} to ${last} of ${all}`,
    signs: ['Shop', 'Leader', 'Date'],
  },
} as const;
type Words = (typeof words)[Language];

/** A statement of a leader as a page to print, in the language of `?locale=` or of the reader. */
export const sendStatementPage: NonNullable<RouteDefinition['respond']> = async (
  _tuan,
  answer,
  headers,
  context,
) => {
  const printed = answer as Printed;
  const next = nextPart(context, printed.nextCursor);
  return sendPrint(pageOfStatement(printed, printLanguage(context), next), headers);
};

export function pageOfStatement(printed: Printed, language: Language, next: string | null = null): string {
  const word = words[language];
  const { shopName, zone, printedAt, statement } = printed;
  const { leader, leaderExternalId, from, to, createdAt, total } = statement;
  // The end itself no longer belongs to it.
  const last = localText(instantOf(to) - 1, zone).slice(0, 10);
  const period = from === null ? `${word.upTo} ${last}` : `${localOf(from, zone).slice(0, 10)} – ${last}`;
  const values = [
    shopName,
    leaderExternalId === null ? leader : `${leader} (${leaderExternalId})`,
    period,
    statement.id,
    localOf(createdAt, zone),
    localOf(printedAt, zone),
    total.currency,
  ];
  const facts = factsOf(word.facts.map((name, at) => [name, values[at] ?? null]));
  const body = `<h1>${word.title}</h1>${facts}
<h2>${word.reckoning}</h2>${sumTable(reckoningOf(printed, word, language))}${statement.balance.amount < 0 ? `<p>${word.debt}</p>` : ''}
<h2>${word.lines}</h2>${linesOf(printed, word, language)}
${signLine(word.signs)}`;
  return printedPage({ language, title: `${word.title} ${leader} ${last}`, body, next });
}

/** From the balance before to the balance after, each step on its own line. */
function reckoningOf({ zone, statement, opening, before, after }: Printed, word: Words, language: Language) {
  const moves = (list: readonly Move[]): SumRow[] =>
    list.map(({ at, description, reference, amount }) => ({
      name: description[language],
      about: [localOf(at, zone), reference === null ? '' : `${word.reference} ${reference}`]
        .filter(Boolean)
        .join(' · '),
      amount,
      kind: 'in',
    }));
  const { carried, earned, reversed, bonus, charged, total, cashSetOff, balance } = statement;
  const optional = (name: string, amount: Money): SumRow[] =>
    amount.amount === 0 ? [] : [{ name, amount, kind: 'in' }];
  const left = after.at(-1);
  const rows: readonly SumRow[] = [
    ...(before.length === 0 ? [] : [{ name: word.opening, amount: opening }]),
    ...moves(before),
    { name: word.carried, amount: carried, kind: 'sum' },
    { name: word.earned, amount: earned, kind: 'in' },
    ...optional(word.reversed, reversed),
    ...optional(word.bonus, bonus),
    ...optional(word.charged, charged),
    { name: word.total, amount: total, kind: 'sum' },
    ...optional(word.cashSetOff, lessOf(cashSetOff)),
    { name: word.balance, amount: balance, kind: 'sum' },
    ...moves(after),
    ...(left === undefined ? [] : [{ name: word.left, amount: left.balance, kind: 'sum' } as const]),
  ];
  return rows;
}

function linesOf({ zone, lines, firstLine, lineCount }: Printed, word: Words, language: Language): string {
  const [first] = lines;
  if (first === undefined) return `<p>${word.none}</p>`;
  const { currency } = first.amount;
  const sum = { amount: lines.reduce((all, line) => all + line.amount.amount, 0), currency };
  const isWhole = lines.length === lineCount;
  const part = isWhole ? '' : ` · ${word.part(firstLine, firstLine + lines.length - 1, lineCount)}`;
  const rows = lines.map((line) => rowOf(line, zone, word, language));
  const last = `<tr class="sum"><td colspan="6">${word.sum}${part}</td>${numberCells([sumText(sum)])}</tr>`;
  return lineTable(word.columns, 3, [...rows, last]);
}

function rowOf(line: Line, zone: string, word: Words, language: Language): string {
  const { kind, datedAt, title, pieces, net, amount } = line;
  const goods = withRemarks(title ?? line.reasonTexts[language], remarksOf(line, word, language));
  const cells = [
    pieces === null ? '' : String(pieces),
    net === null ? '' : sumText(net),
    rateOf(line, word),
    sumText(amount),
  ];
  return `<tr><td class="day">${localOf(datedAt, zone).slice(0, 10)}</td><td class="day">${safeHtml(wordFor('movement', kind, language))}</td>
<td class="goods">${goods}</td>${numberCells(cells)}</tr>`;
}

/** What it was earned as, why, of which order, and what was given back since. */
function remarksOf(line: Line, word: Words, language: Language): string[] {
  const { commissionKind, kind, title, reasonTexts, orderId, refund, refunded, base, uncapped } = line;
  const isSince = kind === 'earned' && refunded !== null;
  const declared = uncapped === null ? '' : `${word.declared} ${shareText(uncapped, word)}`;
  return [
    commissionKind === null ? '' : wordFor('commission', commissionKind, language),
    title === null ? '' : reasonTexts[language],
    kind === 'earned' && base === 'gross' ? word.gross : '',
    declared,
    refund === null ? '' : `${word.refund} ${sumText(refund)}`,
    isSince && refunded.amount > 0 ? `${word.refunded} ${sumText(refunded)}` : '',
    orderId === null ? '' : `${word.order} ${orderId}`,
  ];
}

function rateOf({ basisPoints, perPiece, boostBasisPoints }: Line, word: Words): string {
  const rate = shareText({ basisPoints, perPiece }, word);
  const boost = boostBasisPoints === null || boostBasisPoints === 0 ? '' : percent(boostBasisPoints);
  return boost === '' ? rate : `${rate}<small>${word.boost} ${boost}</small>`;
}

function shareText(
  { basisPoints, perPiece }: { readonly basisPoints: number | null; readonly perPiece: Money | null },
  word: Words,
): string {
  if (perPiece !== null) return `${word.perPiece} ${sumText(perPiece)}`;
  return basisPoints === null ? '' : percent(basisPoints);
}

function percent(basisPoints: number): string {
  return `${String(basisPoints / 100)}%`;
}
