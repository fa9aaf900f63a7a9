import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { attemptsMax, noticesPerChunk } from './take-notices.ts';

const waitMax = 6 * 3_600_000;

/**
 * Writes down what became of notices that were taken: sent, or failed and to be tried again after a while that grows;
 * after eight times they are given up, and stand in the list as dead.
 *
 * Refuses: not_allowed.
 */
export const settleNotices = defineVerb({
  name: 'notices.settle',
  summary: 'Write down which notices were delivered',
  input: z.strictObject({
    sent: z.array(z.string()).max(noticesPerChunk),
    failed: z.array(z.strictObject({ id: z.string(), failure: z.string() })).max(noticesPerChunk),
  }),
  answer: z.strictObject({ dead: z.int() }),
  alone: true,
  decide: (work, { sent, failed }, context) => {
    demandShop(context);
    const { now } = context;
    if (sent.length > 0) work.statement(markSent, [now, JSON.stringify(sent)]);
    if (failed.length === 0) return { dead: 0 };
    const list = JSON.stringify(failed.map(({ id, failure }) => [id, failure.slice(0, 500)]));
    const given = work.rows<{ id: string }>(givenUp, [list]);
    work.statement(markFailed, [now, list]);
    for (const { id } of given)
      work.emit({ type: 'notice.givenUp', subject: id, data: { attempts: attemptsMax } });
    return { dead: given.length };
  },
});

const ofList = `"id" IN (SELECT value FROM json_each(?))`;
const markSent = `UPDATE "notices" SET "deliveryStatus" = 'sent', "deliveredAt" = CAST(? AS INTEGER), "failure" = NULL
  WHERE ${ofList} AND "deliveryStatus" = 'pending'`;
const givenUp = `SELECT n."id" AS "id" FROM json_each(?) AS j JOIN "notices" n ON n."id" = j.value ->> 0
  WHERE n."deliveryStatus" = 'pending' AND n."attempts" >= ${String(attemptsMax)}`;
const wait = `min(${String(waitMax)}, 60000 * (1 << (2 * min(10, "notices"."attempts" - 1))))`;
const markFailed = `UPDATE "notices" SET "failure" = j.value ->> 1,
    "deliveryStatus" = CASE WHEN "notices"."attempts" >= ${String(attemptsMax)} THEN 'dead' ELSE 'pending' END,
    "nextAttemptAt" = CAST(? AS INTEGER) + ${wait}
  FROM json_each(?) AS j WHERE "notices"."id" = j.value ->> 0 AND "notices"."deliveryStatus" = 'pending'`;
