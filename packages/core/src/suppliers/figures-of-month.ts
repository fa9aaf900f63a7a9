import type { Reader } from '../storage/reader.ts';
import { rebateContractOf } from './rebate-contract.ts';
import { monthParams, type SupplierMonth, supplierMonthsSql } from './supplier-month.ts';
import { periodOf, reckon, sourceOf, type StatementFigures } from './supplier-statement.ts';
import { supplierStatements } from './tables.ts';

/** A forecast: nothing of it is stored. */
interface Forecast extends StatementFigures {
  readonly id: null;
}

/** A supplier's month as it was stated, or as it would be stated now. */
export async function figuresOfMonth(
  reader: Reader,
  supplierId: string,
  month: string,
  zone: string,
): Promise<Readonly<typeof supplierStatements.$inferSelect> | Forecast> {
  const [frozen] = await reader.table(supplierStatements, 't."source" = ?', [sourceOf(supplierId, month)]);
  if (frozen) return frozen;
  const period = periodOf(month, zone);
  const [found] = await reader.rows<SupplierMonth>(supplierMonthsSql, monthParams(period, supplierId));
  const contract = await reader.decide((work) => rebateContractOf(work, supplierId));
  return { ...reckon(found ?? nothingIn(supplierId), contract, month, period), id: null };
}

function nothingIn(supplierId: string): SupplierMonth {
  const zero = { opening: 0, accepted: 0, recoveries: 0, paid: 0, setOff: 0, closing: 0, deducted: 0 };
  return { supplierId, ...zero };
}
