import { defineQuery } from '../define.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import { printedSupplierStatementSchema, printSupplierStatementSchema } from './print-schemas.ts';
import { linesOfMonth } from './supplier-statement-lines.ts';
import { statementOfMonth } from './supplier-statement-queries.ts';
import { periodOf } from './supplier-statement.ts';
import { suppliers } from './tables.ts';

/**
 * A supplier's month as it is printed, stated or as it looks now: its sums, and every movement with what is owed after
 * it. For the shop alone.
 *
 * Refuses: not_found, not_allowed, invalid_input.
 */
export const printSupplierStatement = defineQuery({
  name: 'supplierStatements.print',
  summary: 'Print a month of a supplier',
  input: printSupplierStatementSchema,
  answer: printedSupplierStatementSchema,
  async read(reader, { month, limit, cursor, ...input }, context) {
    demandShop(context);
    const { name, currency, zone } = await readShop(reader);
    const supplierId = (await ownIdOf(reader, suppliers, input.supplierId)) ?? '';
    const statement = await statementOfMonth(reader, supplierId, month, { currency, zone });
    const wish = { supplierId, ...periodOf(month, zone), currency, limit, cursor };
    const { data, nextCursor } = await linesOfMonth(reader, wish);
    return { shopName: name, zone, printedAt: instantText(context.now), statement, lines: data, nextCursor };
  },
});
