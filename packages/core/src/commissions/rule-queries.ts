import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { filterSql } from '../shared/filters.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import { ruleView } from './commission-rule.ts';
import { commissionRulePageSchema, listCommissionRulesSchema } from './schemas.ts';
import { commissionRules } from './tables.ts';
import { whichLeader } from './which-leader.ts';

/** Rules, newest first, also those that have ended. */
export const listCommissionRules = defineQuery({
  name: 'commissionRules.list',
  summary: 'List commission rates',
  input: listCommissionRulesSchema,
  answer: commissionRulePageSchema,
  async read(reader, input, context) {
    demandShop(context);
    const leaderId = await whichLeader(reader, input.leaderId, context);
    const campaignId = await ownIdOf(reader, campaigns, input.campaignId);
    const page = pageAfter(input, 'createdAt');
    const filter = filterSql({ leaderId, campaignId });
    const inForce =
      input.inForce === true
        ? 'AND t."validFrom" <= CAST(? AS INTEGER) AND (t."validTo" IS NULL OR t."validTo" > CAST(? AS INTEGER))'
        : '';
    const now = input.inForce === true ? [context.now, context.now] : [];
    const where = `${page.condition}${filter.sql} ${inForce} ${page.tail}`;
    const rows = await reader.table(commissionRules, where, [...page.params, ...filter.params, ...now]);
    const { currency } = await readShop(reader);
    return pageOf(rows, input, 'createdAt', (rule) => ruleView(rule, currency));
  },
});
