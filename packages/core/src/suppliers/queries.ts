import * as z from 'zod';
import { defineQuery } from '../define.ts';
import { demand } from '../shared/error.ts';
import { bitOf, filterSql } from '../shared/filters.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { whereReference } from '../shared/reference.ts';
import { idSchema, money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import type { Row } from '../work.ts';
import { listSuppliersSchema, supplierPageSchema, supplierSchema, type SupplierView } from './schemas.ts';
import { suppliers } from './tables.ts';

/** One supplier. For the shop alone. */
export const getSupplier = defineQuery({
  name: 'suppliers.get',
  summary: 'Read a supplier',
  input: z.strictObject({ supplierId: idSchema }),
  answer: supplierSchema,
  async read(reader, { supplierId }, context) {
    demandShop(context);
    const [supplier] = await reader.table(suppliers, ...whereReference(supplierId));
    demand(supplier !== undefined, 'not_found', { what: 'suppliers', key: supplierId });
    return supplierView(supplier, (await readShop(reader)).currency);
  },
});

/** Suppliers, newest first. For the shop alone. */
export const listSuppliers = defineQuery({
  name: 'suppliers.list',
  summary: 'List suppliers',
  input: listSuppliersSchema,
  answer: supplierPageSchema,
  async read(reader, input, context) {
    demandShop(context);
    const page = pageAfter(input, 'createdAt');
    const filter = filterSql({ retired: bitOf(input.retired) });
    const where = `${page.condition}${filter.sql} ${page.tail}`;
    const rows = await reader.table(suppliers, where, [...page.params, ...filter.params]);
    const { currency } = await readShop(reader);
    return pageOf(rows, input, 'createdAt', (supplier) => supplierView(supplier, currency));
  },
});

function supplierView(supplier: Row<typeof suppliers>, currency: string): SupplierView {
  const { id, externalId, name, phone, lossBufferBasisPoints, rebateMode, retired, createdAt, updatedAt } =
    supplier;
  return {
    id,
    externalId,
    name,
    phone,
    lossBufferBasisPoints,
    rebateMode,
    leadDays: supplier.leadDays,
    minimumValue: supplier.minimumValue === null ? null : money(supplier.minimumValue, currency),
    minimumCases: supplier.minimumCases,
    belowMinimum: supplier.belowMinimum,
    minimumExtendHours: supplier.minimumExtendHours,
    retired,
    createdAt: instantText(createdAt),
    updatedAt: instantText(updatedAt),
  };
}
