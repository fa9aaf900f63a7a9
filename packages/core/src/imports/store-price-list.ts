import { type ProductValues, storeProducts } from '../catalog/store-products.ts';
import { products, variants } from '../catalog/tables.ts';
import type { RowOutcome } from '../shared/bulk-rows.ts';
import type { Context } from '../shared/context.ts';
import { storeSuppliers } from '../suppliers/store-suppliers.ts';
import { suppliers } from '../suppliers/tables.ts';
import type { Row, Work } from '../work.ts';
import type { PriceListRow } from './price-list.ts';
import type { ImportProblem } from './schemas.ts';

type Supplier = Row<typeof suppliers>;

/** Rows whose supplier cannot be told: two have the name, and none is called by it in the host shop. */
export function priceListProblems(work: Work, rows: readonly PriceListRow[]): ImportProblem[] {
  askForSuppliers(work, rows);
  return rows.flatMap(({ row, supplier }) => {
    const count = suppliersCalled(work, supplier).length;
    if (count < 2) return [];
    const message = `${String(count)} suppliers are called ${supplier}: which is meant?`;
    return [{ row, column: '供应商', code: 'supplier_ambiguous', message }];
  });
}

/**
 * Stores a price list: suppliers by their name, and a product with one variant for each row. A variant that the host
 * shop keeps under a product of its own stays there, and takes the row's prices.
 */
export function storePriceList(work: Work, rows: readonly PriceListRow[], context: Context): RowOutcome[] {
  askForSuppliers(work, rows);
  work.need(...rows.map(({ sku }) => [variants, { externalId: sku }] as const));
  const known = rows.flatMap(({ sku }) => work.first(variants, { externalId: sku }) ?? []);
  work.need(...known.map(({ productId }) => [products, { id: productId }] as const));
  const supplierIds = storeSuppliersByName(work, rows, context);
  const stored = rows.map((row) => productOf(work, row, supplierIds.get(row.supplier) ?? ''));
  const outcomes = storeProducts(work, [...grouped(stored).values()], 'keep', context);
  const byProduct = new Map(outcomes.map((outcome) => [outcome.externalId, outcome]));
  return stored.flatMap(({ externalId }) => byProduct.get(externalId) ?? []);
}

function askForSuppliers(work: Work, rows: readonly PriceListRow[]): void {
  const names = [...new Set(rows.map(({ supplier }) => supplier))];
  work.need(
    ...names.map((name) => [suppliers, { name }] as const),
    ...names.map((externalId) => [suppliers, { externalId }] as const),
  );
}

/** The one whose id in the host shop is the name; else all who have the name and go on. */
function suppliersCalled(work: Work, name: string): readonly Supplier[] {
  const byId = work.first(suppliers, { externalId: name });
  if (byId !== undefined) return [byId];
  return work.list(suppliers, { name }).filter(({ retired }) => !retired);
}

function storeSuppliersByName(
  work: Work,
  rows: readonly PriceListRow[],
  context: Context,
): Map<string, string> {
  const names = [...new Set(rows.map(({ supplier }) => supplier))];
  const unknown = names.filter((name) => suppliersCalled(work, name).length === 0);
  storeSuppliers(
    work,
    unknown.map((name) => ({ externalId: name, name })),
    context,
  );
  return new Map(names.map((name) => [name, suppliersCalled(work, name)[0]?.id ?? '']));
}

function productOf(work: Work, row: PriceListRow, supplierId: string): ProductValues {
  const { sku, name, category, specification, unit, packSize, gramsPerUnit, price, cost, leadDays } = row;
  const terms = {
    supplierId,
    specification,
    unit,
    packSize,
    gramsPerUnit,
    price,
    cost,
    leadDays,
    retired: false,
  };
  const variant = { externalId: sku, ...terms };
  const known = work.first(variants, { externalId: sku });
  const host = known === undefined ? undefined : work.get(products, known.productId);
  if (host === undefined || host.externalId === sku) {
    return { externalId: sku, name, category, retired: false, variants: [variant] };
  }
  return { externalId: host.externalId, name: host.name, category: host.category, variants: [variant] };
}

/** Rows of one product of the host shop become one. */
function grouped(rows: readonly ProductValues[]): Map<string, ProductValues> {
  const byProduct = new Map<string, ProductValues>();
  for (const row of rows) {
    const known = byProduct.get(row.externalId);
    byProduct.set(row.externalId, known ? { ...known, variants: [...known.variants, ...row.variants] } : row);
  }
  return byProduct;
}
