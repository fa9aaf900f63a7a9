import { defineQuery } from '../define.ts';
import { filterSql } from '../shared/filters.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import { listSupplierPaymentsSchema, supplierPaymentPageSchema } from './payment-schemas.ts';
import { supplierPaymentView } from './record-supplier-payment.ts';
import { supplierNames } from './supplier-names.ts';
import { supplierPayments, suppliers } from './tables.ts';

/** What was paid to suppliers, newest first. For the shop alone. */
export const listSupplierPayments = defineQuery({
  name: 'supplierPayments.list',
  summary: 'List payments to suppliers',
  input: listSupplierPaymentsSchema,
  answer: supplierPaymentPageSchema,
  async read(reader, input, context) {
    demandShop(context);
    const page = pageAfter(input, 'paidAt');
    const filter = filterSql({ supplierId: await ownIdOf(reader, suppliers, input.supplierId) });
    const where = `${page.condition}${filter.sql} ${page.tail}`;
    const rows = await reader.table(supplierPayments, where, [...page.params, ...filter.params]);
    const { currency } = await readShop(reader);
    const nameOf = await supplierNames(
      reader,
      rows.map((row) => row.supplierId),
    );
    return pageOf(rows, input, 'paidAt', (row) => supplierPaymentView(row, nameOf(row.supplierId), currency));
  },
});
