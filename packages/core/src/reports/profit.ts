import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import { waterfallView } from './profit-waterfall.ts';
import { offsetOf, periodOf } from './report-period.ts';
import { profitInputSchema, profitReportSchema } from './schemas.ts';
import { labelsOf, profitEntries, readWaterfalls } from './waterfall-rows.ts';

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
    const { zone, currency } = await readShop(reader);
    const campaignId = await ownIdOf(reader, campaigns, input.campaignId);
    const entries = profitEntries(periodOf(input, zone), zone, campaignId);
    const page = { by: input.by, limit: input.limit, offset: offsetOf(input.cursor) };
    const { total, rows, more } = await readWaterfalls(reader, entries, page);
    const labelOf = await labelsOf(
      reader,
      input.by,
      rows.map(({ key }) => key),
    );
    return {
      by: input.by,
      total: waterfallView(total, currency),
      data: rows.map((row) => ({ id: row.key, label: labelOf(row.key), ...waterfallView(row, currency) })),
      nextCursor: more ? String(page.offset + page.limit) : null,
    };
  },
});
