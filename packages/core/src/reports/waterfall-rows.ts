import type { SqlRow, SqlValue } from '../storage/engine.ts';
import type { Reader } from '../storage/reader.ts';
import { type Steps, waterfallColumns } from './profit-waterfall.ts';
import { inPeriod, type ReportPeriod } from './report-period.ts';
import type { ProfitGroup } from './schemas.ts';

/** A group and its waterfall; the key is null where the entries name none. */
export type GroupRow = Steps & { readonly key: string | null };

/** Which entries of profit and loss: parameters stand in the order of the question marks. */
export interface EntryFilter {
  readonly where: string;
  readonly params: readonly SqlValue[];
}

/** Entries of profit and loss in a period, of one campaign or of all. The words are those of their indexes. */
export function profitEntries(period: ReportPeriod, zone: string, campaignId?: string): EntryFilter {
  const dated = inPeriod('t."postedAt"', period, zone);
  const ofCampaign = campaignId === undefined ? '' : ' AND t."campaignId" = ?';
  return {
    where: `t."account" BETWEEN 4000 AND 6999 AND ${dated.where}${ofCampaign}`,
    params: [...dated.params, ...(campaignId === undefined ? [] : [campaignId])],
  };
}

export interface PageWish {
  readonly by: ProfitGroup;
  readonly limit: number;
  readonly offset: number;
}

/** The waterfall of everything, and a page of its groups, the most profitable first: one round trip. */
export async function readWaterfalls(
  reader: Reader,
  { where, params }: EntryFilter,
  { by, limit, offset }: PageWish,
): Promise<{ readonly total: Steps; readonly rows: readonly GroupRow[]; readonly more: boolean }> {
  const column = `t."${by}Id"`;
  const [sums = [], groups = []] = await reader.together([
    { sql: `SELECT ${waterfallColumns} FROM "ledger_entries" t WHERE ${where}`, params },
    {
      sql: `SELECT ${column} AS "key", ${waterfallColumns} FROM "ledger_entries" t WHERE ${where} GROUP BY ${column}
        ORDER BY "profit" DESC, "key" LIMIT ${String(limit + 1)} OFFSET ${String(offset)}`,
      params,
    },
  ]);
  const rows = (groups as unknown as readonly GroupRow[]).slice(0, limit);
  return { total: stepsOf(sums[0]), rows, more: groups.length > limit };
}

/** Where the names of a group stand. */
const labels: Readonly<Record<ProfitGroup, string>> = {
  campaign: 'SELECT t."id" AS "id", t."title" AS "label" FROM "campaigns" t',
  variant: `SELECT t."id" AS "id", trim(p."name" || ' ' || t."specification") AS "label" FROM "variants" t JOIN "products" p ON p."id" = t."productId"`,
  community: 'SELECT t."id" AS "id", t."name" AS "label" FROM "communities" t',
  leader: 'SELECT t."id" AS "id", t."name" AS "label" FROM "leaders" t',
  supplier: 'SELECT t."id" AS "id", t."name" AS "label" FROM "suppliers" t',
};

/** The names of groups, by id. */
export async function labelsOf(
  reader: Reader,
  by: ProfitGroup,
  keys: readonly (string | null)[],
): Promise<(key: string | null) => string | null> {
  const found = await reader.rows<{ id: string; label: string }>(
    `${labels[by]} WHERE t."id" IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(keys)],
  );
  const byId = new Map(found.map(({ id, label }) => [id, label]));
  return (key) => (key === null ? null : (byId.get(key) ?? null));
}

/** Sums over nothing are null. */
export function stepsOf(row: SqlRow | undefined): Steps {
  return Object.fromEntries(
    Object.entries(row ?? {}).map(([step, amount]) => [step, Number(amount ?? 0)]),
  ) as unknown as Steps;
}
