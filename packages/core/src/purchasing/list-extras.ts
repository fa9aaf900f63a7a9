import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { demand, refuse } from '../shared/error.ts';
import { filterSql } from '../shared/filters.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { isShop } from '../shop/demand-shop.ts';
import { extraOffers } from './change-tables.ts';
import { extraPageSchema, listExtrasSchema } from './extra-schemas.ts';
import { extraView } from './extra-view.ts';

/** Goods beyond what was ordered, newest first; a leader sees those of own campaigns. Refuses: not_found, not_allowed. */
export const listExtras = defineQuery({
  name: 'extras.list',
  summary: 'List goods beyond what was ordered',
  input: listExtrasSchema,
  answer: extraPageSchema,
  async read(reader, input, context) {
    const { actor } = context;
    demand(isShop(context) || actor.kind === 'leader', 'not_allowed', {
      needs: 'a secret key or a leader session',
    });
    const page = pageAfter(input, 'createdAt');
    const filter = filterSql({ campaignId: await ownIdOf(reader, campaigns, input.campaignId) });
    const own =
      actor.kind === 'leader'
        ? {
            sql: ` AND EXISTS (SELECT 1 FROM "campaign_leaders" AS k WHERE k."campaignId" = t."campaignId" AND k."leaderId" = ?)`,
            params: [actor.leaderId],
          }
        : { sql: '', params: [] };
    const where = `${page.condition}${filter.sql}${own.sql} ${page.tail}`;
    const rows = await reader.table(extraOffers, where, [...page.params, ...filter.params, ...own.params]);
    const views = await reader.decide((work) => rows.map(({ id }) => extraView(work, id, context.now)));
    return pageOf(
      rows,
      input,
      'createdAt',
      ({ id }) => views.find((view) => view.id === id) ?? refuse('not_found'),
    );
  },
});
