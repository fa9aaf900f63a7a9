import { defineQuery } from '../define.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { money } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import { rebateContractOf, tierViews } from './rebate-contract.ts';
import { type RebateDue, rebateDueSql } from './rebate-due.ts';
import {
  listRebatesSchema,
  rebatePageSchema,
  rebateTiersSchema,
  supplierIdSchema,
} from './rebate-schemas.ts';
import { rebateView } from './receive-rebate.ts';
import { supplierRebates, suppliers } from './tables.ts';

/** What was agreed with a supplier about rebates. For the shop alone. Refuses: not_found, not_allowed. */
export const getRebateTiers = defineQuery({
  name: 'rebateTiers.get',
  summary: 'Read the rebate tiers of a supplier',
  input: supplierIdSchema,
  answer: rebateTiersSchema,
  async read(reader, input, context) {
    demandShop(context);
    const { currency } = await readShop(reader);
    const supplierId = (await ownIdOf(reader, suppliers, input.supplierId)) ?? '';
    const { mode, tiers } = await reader.decide((work) => rebateContractOf(work, supplierId));
    return { supplierId, mode, tiers: tierViews(tiers, currency) };
  },
});

/** Rebate that a supplier gave back, newest first, and what is still due. For the shop alone. Refuses: not_found, not_allowed. */
export const listRebates = defineQuery({
  name: 'rebates.list',
  summary: 'List rebate that a supplier gave back',
  input: listRebatesSchema,
  answer: rebatePageSchema,
  async read(reader, input, context) {
    demandShop(context);
    const { currency } = await readShop(reader);
    const supplierId = (await ownIdOf(reader, suppliers, input.supplierId)) ?? '';
    const page = pageAfter(input, 'receivedAt');
    const where = `${page.condition} AND t."supplierId" = ? ${page.tail}`;
    const rows = await reader.table(supplierRebates, where, [...page.params, supplierId]);
    const [found] = await reader.rows<RebateDue>(rebateDueSql, [supplierId]);
    const shown = pageOf(rows, input, 'receivedAt', (row) => rebateView(row, currency));
    return { due: money(found?.due ?? 0, currency), ...shown };
  },
});
