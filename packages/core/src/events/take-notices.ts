import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import { newsFor } from './collect-notices.ts';
import { noticeTable } from './notice-table.ts';
import { isQuiet } from './quiet-hours.ts';
import type { Work } from '../work.ts';

/** How many are under way at a time. */
export const noticesPerChunk = 50;
/** About a day, with waits of 1, 4, 16, 64 minutes and then 6 hours. */
export const attemptsMax = 8;
/** How long a notice is nobody else's once it is taken: the notifier may hang, or its process end, in milliseconds. */
const leasedFor = 5 * 60_000;

/** Those that quiet hours do not hold back, as `topic kind`. */
const urgent = JSON.stringify(
  noticeTable.filter((row) => row.urgent === true).map(({ topic, receiver }) => `${topic} ${receiver}`),
);

/**
 * Takes notices that are due for handing to the notifier, for five minutes: nobody else takes them meanwhile. Within
 * quiet hours only urgent ones; what the shop has switched off, or is no news any more, is not handed over at all. One
 * that was taken eight times without a word of what became of it is given up: it may be what ends the process.
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
    const rows = work.rows<{ id: string; attempts: number }>(due, [now, only, urgent]);
    if (rows.length === 0) return { noticeIds: [] };
    work.guard(takenByAnother, [JSON.stringify(rows.map(({ id }) => id)), now]);
    const unanswered = rows.filter(({ attempts }) => attempts >= attemptsMax);
    if (unanswered.length > 0) giveUp(work, unanswered);
    const noticeIds = rows.filter(({ attempts }) => attempts < attemptsMax).map(({ id }) => id);
    const list = JSON.stringify(noticeIds);
    work.statement(switchedOff, [list]);
    work.statement(noNews, [list, now - newsFor]);
    work.statement(lease, [now + leasedFor, list]);
    return { noticeIds };
  },
});

/** Nobody settled them after the last attempt: who takes them next says so. */
function giveUp(work: Work, unanswered: readonly { readonly id: string; readonly attempts: number }[]): void {
  work.statement(neverAnswered, [JSON.stringify(unanswered.map(({ id }) => id))]);
  for (const { id, attempts } of unanswered)
    work.emit({ type: 'notice.givenUp', subject: id, data: { attempts } });
}

const due = `SELECT "id" AS "id", "attempts" AS "attempts" FROM "notices" WHERE "deliveryStatus" = 'pending' AND "nextAttemptAt" <= CAST(? AS INTEGER)
  AND (CAST(? AS INTEGER) = 0 OR "topic" || ' ' || "receiverKind" IN (SELECT value FROM json_each(?)))
  ORDER BY "nextAttemptAt", "createdAt", "id" LIMIT ${String(noticesPerChunk)}`;
const ofList = `"id" IN (SELECT value FROM json_each(?))`;
const takenByAnother = `SELECT count(*) FROM "notices" WHERE ${ofList}
  AND ("deliveryStatus" <> 'pending' OR "nextAttemptAt" > CAST(? AS INTEGER))`;
const neverAnswered = `UPDATE "notices" SET "deliveryStatus" = 'dead', "failure" = coalesce("failure", 'never answered')
  WHERE ${ofList} AND "deliveryStatus" = 'pending'`;
const switchedOff = `UPDATE "notices" SET "deliveryStatus" = 'off' WHERE ${ofList} AND EXISTS (SELECT 1 FROM "notice_settings" s
  WHERE s."topic" = "notices"."topic" AND s."receiverKind" = "notices"."receiverKind" AND s."off" = 1)`;
const noNews = `UPDATE "notices" SET "deliveryStatus" = 'dead', "failure" = 'too old'
  WHERE ${ofList} AND "deliveryStatus" = 'pending' AND "createdAt" < CAST(? AS INTEGER) AND "attempts" = 0`;
const lease = `UPDATE "notices" SET "nextAttemptAt" = CAST(? AS INTEGER), "attempts" = "attempts" + 1
  WHERE ${ofList} AND "deliveryStatus" = 'pending'`;
