import { defineQuery } from '../define.ts';
import { refuse } from '../shared/error.ts';
import { money } from '../shared/schemas.ts';
import { calendarDate, type Instant, instantText, monthOf, type Period, startOfDay } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop, type Shop } from '../shop/the-shop.ts';
import type { SqlRow } from '../storage/engine.ts';
import type { Reader } from '../storage/reader.ts';
import { accountLabels, accountOf } from './accounts.ts';
import { journalInputSchema, journalPageSchema } from './journal-schemas.ts';
import { occasionWords } from './occasion-words.ts';

/**
 * Where a journal goes on: the month, the number and row of the last voucher that was looked at, and the last row when
 * the reading of the month began, so that what is posted meanwhile does not stretch the file.
 */
interface Place {
  readonly month: Instant;
  readonly ordinal: number;
  readonly row: number;
  readonly lastRow: number;
}

interface Voucher {
  readonly row: number;
  readonly id: string;
  readonly postedAt: number;
  readonly number: string;
}

/**
 * Every voucher of a period with its entries, for an accountant, the oldest first, page by page. Vouchers are numbered
 * by month in the order in which they were written. They are only ever added, so a number has no gap before it and
 * never changes, even where one is dated a moment before the one that was written first.
 *
 * Refuses: not_allowed, invalid_input.
 */
export const journal = defineQuery({
  name: 'ledger.journal',
  summary: 'The journal of a period, voucher by voucher',
  aside: true,
  input: journalInputSchema,
  answer: journalPageSchema,
  async read(reader, input, context) {
    demandShop(context);
    const shop = await readShop(reader);
    const { zone } = shop;
    let place = input.cursor === undefined ? undefined : placeOf(input.cursor);
    const asked = { from: startOfDay(input.from, zone), to: startOfDay(input.to, zone) };
    const span = await bookedSpan(reader, asked);
    if (span === undefined) return { data: [], nextCursor: null };
    for (
      let month = monthOf(place?.month ?? span.from, zone);
      month.from < span.to;
      month = monthOf(month.to, zone)
    ) {
      const begin = place ?? (await beginOf(reader, month, span));
      place = undefined;
      if (begin === undefined) continue;
      const looked = await vouchersOf(reader, begin, month, input.limit, zone);
      const within = looked.filter(({ postedAt }) => postedAt >= span.from && postedAt < span.to);
      const last = looked.at(-1);
      if (!last) continue;
      const next = { ...begin, ordinal: begin.ordinal + looked.length, row: last.row };
      const more = next.row < next.lastRow || month.to < span.to;
      return { data: await entriesOf(reader, within, shop), nextCursor: more ? cursorOf(next) : null };
    }
    return { data: [], nextCursor: null };
  },
});

function cursorOf({ month, ordinal, row, lastRow }: Place): string {
  return [month, ordinal, row, lastRow].join('~');
}

function placeOf(cursor: string): Place {
  const [, ...found] = /^(\d{1,15})~(\d{1,9})~(\d{1,15})~(\d{1,15})$/.exec(cursor) ?? [];
  const [month, ordinal, row, lastRow] = found.map(Number);
  if (month !== undefined && ordinal !== undefined && row !== undefined && lastRow !== undefined)
    return { month, ordinal, row, lastRow };
  return refuse('invalid_input', {
    fields: [{ path: 'cursor', code: 'cursor', message: 'This is no cursor of this list.' }],
  });
}

/** The part of a span in which something was posted, so that a wide one asks for no empty month before or after it. */
async function bookedSpan(reader: Reader, { from, to }: Period): Promise<Period | undefined> {
  const [found] = await reader.rows<{ first: number | null; last: number | null }>(
    `SELECT (SELECT min(t."postedAt") FROM "ledger_transactions" t WHERE t."postedAt" >= CAST(?1 AS INTEGER) AND t."postedAt" < CAST(?2 AS INTEGER)) AS "first",
       (SELECT max(t."postedAt") FROM "ledger_transactions" t WHERE t."postedAt" >= CAST(?1 AS INTEGER) AND t."postedAt" < CAST(?2 AS INTEGER)) AS "last"`,
    [from, to],
  );
  if (!found || found.first === null || found.last === null) return undefined;
  return { from: found.first, to: found.last + 1 };
}

/** Where a month begins: how many of its vouchers stand before the first of the span. Nothing in it: undefined. */
async function beginOf(reader: Reader, month: Period, span: Period): Promise<Place | undefined> {
  const [bounds] = await reader.rows<{ first: number | null; last: number | null }>(
    'SELECT min(t.rowid) AS "first", max(t.rowid) AS "last" FROM "ledger_transactions" t WHERE t."postedAt" >= CAST(? AS INTEGER) AND t."postedAt" < CAST(? AS INTEGER)',
    [Math.max(month.from, span.from), Math.min(month.to, span.to)],
  );
  if (!bounds || bounds.first === null || bounds.last === null) return undefined;
  const [before] = await reader.rows<{ count: number }>(
    'SELECT count(*) AS "count" FROM "ledger_transactions" t WHERE t."postedAt" >= CAST(? AS INTEGER) AND t."postedAt" < CAST(? AS INTEGER) AND t.rowid < CAST(? AS INTEGER)',
    [month.from, month.to, bounds.first],
  );
  return { month: month.from, ordinal: before?.count ?? 0, row: bounds.first - 1, lastRow: bounds.last };
}

/** The next vouchers of a month in the order of their rows; the plus keeps the search on the rows. */
async function vouchersOf(
  reader: Reader,
  { ordinal, row, lastRow }: Place,
  month: Period,
  limit: number,
  zone: string,
): Promise<readonly Voucher[]> {
  const rows = await reader.rows<{ row: number; id: string; postedAt: number }>(
    `SELECT t.rowid AS "row", t."id" AS "id", t."postedAt" AS "postedAt" FROM "ledger_transactions" t
     WHERE t.rowid > CAST(? AS INTEGER) AND t.rowid <= CAST(? AS INTEGER)
       AND +t."postedAt" >= CAST(? AS INTEGER) AND +t."postedAt" < CAST(? AS INTEGER) ORDER BY t.rowid LIMIT ${String(limit)}`,
    [row, lastRow, month.from, month.to],
  );
  const prefix = calendarDate(month.from, zone).slice(0, 7);
  return rows.map((one, index) => ({
    ...one,
    number: `${prefix}-${String(ordinal + index + 1).padStart(6, '0')}`,
  }));
}

interface EntryRow {
  readonly transactionId: string;
  readonly position: number;
  readonly type: string;
  readonly subject: string;
  readonly account: number;
  readonly amount: number;
  readonly orderId: string | null;
  readonly kind: string | null;
  readonly reason: string | null;
  readonly fault: string | null;
  /** JSON of id, external id and name, or null. */
  readonly campaign: string | null;
  readonly variant: string | null;
  readonly leader: string | null;
  readonly community: string | null;
  readonly supplier: string | null;
}

const named = (alias: string, column: string, name: string, external = `${alias}."externalId"`) =>
  `CASE WHEN e."${column}" IS NULL THEN NULL ELSE json_object('id', e."${column}", 'externalId', ${external}, 'name', ${name}) END`;

const entriesSql = `SELECT e."transactionId" AS "transactionId", e."position" AS "position", t."type" AS "type", t."subject" AS "subject",
    e."account" AS "account", e."amount" AS "amount", e."orderId" AS "orderId", e."kind" AS "kind", e."reason" AS "reason", e."fault" AS "fault",
    ${named('c', 'campaignId', 'c."title"')} AS "campaign",
    ${named('v', 'variantId', `trim(p."name" || ' ' || v."specification")`)} AS "variant",
    ${named('l', 'leaderId', 'l."name"')} AS "leader", ${named('m', 'communityId', 'm."name"')} AS "community",
    ${named('s', 'supplierId', 's."name"')} AS "supplier"
  FROM json_each(?) AS j CROSS JOIN "ledger_transactions" t ON t."id" = j.value
    CROSS JOIN "ledger_entries" e ON e."transactionId" = t."id"
    LEFT JOIN "campaigns" c ON c."id" = e."campaignId" LEFT JOIN "variants" v ON v."id" = e."variantId"
    LEFT JOIN "products" p ON p."id" = v."productId" LEFT JOIN "leaders" l ON l."id" = e."leaderId"
    LEFT JOIN "communities" m ON m."id" = e."communityId" LEFT JOIN "suppliers" s ON s."id" = e."supplierId"
  ORDER BY j.key, e."position"`;

async function entriesOf(reader: Reader, vouchers: readonly Voucher[], shop: Shop) {
  if (vouchers.length === 0) return [];
  const rows = await reader.rows<EntryRow & SqlRow>(entriesSql, [
    JSON.stringify(vouchers.map(({ id }) => id)),
  ]);
  const byId = new Map(vouchers.map((voucher) => [voucher.id, voucher]));
  return rows.flatMap((row) => {
    const voucher = byId.get(row.transactionId);
    return voucher ? [entryView(row, voucher, shop)] : [];
  });
}

function entryView(row: EntryRow, { number: voucher, postedAt }: Voucher, { zone, currency }: Shop) {
  const { transactionId, type, subject, amount, orderId, kind, reason, fault } = row;
  const account = accountOf(row.account);
  const [zh, en] = accountLabels[account];
  return {
    date: calendarDate(postedAt, zone),
    postedAt: instantText(postedAt),
    voucher,
    line: row.position + 1,
    transactionId,
    type,
    subject,
    description: occasionWords(type),
    account,
    number: row.account,
    zh,
    en,
    debit: amount > 0 ? money(amount, currency) : null,
    credit: amount < 0 ? money(-amount, currency) : null,
    campaign: namedOf(row.campaign),
    variant: namedOf(row.variant),
    leader: namedOf(row.leader),
    community: namedOf(row.community),
    supplier: namedOf(row.supplier),
    orderId,
    kind,
    reason,
    fault,
  };
}

interface Named {
  readonly id: string;
  readonly externalId: string | null;
  readonly name: string | null;
}

function namedOf(text: string | null): Named | null {
  return text === null ? null : (JSON.parse(text) as Named);
}
