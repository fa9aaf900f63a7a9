import type * as z from 'zod';
import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { refuse } from '../shared/error.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { startOfDay } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop, type Shop } from '../shop/the-shop.ts';
import type { SqlRow, SqlValue } from '../storage/engine.ts';
import type { Reader } from '../storage/reader.ts';
import { type Steps, waterfallColumns, waterfallView } from './profit-waterfall.ts';
import { type ProfitGroup, profitInputSchema, profitReportSchema } from './schemas.ts';

type ProfitInput = z.output<typeof profitInputSchema>;
type GroupRow = Steps & { readonly key: string | null };

/** Where the names of a group stand. */
const labels: Readonly<Record<ProfitGroup, string>> = {
  campaign: 'SELECT t."id" AS "id", t."title" AS "label" FROM "campaigns" t',
  variant: `SELECT t."id" AS "id", trim(p."name" || ' ' || t."specification") AS "label" FROM "variants" t JOIN "products" p ON p."id" = t."productId"`,
  community: 'SELECT t."id" AS "id", t."name" AS "label" FROM "communities" t',
  leader: 'SELECT t."id" AS "id", t."name" AS "label" FROM "leaders" t',
  supplier: 'SELECT t."id" AS "id", t."name" AS "label" FROM "suppliers" t',
};

/**
 * How profit comes about, from the ledger alone, by campaign, variant, community, leader or supplier. What has no such
 * dimension is a row of its own, so that every grouping has the same total.
 *
 * Refuses: not_found, not_allowed, invalid_input.
 */
export const profit = defineQuery({
  name: 'reports.profit',
  summary: 'Profit step by step',
  input: profitInputSchema,
  answer: profitReportSchema,
  async read(reader, input, context) {
    demandShop(context);
    const shop = await readShop(reader);
    const { where, params } = await conditionOf(reader, input, shop);
    const offset = offsetOf(input);
    const column = `t."${input.by}Id"`;
    const [sums = [], groups = []] = await reader.together([
      { sql: `SELECT ${waterfallColumns} FROM "ledger_entries" t WHERE ${where}`, params },
      {
        sql: `SELECT ${column} AS "key", ${waterfallColumns} FROM "ledger_entries" t WHERE ${where} GROUP BY ${column}
          ORDER BY "profit" DESC, "key" LIMIT ${String(input.limit + 1)} OFFSET ${String(offset)}`,
        params,
      },
    ]);
    const shown = (groups as unknown as readonly GroupRow[]).slice(0, input.limit);
    const labelOf = await labelsOf(reader, input.by, shown);
    return {
      by: input.by,
      total: waterfallView(stepsOf(sums[0]), shop.currency),
      data: shown.map((row) => ({
        id: row.key,
        label: row.key === null ? null : (labelOf.get(row.key) ?? null),
        ...waterfallView(row, shop.currency),
      })),
      nextCursor: groups.length > input.limit ? String(offset + input.limit) : null,
    };
  },
});

async function conditionOf(reader: Reader, input: ProfitInput, { zone }: Shop) {
  const campaignId = await ownIdOf(reader, campaigns, input.campaignId);
  const bounds: [string, SqlValue | undefined][] = [
    ['t."campaignId" = ?', campaignId],
    ['t."postedAt" >= CAST(? AS INTEGER)', input.from && startOfDay(input.from, zone)],
    ['t."postedAt" < CAST(? AS INTEGER)', input.to && startOfDay(input.to, zone)],
  ];
  const given = bounds.filter((bound): bound is [string, SqlValue] => bound[1] !== undefined);
  const where = ['t."account" BETWEEN 4000 AND 6999', ...given.map(([condition]) => condition)].join(' AND ');
  return { where, params: given.map(([, value]) => value) };
}

/** Groups are sums, so a page is counted, not continued after a row. */
function offsetOf({ cursor }: ProfitInput): number {
  if (cursor === undefined) return 0;
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  return refuse('invalid_input', {
    fields: [{ path: 'cursor', code: 'cursor', message: 'This is no cursor of this list.' }],
  });
}

async function labelsOf(
  reader: Reader,
  by: ProfitGroup,
  rows: readonly GroupRow[],
): Promise<ReadonlyMap<string, string>> {
  const ids = JSON.stringify(rows.map(({ key }) => key));
  const found = await reader.rows<{ id: string; label: string }>(
    `${labels[by]} WHERE t."id" IN (SELECT value FROM json_each(?))`,
    [ids],
  );
  return new Map(found.map(({ id, label }) => [id, label]));
}

/** Sums over nothing are null. */
function stepsOf(row: SqlRow | undefined): Steps {
  return Object.fromEntries(
    Object.entries(row ?? {}).map(([step, amount]) => [step, Number(amount ?? 0)]),
  ) as unknown as Steps;
}
