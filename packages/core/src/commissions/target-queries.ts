import type * as z from 'zod';
import { defineQuery } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { demand, refuse } from '../shared/error.ts';
import { filterSql } from '../shared/filters.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { instantOrNull, money } from '../shared/schemas.ts';
import { type Instant, instantText, type Period, startOfDay } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import type { Reader } from '../storage/reader.ts';
import { bonusOf, stepReached, withheldOf, worthOf } from './bonus-of.ts';
import { type SalesRow, salesOfPeriod } from './sales-of-period.ts';
import { periodOf, runningPeriod, type Target, type TargetResult, targetView, withholds } from './target.ts';
import {
  listResultsSchema,
  listTargetsSchema,
  ownTargetsAnswerSchema,
  ownTargetsSchema,
  previewTargetSchema,
  targetIdSchema,
  targetPageSchema,
  type targetProgressSchema,
  targetProgressPageSchema,
  targetResultPageSchema,
  targetSchema,
} from './target-schemas.ts';
import { commissionTargets, targetNotices } from './target-tables.ts';
import { whichLeader } from './which-leader.ts';

type Progress = z.output<typeof targetProgressSchema>;

export const getTarget = defineQuery({
  name: 'commissionTargets.get',
  summary: 'Read a sales target',
  input: targetIdSchema,
  answer: targetSchema,
  async read(reader, { targetId }, context) {
    demandShop(context);
    return targetView(await storedTarget(reader, targetId), (await readShop(reader)).currency);
  },
});

/** Targets, newest first, also those that have ended. */
export const listTargets = defineQuery({
  name: 'commissionTargets.list',
  summary: 'List sales targets',
  input: listTargetsSchema,
  answer: targetPageSchema,
  async read(reader, input, context) {
    demandShop(context);
    const page = pageAfter(input, 'createdAt');
    const running = input.running === true ? ' AND t."nextTo" IS NOT NULL' : '';
    const rows = await reader.table(
      commissionTargets,
      `${page.condition}${running} ${page.tail}`,
      page.params,
    );
    const { currency } = await readShop(reader);
    return pageOf(rows, input, 'createdAt', (target) => targetView(target, currency));
  },
});

/** What came out of each period, newest first. Leaders see their own. */
export const listTargetResults = defineQuery({
  name: 'commissionTargets.results',
  summary: 'List what targets paid',
  input: listResultsSchema,
  answer: targetResultPageSchema,
  async read(reader, input, context) {
    const leaderId = await whichLeader(reader, input.leaderId, context);
    const page = pageAfter(input, 'postedAt');
    const { currency, zone } = await readShop(reader);
    const from = input.from === undefined ? undefined : startOfDay(input.from, zone);
    const filter = filterSql({ targetId: input.targetId, leaderId, from });
    const rows = await reader.rows<TargetResult & { readonly name: string }>(
      `SELECT t."id" AS "id", t."targetId" AS "targetId", t."leaderId" AS "leaderId", t."from" AS "from", t."to" AS "to",
         t."sales" AS "sales", t."step" AS "step", t."amount" AS "amount", t."postedAt" AS "postedAt", g."name" AS "name"
       FROM "target_results" t JOIN "commission_targets" g ON g."id" = t."targetId"
       WHERE ${page.condition}${filter.sql} ${page.tail}`,
      [...page.params, ...filter.params],
    );
    return pageOf(rows, input, 'postedAt', ({ id, targetId, name, step, ...row }) => ({
      id,
      targetId,
      name,
      step,
      leaderId: row.leaderId,
      from: instantText(row.from),
      to: instantText(row.to),
      sales: money(row.sales, currency),
      amount: money(row.amount, currency),
      postedAt: instantText(row.postedAt),
    }));
  },
});

/** What the period that is closed next would pay or withhold, leader by leader, if it ended now. */
export const previewTarget = defineQuery({
  name: 'commissionTargets.preview',
  summary: 'Preview what a target would pay',
  input: previewTargetSchema,
  answer: targetProgressPageSchema,
  async read(reader, { targetId, limit, cursor }, context) {
    demandShop(context);
    const target = await storedTarget(reader, targetId);
    const period = periodOf(target);
    if (!period) return { data: [], nextCursor: null };
    const { sql, params } = salesOfPeriod(soFar(period, context.now), {
      ...target,
      after: cursor,
      limit: limit + 1,
    });
    const rows = await reader.rows<SalesRow & Record<string, string | number>>(sql, [...params]);
    const { currency } = await readShop(reader);
    const ids = JSON.stringify(rows.map(({ leaderId }) => leaderId));
    const where = `t."targetId" = ? AND t."from" = CAST(? AS INTEGER) AND t."leaderId" IN (SELECT value FROM json_each(?))`;
    const told = await reader.table(targetNotices, where, [target.id, period.from, ids]);
    const toldAt = new Map(told.map(({ leaderId, announcedAt }) => [leaderId, announcedAt]));
    const data = rows
      .slice(0, limit)
      .map((row) => progressOf(target, period, row, toldAt.get(row.leaderId), currency));
    return { data, nextCursor: rows.length > limit ? (data.at(-1)?.leaderId ?? null) : null };
  },
});

/** The running targets of a leader: sales so far, the next step, how much is missing, the bonus. */
export const runningTargets = defineQuery({
  name: 'commissionTargets.running',
  summary: 'How far a leader is with the running targets',
  input: ownTargetsSchema,
  answer: ownTargetsAnswerSchema,
  async read(reader, input, context) {
    const leaderId = await whichLeader(reader, input.leaderId, context);
    demand(leaderId !== undefined, 'invalid_input', {
      fields: [{ path: 'leaderId', code: 'required', message: 'Name the leader.' }],
    });
    const [leader] = await reader.table(leaders, 't."id" = ?', [leaderId]);
    const shop = await readShop(reader);
    const targets = await reader.table(
      commissionTargets,
      `t."nextTo" IS NOT NULL AND t."nextFrom" <= CAST(?1 AS INTEGER) AND (t."leaderId" IS NULL OR t."leaderId" = ?2)
        AND (t."leaderTier" IS NULL OR t."leaderTier" = ?3) ORDER BY t."nextTo", t."id" LIMIT 100`,
      [context.now, leaderId, leader?.tier ?? null],
    );
    const salesOf = salesByPeriod(reader, leaderId, context.now);
    const data = targets.map(async (target) => {
      const period = runningPeriod(target, context.now, shop);
      if (!period) return [];
      const announcedAt = withholds(target)
        ? await announcementOf(reader, target, leaderId, period)
        : undefined;
      const rows = await salesOf(period);
      return rows.map((row) => progressOf(target, period, row, announcedAt, shop.currency));
    });
    return { data: (await Promise.all(data)).flat() };
  },
});

/** A leader's sales in a period so far, asked once however many targets have that period. */
function salesByPeriod(reader: Reader, leaderId: string, now: Instant) {
  const asked = new Map<string, Promise<readonly SalesRow[]>>();
  return (period: Period): Promise<readonly SalesRow[]> => {
    const key = `${String(period.from)} ${String(period.to)}`;
    // The tier was compared as it stands now: the period is not over.
    const { sql, params } = salesOfPeriod(soFar(period, now), { leaderId });
    const rows = asked.get(key) ?? reader.rows<SalesRow & Record<string, string | number>>(sql, [...params]);
    asked.set(key, rows);
    return rows;
  };
}

async function announcementOf(
  reader: Reader,
  { id }: Target,
  leaderId: string,
  { from }: Period,
): Promise<Instant | undefined> {
  const where = 't."targetId" = ? AND t."leaderId" = ? AND t."from" = CAST(? AS INTEGER)';
  const [told] = await reader.table(targetNotices, where, [id, leaderId, from]);
  return told?.announcedAt;
}

/** Of a period that runs, what the clock has earned by now. */
function soFar({ from, to }: Period, now: Instant): Period {
  return { from, to: Math.min(to, now + 1) };
}

function progressOf(
  target: Target,
  { from, to }: Period,
  { leaderId, sales, wholePeriod }: SalesRow,
  announcedAt: Instant | undefined,
  currency: string,
): Progress {
  const step = stepReached(target.steps, sales);
  const next = target.steps[step];
  return {
    targetId: target.id,
    name: target.name,
    leaderId,
    from: instantText(from),
    to: instantText(to),
    sales: money(sales, currency),
    step: step === 0 ? null : step,
    bonus: money(bonusOf(target.steps, sales), currency),
    next: next
      ? {
          step: step + 1,
          threshold: money(next.threshold, currency),
          missing: money(next.threshold - sales, currency),
          bonus: money(worthOf(next, next.threshold), currency),
        }
      : null,
    withheld: money(step === 0 && wholePeriod === 1 ? withheldOf(target, sales) : 0, currency),
    announcedAt: instantOrNull(announcedAt),
  };
}

async function storedTarget(reader: Reader, targetId: string): Promise<Target> {
  const [target] = await reader.table(commissionTargets, 't."id" = ?', [targetId]);
  return target ?? refuse('not_found', { what: 'commission_targets', key: targetId });
}
