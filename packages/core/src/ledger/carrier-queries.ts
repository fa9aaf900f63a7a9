import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { filterSql } from '../shared/filters.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import { carrierRemittancePageSchema, listCarrierRemittancesSchema } from './carrier-schemas.ts';
import { carrierRemittanceView } from './record-carrier-remittance.ts';
import { carrierRemittances } from './tables.ts';

/** Money that carriers handed over, newest first. What they still owe is account 1500 of the trial balance. */
export const listCarrierRemittances = defineQuery({
  name: 'carrierRemittances.list',
  summary: 'List money that carriers handed over',
  input: listCarrierRemittancesSchema,
  answer: carrierRemittancePageSchema,
  async read(reader, input, context) {
    demandShop(context);
    const page = pageAfter(input, 'receivedAt');
    const filter = filterSql({ campaignId: await ownIdOf(reader, campaigns, input.campaignId) });
    const where = `${page.condition}${filter.sql} ${page.tail}`;
    const rows = await reader.table(carrierRemittances, where, [...page.params, ...filter.params]);
    const { currency } = await readShop(reader);
    return pageOf(rows, input, 'receivedAt', (row) => carrierRemittanceView(row, currency));
  },
});
