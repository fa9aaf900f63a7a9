import { formatAmount } from '../shared/currency.ts';
import { maskName } from '../shared/phone.ts';
import { instantSchema } from '../shared/schemas.ts';
import { instantOf, localText } from '../shared/time.ts';
import type { SqlRow } from '../storage/engine.ts';
import { wordOf } from './fact-words.ts';

export type NoticeLanguage = 'zh' | 'en';

/** How sums and times are written. */
export interface Writing {
  readonly currency: string;
  readonly zone: string;
}

export type NoticeFacts = Readonly<Record<string, unknown>>;

/** The names in braces of a text. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

/** Fills the names in braces; what is not known is left out. */
export function fillText(
  text: string,
  facts: NoticeFacts,
  language: NoticeLanguage,
  writing: Writing,
): string {
  const filled = text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = facts[name];
    return wordOf(name, value)?.[language] ?? factText(name, value, language, writing);
  });
  // A reason that nobody gave leaves nothing behind.
  return filled.replace(/（[\s—]*）| ?\([\s—]*\)/g, '').trim();
}

function factText(name: string, value: unknown, language: NoticeLanguage, writing: Writing): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((one) => lineText(one)).join(language === 'zh' ? '、' : ', ');
  if (typeof value === 'object') return sumText(value, writing);
  const text = textOf(value);
  const number = /^-?\d+$/.test(text) ? Number(text) : undefined;
  if (number !== undefined && name.toLowerCase().endsWith('amount'))
    return formatAmount(number, writing.currency);
  if (number !== undefined && name.endsWith('BasisPoints')) return `${String(number / 100)}%`;
  if (
    number !== undefined &&
    Math.abs(number) <= lastMoment &&
    /^(closes|until|to|from|decideBy|\w+At)$/.test(name)
  )
    return localText(number, writing.zone);
  // A reason is free text, and may begin like a time without being one.
  if (instantSchema.safeParse(text).success) return localText(instantOf(text), writing.zone);
  return text;
}

/** The last that a calendar can tell, in milliseconds. */
const lastMoment = 8.64e15;

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function sumText({ amount }: { amount?: unknown }, { currency }: Writing): string {
  return typeof amount === 'number' ? formatAmount(amount, currency) : '';
}

/** A line of goods: its title and how many are concerned. */
function lineText(line: unknown): string {
  if (typeof line !== 'object' || line === null) return textOf(line);
  const { title, short, missing, pieces } = line as Readonly<Record<string, unknown>>;
  const count = textOf(short ?? missing ?? pieces);
  return [textOf(title), count === '' ? '' : `× ${count}`].filter((part) => part !== '').join(' ');
}

/** Names that belong to the ids among the facts, as SQL over the notice `n`: columns `goods`, `point`, `campaign` … */
export const namesSql = {
  columns: `f."title" AS "goods", p."name" AS "point", p."address" AS "address", c."title" AS "campaign", c."pickupDate" AS "pickupDate",
    coalesce(o."slotOpens" || '–' || o."slotCloses", (SELECT group_concat((w.value ->> 'opens') || '–' || (w.value ->> 'closes'), ' ')
      FROM json_each(c."pickupWindows") AS w)) AS "times",
    sup."name" AS "supplier", lead."name" AS "leader", cust."name" AS "customer"`,
  joins: `LEFT JOIN "order_lines" l ON l."id" = n."facts" ->> 'orderLineId'
    LEFT JOIN "orders" o ON o."id" = coalesce(n."facts" ->> 'orderId', l."orderId")
    LEFT JOIN "offers" f ON f."id" = coalesce(n."facts" ->> 'offerId', l."offerId")
    LEFT JOIN "campaigns" c ON c."id" = coalesce(n."facts" ->> 'campaignId', o."campaignId")
    LEFT JOIN "pickup_points" p ON p."id" = coalesce(n."facts" ->> 'pickupPointId', n."facts" ->> 'toPointId', o."pickupPointId")
    LEFT JOIN "suppliers" sup ON sup."id" = n."facts" ->> 'supplierId'
    LEFT JOIN "leaders" lead ON lead."id" = n."facts" ->> 'leaderId'
    LEFT JOIN "customers" cust ON cust."id" = n."facts" ->> 'customerId'`,
} as const;

/** The facts of a notice with the names that belong to them; a customer's name is masked for everyone else. */
export function namedFacts(facts: NoticeFacts, row: SqlRow): NoticeFacts {
  const { goods, point, address, campaign, pickupDate, times, supplier, leader, customer } = row;
  return {
    goods,
    point,
    address,
    campaign,
    pickupDate,
    times,
    supplier,
    leader,
    customer: customer === null || customer === undefined ? null : maskName(String(customer)),
    ...facts,
  };
}

/** What a text can name that comes from ids: beside the facts of its own. */
export const commonPlaceholders = [
  'goods',
  'point',
  'address',
  'campaign',
  'pickupDate',
  'times',
  'supplier',
  'leader',
  'customer',
];
