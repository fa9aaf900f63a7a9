import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { counter, flag, id, json, oneOf, required, version, whole } from '../storage/columns.ts';

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

export const receiverKinds = ['customer', 'leader', 'supplier', 'driver', 'shop'] as const;
export type ReceiverKind = (typeof receiverKinds)[number];
/** Waiting for the notifier, handed to it, given up, or of a topic that the shop has switched off. */
export const deliveryStatuses = ['pending', 'sent', 'dead', 'off'] as const;

/** A message to a person, in words of the receiver's language; shown in widgets and handed to a notifier. */
export const notices = sqliteTable(
  'notices',
  {
    id: id(),
    receiverKind: text({ enum: receiverKinds }).notNull(),
    receiverId: required(),
    topic: required(),
    facts: json<Readonly<Record<string, unknown>>>(),
    createdAt: whole(),
    readAt: integer(),
    source: text().notNull().unique('notice_once'),
    deliveryStatus: text({ enum: deliveryStatuses }).notNull().default('pending'),
    attempts: counter(),
    /** When it is handed to the notifier next, at the earliest. */
    nextAttemptAt: counter(),
    deliveredAt: integer(),
    /** What the notifier said the last time it failed. */
    failure: text(),
  },
  (table) => [
    oneOf('notice_receiver', 'receiverKind', receiverKinds),
    oneOf('notice_delivery_status', 'deliveryStatus', deliveryStatuses),
    index('notices_by_receiver').on(table.receiverKind, table.receiverId, table.createdAt),
    index('notices_by_creation').on(table.createdAt, table.id),
    index('notices_to_deliver').on(table.nextAttemptAt).where(sql.raw(`"deliveryStatus" = 'pending'`)),
    index('notices_dead').on(table.createdAt).where(sql.raw(`"deliveryStatus" = 'dead'`)),
  ],
);

/** What the shop has changed of the table of notices: its own words, or that nobody is told. */
export const noticeSettings = sqliteTable(
  'notice_settings',
  {
    topic: required(),
    receiverKind: text({ enum: receiverKinds }).notNull(),
    off: flag(),
    zh: text(),
    en: text(),
    changedAt: whole(),
    version: version(),
  },
  (table) => [primaryKey({ name: 'notice_setting_once', columns: [table.topic, table.receiverKind] })],
);
