import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import type { Stander } from '../pickup-points/stands-at.ts';
import type { Reader } from '../storage/reader.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { filterSql } from '../shared/filters.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { calendarDate } from '../shared/time.ts';
import { isShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import { runAnswers } from './delivery-run.ts';
import { deliveryRunSchema, listRunsSchema, runIdSchema, runPageSchema } from './schemas.ts';
import { deliveryRuns } from './tables.ts';

/** One run with its stops. A leader sees only the stops at own points, and at those stood in for (R44). */
export const getRun = defineQuery({
  name: 'deliveryRuns.get',
  summary: 'Read a delivery run',
  input: runIdSchema,
  answer: deliveryRunSchema,
  async read(reader, { runId }, context) {
    const leader = leaderOf(context);
    const [run] = await reader.decide((work) =>
      work.find(deliveryRuns, runId) ? runAnswers(work, [runId], leader) : [],
    );
    return run ?? refuse('not_found', { what: 'delivery_runs', key: runId });
  },
});

/**
 * Delivery runs, newest first. A leader sees only those that come by, and only the stops at own points, and at
 * those stood in for (R44).
 */
export const listRuns = defineQuery({
  name: 'deliveryRuns.list',
  summary: 'List delivery runs',
  input: listRunsSchema,
  answer: runPageSchema,
  async read(reader, input, context) {
    const leader = leaderOf(context);
    const page = pageAfter(input, 'createdAt');
    const { campaignId: reference, status } = input;
    const campaignId =
      reference === undefined
        ? undefined
        : await reader.decide((work) => work.resolve(campaigns, reference).id);
    const filter = filterSql({ campaignId, status });
    const own = leader === undefined ? '' : ` AND ${comesByAt}`;
    const stander = leader === undefined ? [] : await standerOf(reader, leader);
    const params = [...page.params, ...filter.params, ...stander];
    const rows = await reader.table(
      deliveryRuns,
      `${page.condition}${filter.sql}${own} ${page.tail}`,
      params,
    );
    const ids = rows.slice(0, input.limit).map(({ id }) => id);
    const views = await reader.decide((work) => runAnswers(work, ids, leader));
    const byId = new Map(views.map((view) => [view.id, view]));
    return pageOf(rows, input, 'createdAt', ({ id }) => byId.get(id) ?? refuse('not_found'));
  },
});

const comesByAt = `EXISTS (SELECT 1 FROM "delivery_stops" AS s JOIN "pickup_points" AS p ON p."id" = s."pickupPointId"
  WHERE s."deliveryRunId" = t."id" AND (p."leaderId" = ? OR p."id" IN (SELECT k."pickupPointId" FROM "pickup_substitutes" AS k
    WHERE k."leaderId" = ? AND k."endedAt" IS NULL AND ? BETWEEN k."fromDate" AND k."toDate")))`;

async function standerOf(reader: Reader, { leaderId, now }: Stander): Promise<readonly string[]> {
  return [leaderId, leaderId, calendarDate(now, (await readShop(reader)).zone)];
}

function leaderOf({ actor, now }: Context): Stander | undefined {
  demand(isShop({ actor }) || actor.kind === 'leader', 'not_allowed', {
    needs: 'a secret key or a leader session',
  });
  return actor.kind === 'leader' ? { leaderId: actor.leaderId, now } : undefined;
}
