import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { id, json, oneOf, required, whole } from '../storage/columns.ts';

/** The log of all that happened, written with the change it tells of; the change feed and the outbox read it in order. */
export const events = sqliteTable(
  'events',
  {
    /** Given by the database in the order of commits. */
    sequence: integer().primaryKey(),
    id: text().notNull(),
    type: required(),
    subject: required(),
    occurredAt: whole(),
    recordedAt: whole(),
    actor: required(),
    data: json<Readonly<Record<string, unknown>>>(),
  },
  (table) => [index('events_by_subject').on(table.subject)],
);

/** How far a reader of the outbox has come. */
export const outboxPositions = sqliteTable('outbox_positions', {
  reader: text().primaryKey(),
  sequence: whole(),
  movedAt: whole(),
});

/** A message to a person, in words of the receiver's language; shown in widgets and handed to a notifier. */
export const notices = sqliteTable(
  'notices',
  {
    id: id(),
    receiverKind: text({ enum: ['customer', 'leader', 'supplier', 'shop'] }).notNull(),
    receiverId: required(),
    topic: required(),
    facts: json<Readonly<Record<string, unknown>>>(),
    createdAt: whole(),
    readAt: integer(),
    source: text().notNull().unique('notice_once'),
  },
  (table) => [
    oneOf('notice_receiver', 'receiverKind', ['customer', 'leader', 'supplier', 'shop']),
    index('notices_by_receiver').on(table.receiverKind, table.receiverId, table.createdAt),
  ],
);
