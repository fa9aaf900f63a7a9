import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { FaultShares } from '../aftersales/tables.ts';
import { counter, id, json, notNegative, oneOf, required, rule, version, whole } from '../storage/columns.ts';

/** Where goods were lost, in the order of their way (C16). */
export const shrinkageStages = [
  'receipt',
  'sorting',
  'transport',
  'handover',
  'uncollected',
  'stock',
] as const;
export type ShrinkageStage = (typeof shrinkageStages)[number];

/**
 * A loss that somebody wrote down (损耗登记): what, where, why, and who answers for it. What it took out of the goods
 * stands in `shrinkages`, a row for each line that comes short and one for what nobody misses.
 */
export const shrinkageRecords = sqliteTable(
  'shrinkage_records',
  {
    id: id(),
    stage: text({ enum: shrinkageStages }).notNull(),
    /** Null for goods that belong to no round. */
    campaignId: text(),
    variantId: required(),
    pickupPointId: text(),
    orderLineId: text(),
    pieces: whole(),
    /** Of these, pieces that stock made good: no line is shorter for them. */
    fromStock: counter(),
    /** Of these, pieces that lines now lack. */
    short: counter(),
    cost: counter(),
    reason: required(),
    faultShares: json<FaultShares>(),
    /** The leader who answers for a part of it. */
    leaderId: text(),
    pictures: json<readonly string[]>(),
    recordedAt: whole(),
    recordedBy: required(),
    /** The caller's own: the same loss counts once, for ever. */
    reference: text().unique('shrinkage_reference_once'),
    /** Written down by mistake: taken back by opposite postings, never deleted. */
    reversedAt: integer(),
    reversedBy: text(),
    reversal: text(),
    version: version(),
  },
  (table) => [
    oneOf('shrinkage_record_stage', 'stage', shrinkageStages),
    rule('shrinkage_record_pieces', '"pieces" >= 1 AND "fromStock" + "short" <= "pieces"'),
    rule(
      'shrinkage_record_reversed',
      '("reversedAt" IS NULL) = ("reversal" IS NULL) AND ("reversedAt" IS NULL) = ("reversedBy" IS NULL)',
    ),
    notNegative('shrinkage_record_not_negative', 'fromStock', 'short', 'cost'),
    index('shrinkage_records_by_campaign').on(table.campaignId, table.variantId),
    index('shrinkage_records_by_recording').on(table.recordedAt, table.id),
  ],
);
