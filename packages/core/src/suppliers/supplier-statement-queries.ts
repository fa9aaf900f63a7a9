import { defineQuery } from '../define.ts';
import { demand } from '../shared/error.ts';
import { filterSql } from '../shared/filters.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop, type Shop } from '../shop/the-shop.ts';
import type { Reader } from '../storage/reader.ts';
import { figuresOfMonth } from './figures-of-month.ts';
import {
  forecastSupplierStatementSchema,
  listSupplierStatementsSchema,
  supplierStatementIdSchema,
  supplierStatementPageSchema,
  supplierStatementSchema,
} from './statement-schemas.ts';
import { forecastView, frozenView } from './supplier-statement.ts';
import { supplierNames } from './supplier-names.ts';
import { suppliers, supplierStatements } from './tables.ts';

/**
 * A supplier's month: as it was stated, or as it would be stated now. A forecast posts nothing and may change until the
 * month is stated (R43). For the shop alone.
 *
 * Refuses: not_found, not_allowed.
 */
export const forecastSupplierStatement = defineQuery({
  name: 'supplierStatements.forecast',
  summary: 'Read a month of a supplier, stated or as it looks now',
  input: forecastSupplierStatementSchema,
  answer: supplierStatementSchema,
  async read(reader, { month, ...input }, context) {
    demandShop(context);
    const { currency, zone } = await readShop(reader);
    const supplierId = (await ownIdOf(reader, suppliers, input.supplierId)) ?? '';
    return statementOfMonth(reader, supplierId, month, { currency, zone });
  },
});

/** A supplier's month as it is answered, stated or not. */
export async function statementOfMonth(
  reader: Reader,
  supplierId: string,
  month: string,
  { currency, zone }: Pick<Shop, 'currency' | 'zone'>,
) {
  const nameOf = await supplierNames(reader, [supplierId]);
  const found = await figuresOfMonth(reader, supplierId, month, zone);
  if (found.id !== null) return frozenView(found, nameOf(supplierId), currency);
  return forecastView(found, nameOf(supplierId), currency);
}

/** One frozen statement. For the shop alone. Refuses: not_found, not_allowed. */
export const getSupplierStatement = defineQuery({
  name: 'supplierStatements.get',
  summary: 'Read a supplier statement',
  input: supplierStatementIdSchema,
  answer: supplierStatementSchema,
  async read(reader, { statementId }, context) {
    demandShop(context);
    const [statement] = await reader.table(supplierStatements, 't."id" = ?', [statementId]);
    demand(statement !== undefined, 'not_found', { what: 'supplier_statements', key: statementId });
    const nameOf = await supplierNames(reader, [statement.supplierId]);
    return frozenView(statement, nameOf(statement.supplierId), await currencyOf(reader));
  },
});

/** Frozen statements, newest first, by supplier or month. For the shop alone. */
export const listSupplierStatements = defineQuery({
  name: 'supplierStatements.list',
  summary: 'List supplier statements',
  input: listSupplierStatementsSchema,
  answer: supplierStatementPageSchema,
  async read(reader, input, context) {
    demandShop(context);
    const page = pageAfter(input, 'createdAt');
    const supplierId = await ownIdOf(reader, suppliers, input.supplierId);
    const filter = filterSql({ supplierId, month: input.month });
    const where = `${page.condition}${filter.sql} ${page.tail}`;
    const rows = await reader.table(supplierStatements, where, [...page.params, ...filter.params]);
    const currency = await currencyOf(reader);
    const nameOf = await supplierNames(
      reader,
      rows.map((row) => row.supplierId),
    );
    return pageOf(rows, input, 'createdAt', (row) => frozenView(row, nameOf(row.supplierId), currency));
  },
});

async function currencyOf(reader: Reader): Promise<string> {
  return (await readShop(reader)).currency;
}
