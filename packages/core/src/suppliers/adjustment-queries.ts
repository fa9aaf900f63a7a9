import { defineQuery } from '../define.ts';
import { filterSql } from '../shared/filters.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import { listSupplierAdjustmentsSchema, supplierAdjustmentPageSchema } from './adjustment-schemas.ts';
import { supplierAdjustmentView } from './record-supplier-adjustment.ts';
import { supplierNames } from './supplier-names.ts';
import { supplierAdjustments, suppliers } from './tables.ts';

/** What goods of a supplier cost otherwise than received, newest first. For the shop alone. Refuses: not_found, not_allowed. */
export const listSupplierAdjustments = defineQuery({
  name: 'supplierAdjustments.list',
  summary: 'List what goods of a supplier cost more or less than received',
  input: listSupplierAdjustmentsSchema,
  answer: supplierAdjustmentPageSchema,
  async read(reader, input, context) {
    demandShop(context);
    const supplierId = (await ownIdOf(reader, suppliers, input.supplierId)) ?? '';
    const page = pageAfter(input, 'recordedAt');
    const filter = filterSql({ supplierId });
    const where = `${page.condition}${filter.sql} ${page.tail}`;
    const rows = await reader.table(supplierAdjustments, where, [...page.params, ...filter.params]);
    const nameOf = await supplierNames(reader, [supplierId]);
    const { currency } = await readShop(reader);
    return pageOf(rows, input, 'recordedAt', (row) =>
      supplierAdjustmentView(row, nameOf(supplierId), currency),
    );
  },
});
