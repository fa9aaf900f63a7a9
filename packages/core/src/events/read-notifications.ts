import type { Shop } from '../shop/the-shop.ts';
import type { SqlRow } from '../storage/engine.ts';
import type { Reader } from '../storage/reader.ts';
import { noticeRowOf } from './notice-table.ts';
import { fillText, namedFacts, namesSql, type NoticeFacts } from './notice-text.ts';
import type { Notification } from './notifier.ts';
import type { ReceiverKind } from './tables.ts';

/** Notices with their names, the shop's own words, and how their receivers are reached. One parameter: a list of ids. */
const sql = `SELECT n."id" AS "id", n."topic" AS "topic", n."facts" AS "facts", n."receiverKind" AS "kind",
    n."receiverId" AS "receiver", n."attempts" AS "attempts", n."deliveryStatus" AS "status", s."zh" AS "zh", s."en" AS "en",
    coalesce(rc."externalId", rl."externalId", rs."externalId") AS "externalId",
    coalesce(rc."phone", rl."phone", rs."phone") AS "phone", ${namesSql.columns}
  FROM json_each(?) AS j JOIN "notices" n ON n."id" = j.value ${namesSql.joins}
    LEFT JOIN "notice_settings" s ON s."topic" = n."topic" AND s."receiverKind" = n."receiverKind"
    LEFT JOIN "customers" rc ON n."receiverKind" = 'customer' AND rc."id" = n."receiverId"
    LEFT JOIN "leaders" rl ON n."receiverKind" = 'leader' AND rl."id" = n."receiverId"
    LEFT JOIN "suppliers" rs ON n."receiverKind" = 'supplier' AND rs."id" = n."receiverId"`;

interface Found extends SqlRow {
  readonly id: string;
  readonly topic: string;
  readonly facts: string;
  readonly kind: string;
  readonly receiver: string;
  readonly attempts: number;
  readonly status: string;
  readonly zh: string | null;
  readonly en: string | null;
  readonly externalId: string | null;
  readonly phone: string | null;
}

/** The notices as they are handed to the notifier, in words of both languages; `pending`: only those on their way. */
export async function readNotifications(
  reader: Reader,
  shop: Shop,
  noticeIds: readonly string[],
  { pending = false }: { readonly pending?: boolean } = {},
): Promise<readonly Notification[]> {
  const rows = await reader.rows<Found>(sql, [JSON.stringify(noticeIds)]);
  return rows
    .filter(({ status }) => !pending || status === 'pending')
    .map((row) => notificationOf(row, shop));
}

function notificationOf(row: Found, shop: Shop): Notification {
  const { id, topic, kind, receiver, externalId, phone } = row;
  const known = noticeRowOf(topic, kind);
  const facts = namedFacts(JSON.parse(row.facts) as NoticeFacts, row);
  const texts = {
    zh: fillText(row.zh ?? known?.zh ?? topic, facts, 'zh', shop),
    en: fillText(row.en ?? known?.en ?? topic, facts, 'en', shop),
  };
  return {
    id,
    channel: known?.urgent === true ? 'urgent' : 'normal',
    receiver: { kind: kind as ReceiverKind, id: receiver, externalId, phone },
    event: topic,
    text: texts[languageOfShop(shop)],
    texts,
    facts,
    attempt: row.attempts,
  };
}

/** Chinese where the shop's language is, else English. */
export function languageOfShop({ locale }: Pick<Shop, 'locale'>): 'zh' | 'en' {
  return /^zh/i.test(locale) ? 'zh' : 'en';
}
