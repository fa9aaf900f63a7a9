import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import { newsFor } from './collect-notices.ts';
import { noticeTable } from './notice-table.ts';
import { isQuiet } from './quiet-hours.ts';

/** How many are under way at a time. */
export const noticesPerChunk = 50;
/** How long a notice is nobody else's once it is taken: the notifier may hang, or its process end, in milliseconds. */
const leasedFor = 5 * 60_000;

/** Those that quiet hours do not hold back, as `topic kind`. */
const urgent = JSON.stringify(
  noticeTable.filter((row) => row.urgent === true).map(({ topic, receiver }) => `${topic} ${receiver}`),
);

/**
 * Takes notices that are due for handing to the notifier, for five minutes: nobody else takes them meanwhile. Within
 * quiet hours only urgent ones; what the shop has switched off, or is no news any more, is not handed over at all.
 *
 * Refuses: not_allowed.
 */
export const takeNotices = defineVerb({
  name: 'notices.take',
  summary: 'Take notices that are due for delivery',
  input: z.strictObject({}),
  answer: z.strictObject({ noticeIds: z.array(z.string()) }),
  alone: true,
  decide: (work, _input, context) => {
    demandShop(context);
    const { now } = context;
    const { policies, zone } = theShop(work);
    const only = isQuiet(policies.quietHours, now, zone) ? 1 : 0;
    const rows = work.rows<{ id: string }>(due, [now, only, urgent]);
    const noticeIds = rows.map(({ id }) => id);
    if (noticeIds.length === 0) return { noticeIds };
    const list = JSON.stringify(noticeIds);
    work.guard(takenByAnother, [list, now]);
    work.statement(switchedOff, [list]);
    work.statement(noNews, [list, now - newsFor]);
    work.statement(lease, [now + leasedFor, list]);
    return { noticeIds };
  },
});

const due = `SELECT "id" AS "id" FROM "notices" WHERE "deliveryStatus" = 'pending' AND "nextAttemptAt" <= CAST(? AS INTEGER)
  AND (CAST(? AS INTEGER) = 0 OR "topic" || ' ' || "receiverKind" IN (SELECT value FROM json_each(?)))
  ORDER BY "nextAttemptAt", "createdAt", "id" LIMIT ${String(noticesPerChunk)}`;
const ofList = `"id" IN (SELECT value FROM json_each(?))`;
const takenByAnother = `SELECT count(*) FROM "notices" WHERE ${ofList}
  AND ("deliveryStatus" <> 'pending' OR "nextAttemptAt" > CAST(? AS INTEGER))`;
const switchedOff = `UPDATE "notices" SET "deliveryStatus" = 'off' WHERE ${ofList} AND EXISTS (SELECT 1 FROM "notice_settings" s
  WHERE s."topic" = "notices"."topic" AND s."receiverKind" = "notices"."receiverKind" AND s."off" = 1)`;
const noNews = `UPDATE "notices" SET "deliveryStatus" = 'dead', "failure" = 'too old'
  WHERE ${ofList} AND "deliveryStatus" = 'pending' AND "createdAt" < CAST(? AS INTEGER) AND "attempts" = 0`;
const lease = `UPDATE "notices" SET "nextAttemptAt" = CAST(? AS INTEGER), "attempts" = "attempts" + 1
  WHERE ${ofList} AND "deliveryStatus" = 'pending'`;
