import * as z from 'zod';
import { defineQuery } from '../define.ts';
import { demand, refuse } from '../shared/error.ts';
import { textSchema } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import type { NoticeRow } from './notice-row.ts';
import { noticeRowOf, noticeTable } from './notice-table.ts';
import { commonPlaceholders, fillText, placeholdersOf } from './notice-text.ts';
import { languageOfShop } from './read-notifications.ts';
import { noticeSettings, receiverKinds } from './tables.ts';

export const wordsSchema = textSchema(500, 1);
export const keyFields = { topic: textSchema(80, 1), receiverKind: z.enum(receiverKinds) };

export const noticeTextSchema = z
  .strictObject({
    topic: z.string(),
    receiverKind: z.enum(receiverKinds),
    urgent: z.boolean().describe('Not held back by quiet hours.'),
    off: z.boolean().describe('Nobody is told.'),
    zh: z.string(),
    en: z.string(),
    changed: z.boolean().describe('Whether these are the shop’s own words.'),
    placeholders: z.array(z.string()).describe('Names in braces that the words may hold.'),
  })
  .meta({ id: 'NoticeText' });

interface Own {
  readonly off: boolean;
  readonly zh: string | null;
  readonly en: string | null;
}

export function textView(row: NoticeRow, own: Own | undefined): z.input<typeof noticeTextSchema> {
  return {
    topic: row.topic,
    receiverKind: row.receiver,
    urgent: row.urgent === true,
    off: own?.off ?? false,
    zh: own?.zh ?? row.zh,
    en: own?.en ?? row.en,
    changed: (own?.zh ?? own?.en ?? null) !== null,
    placeholders: allowedIn(row),
  };
}

function allowedIn({ zh, en }: NoticeRow): string[] {
  return [...new Set([...placeholdersOf(zh), ...placeholdersOf(en), ...commonPlaceholders])].toSorted();
}

/** The table of notices: what is told to whom, in which words. For the shop alone. */
export const listNoticeTexts = defineQuery({
  name: 'notices.texts',
  summary: 'Read what is told to whom, and in which words',
  input: z.strictObject({}),
  answer: z.strictObject({ data: z.array(noticeTextSchema) }).meta({ id: 'NoticeTexts' }),
  async read(reader, _input, context) {
    demandShop(context);
    const stored = await reader.table(noticeSettings, 'TRUE');
    const own = new Map(stored.map((row) => [`${row.topic} ${row.receiverKind}`, row]));
    return { data: noticeTable.map((row) => textView(row, own.get(`${row.topic} ${row.receiver}`))) };
  },
});

export function rowWanted(topic: string, receiverKind: string): NoticeRow {
  return noticeRowOf(topic, receiverKind) ?? refuse('notice_unknown', { topic, receiverKind });
}

export function demandKnown(row: NoticeRow, text: string): void {
  const allowed = allowedIn(row);
  const unknown = placeholdersOf(text).filter((name) => !allowed.includes(name));
  demand(unknown.length === 0, 'notice_placeholder_unknown', { unknown, allowed });
}

/** What a preview is filled with. */
const sample: Readonly<Record<string, unknown>> = {
  goods: '苹果',
  point: '幸福里东门驿站',
  campaign: '今日团',
  pickupDate: '2026-11-24',
  supplier: '果然鲜果业',
  leader: '小陈妈妈',
  customer: '张*',
  reason: '不新鲜',
  decision: '照片看不清',
  failure: '账户已注销',
  problem: '供应商未设置',
  note: '门口修路',
  title: '每日鲜果',
  name: '十一月目标',
  date: '2026-11-24',
  month: '2026-11',
  closes: '2026-11-23T22:00:00+08:00',
  until: '2026-11-25T20:30:00+08:00',
  decideBy: '2026-11-25T12:00:00+08:00',
  from: '2026-11-24',
  to: '2026-11-26',
  address: '幸福里东门 1 号',
  times: '16:00–20:30',
  slotKept: true,
  policy: 'keep',
  outcome: 'kept',
  kind: 'withdrawn',
  touched: 3,
  expectedAt: '2026-11-24T16:40:00+08:00',
  why: '账户已注销',
  differences: 2,
  orders: 8,
  cases: 3,
  valueAmount: 36_000,
  pieces: 2,
  ordered: 60,
  accepted: 2,
  refused: 1,
  stops: 5,
  grams: 1432,
  shareBasisPoints: 5000,
  amount: 1250,
  unitAmount: 1000,
  balanceAmount: 8600,
  salesAmount: 500_000,
  lines: [{ title: '苹果', short: 1 }],
};

/** The sample of a topic: sums come as objects where verbs write them so. */
export function sampleFacts(currency: string): Readonly<Record<string, unknown>> {
  const sum = { amount: 1000, currency };
  return { ...sample, refund: sum, missing: sum, withheld: sum };
}

/** A notice as its receiver would read it, with sample names and figures; also with words that are not stored yet. */
export const previewNotice = defineQuery({
  name: 'notices.preview',
  summary: 'Read a notice as its receiver would',
  input: z.strictObject({ ...keyFields, zh: wordsSchema.optional(), en: wordsSchema.optional() }),
  answer: z
    .strictObject({
      text: z.string().describe('In the language of the shop.'),
      zh: z.string(),
      en: z.string(),
    })
    .meta({ id: 'NoticePreview' }),
  async read(reader, { topic, receiverKind, zh, en }, context) {
    demandShop(context);
    const row = rowWanted(topic, receiverKind);
    for (const text of [zh, en]) demandKnown(row, text ?? '');
    const shop = await readShop(reader);
    const [own] = await reader.table(noticeSettings, 't."topic" = ? AND t."receiverKind" = ?', [
      topic,
      receiverKind,
    ]);
    const facts = sampleFacts(shop.currency);
    const words = textView(row, own);
    const texts = {
      zh: fillText(zh ?? words.zh, facts, 'zh', shop),
      en: fillText(en ?? words.en, facts, 'en', shop),
    };
    return { text: texts[languageOfShop(shop)], ...texts };
  },
});
