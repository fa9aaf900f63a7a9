import * as z from 'zod';
import { defineVerb } from '../define.ts';
import type { OpenTuan } from '../open-tuan.ts';
import type { Instant } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop, theShop } from '../shop/the-shop.ts';
import type { TickStep } from '../tick-step.ts';
import { newsFor } from './collect-notices.ts';
import { noticeTable } from './notice-table.ts';
import type { Notify } from './notifier.ts';
import { isQuiet } from './quiet-hours.ts';
import { readNotifications } from './read-notifications.ts';

const perChunk = 50;
const chunksPerTick = 40;
/** How long a notice is nobody else's once it is taken: the notifier may hang, or its process end, in milliseconds. */
const leasedFor = 5 * 60_000;
/** About a day, with waits of 1, 4, 16, 64 minutes and then 6 hours. */
const attemptsMax = 8;
const waitMax = 6 * 3_600_000;

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
  ORDER BY "nextAttemptAt", "createdAt", "id" LIMIT ${String(perChunk)}`;
const ofList = `"id" IN (SELECT value FROM json_each(?))`;
const takenByAnother = `SELECT count(*) FROM "notices" WHERE ${ofList}
  AND ("deliveryStatus" <> 'pending' OR "nextAttemptAt" > CAST(? AS INTEGER))`;
const switchedOff = `UPDATE "notices" SET "deliveryStatus" = 'off' WHERE ${ofList} AND EXISTS (SELECT 1 FROM "notice_settings" s
  WHERE s."topic" = "notices"."topic" AND s."receiverKind" = "notices"."receiverKind" AND s."off" = 1)`;
const noNews = `UPDATE "notices" SET "deliveryStatus" = 'dead', "failure" = 'too old'
  WHERE ${ofList} AND "deliveryStatus" = 'pending' AND "createdAt" < CAST(? AS INTEGER) AND "attempts" = 0`;
const lease = `UPDATE "notices" SET "nextAttemptAt" = CAST(? AS INTEGER), "attempts" = "attempts" + 1
  WHERE ${ofList} AND "deliveryStatus" = 'pending'`;

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
    sent: z.array(z.string()).max(perChunk),
    failed: z.array(z.strictObject({ id: z.string(), failure: z.string() })).max(perChunk),
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

const markSent = `UPDATE "notices" SET "deliveryStatus" = 'sent', "deliveredAt" = CAST(? AS INTEGER), "failure" = NULL
  WHERE ${ofList} AND "deliveryStatus" = 'pending'`;
const givenUp = `SELECT n."id" AS "id" FROM json_each(?) AS j JOIN "notices" n ON n."id" = j.value ->> 0
  WHERE n."deliveryStatus" = 'pending' AND n."attempts" >= ${String(attemptsMax)}`;
const wait = `min(${String(waitMax)}, 60000 * (1 << (2 * min(10, "notices"."attempts" - 1))))`;
const markFailed = `UPDATE "notices" SET "failure" = j.value ->> 1,
    "deliveryStatus" = CASE WHEN "notices"."attempts" >= ${String(attemptsMax)} THEN 'dead' ELSE 'pending' END,
    "nextAttemptAt" = CAST(? AS INTEGER) + ${wait}
  FROM json_each(?) AS j WHERE "notices"."id" = j.value ->> 0 AND "notices"."deliveryStatus" = 'pending'`;

/** Hands what is due to the host's notifier; without one, notices wait in the lists of the pages. */
export const deliverNoticesStep: TickStep = {
  name: takeNotices.name,
  async run(tuan, now) {
    const { notify } = tuan;
    if (notify === undefined) return 0;
    let delivered = 0;
    for (let chunks = 0; chunks < chunksPerTick; chunks += 1) {
      const { noticeIds } = await tuan.notices.take({}, { now });
      if (noticeIds.length === 0) return delivered;
      delivered += await deliver(tuan, notify, noticeIds, now);
    }
    return delivered;
  },
};

async function deliver(
  tuan: OpenTuan,
  notify: Notify,
  noticeIds: readonly string[],
  now: Instant,
): Promise<number> {
  const shop = await readShop(tuan.reader);
  const notifications = await readNotifications(tuan.reader, shop, noticeIds, { pending: true });
  const outcomes = await Promise.allSettled(notifications.map(async (one) => notify(one)));
  const failed: { id: string; failure: string }[] = [];
  const sent: string[] = [];
  for (const [index, { id }] of notifications.entries()) {
    const outcome = outcomes[index];
    if (outcome?.status === 'rejected') failed.push({ id, failure: reasonOf(outcome.reason) });
    else sent.push(id);
  }
  await tuan.notices.settle({ sent, failed }, { now });
  return sent.length;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
