import type * as z from 'zod';
import { defineVerb } from '../define.ts';
import { demandDistinct, upserted } from '../shared/bulk-rows.ts';
import { type FieldProblem, refuse } from '../shared/error.ts';
import { upsertedSchema } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { shops } from '../shop/tables.ts';
import { amountOf, type Shop, shopId, theShop } from '../shop/the-shop.ts';
import { requestOf, resolveIfKnown } from '../shared/reference.ts';
import { suppliers } from '../suppliers/tables.ts';
import type { Work } from '../work.ts';
import { upsertProductsSchema } from './schemas.ts';
import { type ProductValues, storeProducts, type VariantValues } from './store-products.ts';

type ProductRow = z.output<typeof upsertProductsSchema>['products'][number];
type VariantRow = ProductRow['variants'][number];

/**
 * Mirrors products of the host shop, up to 1,000 in a call, all or none. What is the same already is not touched.
 * Offers that were made keep what they show; a new price is for new offers.
 *
 * Refuses: supplier_unknown, currency_mismatch, invalid_input (also for an `externalId` that stands in two rows), not_allowed.
 */
export const upsertProducts = defineVerb({
  name: 'products.upsert',
  summary: 'Create or update products by externalId',
  input: upsertProductsSchema,
  answer: upsertedSchema,
  decide: (work, { products: rows }, context) => {
    demandShop(context);
    const placed = rows.map((row, index) => ({ path: `products.${String(index)}`, row }));
    demandDistinct(placed.map(({ path, row }) => ({ path, externalId: row.externalId })));
    demandDistinct(
      placed.flatMap(({ path, row }) =>
        row.variants.map(({ externalId }, index) => ({
          path: `${path}.variants.${String(index)}`,
          externalId,
        })),
      ),
    );
    const supplierIds = findSuppliers(work, rows);
    const shop = theShop(work);
    const values = placed.map(({ path, row }) => productValues(row, path, shop, supplierIds));
    return upserted(storeProducts(work, values, 'retire', context));
  },
});

function productValues(
  row: ProductRow,
  path: string,
  shop: Shop,
  supplierIds: ReadonlyMap<string, string>,
): ProductValues {
  return {
    ...row,
    variants: row.variants.map((variant, index) =>
      variantValues(variant, `${path}.variants.${String(index)}`, shop, supplierIds),
    ),
  };
}

function variantValues(
  row: VariantRow,
  path: string,
  shop: Shop,
  supplierIds: ReadonlyMap<string, string>,
): VariantValues {
  return {
    ...row,
    price: amountOf(shop, row.price, `${path}.price`),
    cost: amountOf(shop, row.cost, `${path}.cost`),
    supplierId: supplierIds.get(row.supplierId) ?? '',
  };
}

/** Our id of every supplier that the rows refer to; refuses with all rows whose supplier is not known. */
function findSuppliers(work: Work, rows: readonly ProductRow[]): ReadonlyMap<string, string> {
  const references = new Set(rows.flatMap((row) => row.variants.map(({ supplierId }) => supplierId)));
  work.need([shops, { id: shopId }], ...[...references].map((reference) => requestOf(suppliers, reference)));
  const found = new Map<string, string>();
  for (const reference of references) {
    const supplier = resolveIfKnown(work, suppliers, reference);
    if (supplier !== undefined) found.set(reference, supplier.id);
  }
  const fields = rows.flatMap((row, index) => unknownSuppliers(row, index, found));
  if (fields.length > 0) refuse('supplier_unknown', { fields });
  return found;
}

function unknownSuppliers(
  row: ProductRow,
  index: number,
  found: ReadonlyMap<string, string>,
): FieldProblem[] {
  return row.variants.flatMap(({ supplierId }, position) => {
    if (found.has(supplierId)) return [];
    const path = `products.${String(index)}.variants.${String(position)}.supplierId`;
    return [{ path, code: 'unknown', message: 'There is no such supplier.' }];
  });
}
