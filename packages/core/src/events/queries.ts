import { original } from '../customers/customer.ts';
import { customers } from '../customers/tables.ts';
import { defineQuery } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { filterSql } from '../shared/filters.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { instantOrNull } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import type { Reader } from '../storage/reader.ts';
import type { Row } from '../work.ts';
import { noticeView } from './notice.ts';
import { readNotifications } from './read-notifications.ts';
import {
  eventFeedSchema,
  type EventView,
  listEventsSchema,
  listNoticesSchema,
  noticePageSchema,
  outboxPositionSchema,
  outboxReaderSchema,
} from './schemas.ts';
import { events, notices, outboxPositions } from './tables.ts';

/** All that happened, in the order of commits, after a sequence: the change feed. For the shop alone. */
export const listEvents = defineQuery({
  name: 'events.list',
  summary: 'Read the change feed',
  input: listEventsSchema,
  answer: eventFeedSchema,
  async read(reader, { after, limit, types, subject }, context) {
    demandShop(context);
    const filter = filterSql({ subject });
    const byType = types === undefined ? '' : ' AND t."type" IN (SELECT value FROM json_each(?))';
    const where = `t."sequence" > CAST(? AS INTEGER)${filter.sql}${byType} ORDER BY t."sequence" LIMIT ${String(limit)}`;
    const params = [after, ...filter.params, ...(types === undefined ? [] : [JSON.stringify(types)])];
    const rows = await reader.table(events, where, params);
    return { data: rows.map(eventView), lastSequence: rows.at(-1)?.sequence ?? after };
  },
});

function eventView({
  sequence,
  id,
  type,
  subject,
  occurredAt,
  recordedAt,
  actor,
  data,
}: Row<typeof events>): EventView {
  const instants = { occurredAt: instantText(occurredAt), recordedAt: instantText(recordedAt) };
  return { sequence, id, type, subject, ...instants, actor, data: { ...data } };
}

/** Notices, newest first. Customers and leaders see their own; the shop sees all. */
export const listNotices = defineQuery({
  name: 'notices.list',
  summary: 'List notices',
  input: listNoticesSchema,
  answer: noticePageSchema,
  async read(reader, input, context) {
    const page = pageAfter(input, 'createdAt');
    const own = await ownReceiver(reader, context);
    const { receiverKind, receiverId, deliveryStatus } = input;
    const filter = filterSql({
      ...(own ?? { receiverKind, receiverId, deliveryStatus }),
      topic: input.topic,
    });
    const unread = input.unread === undefined ? '' : ` AND t."readAt" IS ${input.unread ? '' : 'NOT '}NULL`;
    // What the shop has switched off is told to nobody.
    const shown = own === undefined ? '' : ` AND t."deliveryStatus" <> 'off'`;
    const where = `${page.condition}${filter.sql}${unread}${shown} ${page.tail}`;
    const rows = await reader.table(notices, where, [...page.params, ...filter.params]);
    const ids = rows.map(({ id }) => id);
    const told = await readNotifications(reader, await readShop(reader), ids);
    const texts = new Map(told.map(({ id, text }) => [id, text]));
    return pageOf(rows, input, 'createdAt', (row) => {
      const view = noticeView(row, texts.get(row.id) ?? null);
      return own === undefined ? view : { ...view, delivery: null };
    });
  },
});

/** Whose notices may be seen: undefined is everybody's. */
async function ownReceiver(reader: Reader, context: Context) {
  const { actor } = context;
  if (actor.kind === 'leader') return { receiverKind: 'leader', receiverId: actor.leaderId };
  if (actor.kind !== 'customer') {
    demandShop(context);
    return undefined;
  }
  // A session may be older than a merge.
  const own = await reader.decide((work) => original(work, work.get(customers, actor.customerId)));
  return { receiverKind: 'customer', receiverId: own.id };
}

/** How far a reader of the feed has come; 0 when it has never moved. */
export const readOutboxPosition = defineQuery({
  name: 'outbox.position',
  summary: 'Read how far a reader of the change feed has come',
  input: outboxReaderSchema,
  answer: outboxPositionSchema,
  async read(reader, { reader: name }, context) {
    demandShop(context);
    const [position] = await reader.table(outboxPositions, 't."reader" = ?', [name]);
    return { reader: name, sequence: position?.sequence ?? 0, movedAt: instantOrNull(position?.movedAt) };
  },
});
