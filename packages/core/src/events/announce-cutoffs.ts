import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';

/**
 * Tells leaders of rounds that close soon, once for each cutoff, by the clock.
 *
 * Refuses: not_allowed.
 */
export const announceCutoffs = defineVerb({
  name: 'notices.announceCutoffs',
  summary: 'Tell leaders of cutoffs that are near',
  input: z.strictObject({}),
  answer: z.strictObject({ done: z.int() }),
  alone: true,
  decide: (work, _input, context) => {
    demandShop(context);
    const minutes = theShop(work).policies.cutoffNoticeMinutes;
    if (minutes === 0) return { done: 0 };
    const params = [context.now, context.now + minutes * 60_000];
    const [due] = work.rows<{ count: number }>(`SELECT count(*) AS "count" FROM ${closingSoon}`, params);
    const done = due?.count ?? 0;
    if (done > 0) work.statement(insertCutoffs, [context.now, ...params]);
    return { done };
  },
});

const closingSoon = `"campaigns" c JOIN "campaign_leaders" cl ON cl."campaignId" = c."id"
  WHERE c."status" = 'published' AND c."closesAt" > CAST(? AS INTEGER) AND c."closesAt" <= CAST(? AS INTEGER)
    AND NOT EXISTS (SELECT 1 FROM "notices" x
      WHERE x."source" = 'campaign.cutoffSoon ' || c."id" || ' ' || c."closesAt" || ' ' || cl."leaderId")`;
const insertCutoffs = `INSERT INTO "notices" ("id", "receiverKind", "receiverId", "topic", "facts", "createdAt", "source")
  SELECT 'ntc_' || c."id" || '_' || c."closesAt" || '_' || cl."leaderId", 'leader', cl."leaderId", 'campaign.cutoffSoon',
    json_object('campaignId', c."id", 'closes', c."closesAt"), CAST(? AS INTEGER),
    'campaign.cutoffSoon ' || c."id" || ' ' || c."closesAt" || ' ' || cl."leaderId"
  FROM ${closingSoon} ON CONFLICT DO NOTHING`;
