import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { counter, id, json, oneOf, required, rule, version, whole } from '../storage/columns.ts';
import type { PackedAnswer } from './pack-answer.ts';
import type { ShopPolicies } from './policies.ts';

/** The one row of the shop that this database belongs to. */
export const shops = sqliteTable('shops', {
  id: id(),
  name: required(),
  /** IANA time zone in which calendar rules are computed. */
  zone: required(),
  /** ISO 4217; fixed when the shop is created (R47). */
  currency: required(),
  locale: required(),
  policies: json<ShopPolicies>(),
  /** Signs the sessions of customers and leaders. */
  sessionSecret: required(),
  houseLeaderId: required(),
  createdAt: whole(),
  version: version(),
});

export const apiKeys = sqliteTable(
  'api_keys',
  {
    id: id(),
    name: required(),
    kind: text({ enum: ['secret', 'publishable'] }).notNull(),
    /** SHA-256 of the key, in hex: the key itself is shown once and never stored. */
    hash: text().notNull().unique('api_key_hash_once'),
    /** The first characters, so that people can tell keys apart. */
    hint: required(),
    scopes: json<readonly string[]>(),
    createdAt: whole(),
    revokedAt: integer(),
    version: version(),
  },
  () => [oneOf('api_key_kind', 'kind', ['secret', 'publishable'])],
);

export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    scope: required(),
    key: required(),
    fingerprint: required(),
    answer: json<PackedAnswer>(),
    createdAt: whole(),
  },
  (table) => [primaryKey({ name: 'idempotency_key_once', columns: [table.scope, table.key] })],
);

/** One row whose CHECK fails a batch when a guard query counts what must not be. */
export const guards = sqliteTable('guards', { id: integer().primaryKey(), failed: counter() }, () => [
  rule('guard_holds', '"failed" = 0'),
]);
