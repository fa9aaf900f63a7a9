import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { refuse } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import type { Reader } from '../storage/reader.ts';
import { periodBand, sellingStatement } from './profit-band.ts';
import { waterfallView } from './profit-waterfall.ts';
import { offsetOf, periodOf } from './report-period.ts';
import { profitInputSchema, profitReportSchema } from './schemas.ts';
import { spreadWaterfalls, sumOfSteps } from './spread-costs.ts';
import {
  type EntryFilter,
  labelsOf,
  type PageWish,
  profitEntries,
  readWaterfalls,
} from './waterfall-rows.ts';

/**
 * How profit comes about, from the ledger alone, by campaign, variant, community, leader or supplier. What has no such
 * dimension is a row of its own, so that every grouping has the same total.
 *
 * Operating costs without a campaign stand in the row of none, or are spread over the campaigns when that is asked for.
 *
 * Refuses: not_found, not_allowed, invalid_input.
 */
export const profit = defineQuery({
  name: 'reports.profit',
  summary: 'Profit step by step',
  aside: true,
  input: profitInputSchema,
  answer: profitReportSchema,
  async read(reader, input, context) {
    demandShop(context);
    const shop = await readShop(reader);
    const { zone, currency } = shop;
    const campaignId = await ownIdOf(reader, campaigns, input.campaignId);
    const period = periodOf(input, zone);
    const page = { by: input.by, limit: input.limit, offset: offsetOf(input.cursor) };
    const entries = profitEntries(period, zone, campaignId);
    const { total, rows, more } = input.spreadCosts
      ? await readSpread(reader, profitEntries(period, zone), page, campaignId)
      : await readWaterfalls(reader, entries, page);
    const keys = rows.map(({ key }) => key);
    const [labelOf, [selling = []]] = await Promise.all([
      labelsOf(reader, input.by, keys),
      reader.together([sellingStatement(entries)]),
    ]);
    return {
      by: input.by,
      total: waterfallView(total, currency),
      band: periodBand(total, Number(selling[0]?.['communities'] ?? 0), period, context.now, shop),
      data: rows.map((row) => ({ id: row.key, label: labelOf(row.key), ...waterfallView(row, currency) })),
      nextCursor: more ? String(page.offset + page.limit) : null,
    };
  },
});

/** A page of campaigns that bear the costs of none; one of them when one is asked for. */
async function readSpread(
  reader: Reader,
  entries: EntryFilter,
  { by, limit, offset }: PageWish,
  campaignId: string | undefined,
) {
  if (by !== 'campaign') {
    const message = 'Costs are spread over campaigns: leave `by` out, or ask for `campaign`.';
    refuse('invalid_input', { fields: [{ path: 'spreadCosts', code: 'spread_by', message }] });
  }
  const all = await spreadWaterfalls(reader, entries);
  const chosen = campaignId === undefined ? all : all.filter(({ key }) => key === campaignId);
  return {
    total: sumOfSteps(chosen),
    rows: chosen.slice(offset, offset + limit),
    more: chosen.length > offset + limit,
  };
}
