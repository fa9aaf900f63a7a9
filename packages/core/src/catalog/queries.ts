import * as z from 'zod';
import { defineQuery } from '../define.ts';
import { demand } from '../shared/error.ts';
import { bitOf, filterSql } from '../shared/filters.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { whereReference } from '../shared/reference.ts';
import { idSchema } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import type { Reader } from '../storage/reader.ts';
import { suppliers } from '../suppliers/tables.ts';
import { type Product, productView, type Variant } from './product.ts';
import { listProductsSchema, productPageSchema, productSchema } from './schemas.ts';
import { products, variants } from './tables.ts';

/** One product with its variants. For the shop alone: it shows what things cost. */
export const getProduct = defineQuery({
  name: 'products.get',
  summary: 'Read a product',
  input: z.strictObject({ productId: idSchema }),
  answer: productSchema,
  async read(reader, { productId }, context) {
    demandShop(context);
    const [product] = await reader.table(products, ...whereReference(productId));
    demand(product !== undefined, 'not_found', { what: 'products', key: productId });
    return (await productViews(reader, [product]))(product);
  },
});

/** Products, newest first. For the shop alone: they show what things cost. */
export const listProducts = defineQuery({
  name: 'products.list',
  summary: 'List products',
  input: listProductsSchema,
  answer: productPageSchema,
  async read(reader, input, context) {
    demandShop(context);
    const page = pageAfter(input, 'createdAt');
    const filter = filterSql({ category: input.category, retired: bitOf(input.retired) });
    const bySupplier = await supplierCondition(reader, input.supplierId);
    const where = `${page.condition}${filter.sql} AND ${bySupplier.where} ${page.tail}`;
    const rows = await reader.table(products, where, [
      ...page.params,
      ...filter.params,
      ...bySupplier.params,
    ]);
    return pageOf(rows, input, 'createdAt', await productViews(reader, rows));
  },
});

async function supplierCondition(reader: Reader, reference: string | undefined) {
  if (reference === undefined) return { where: 'TRUE', params: [] };
  const [supplier] = await reader.table(suppliers, ...whereReference(reference));
  const where = 't."id" IN (SELECT v."productId" FROM "variants" v WHERE v."supplierId" = ?)';
  return { where, params: [supplier?.id ?? ''] };
}

/** Reads the variants of many products at once. */
async function productViews(reader: Reader, rows: readonly Product[]) {
  const { currency } = await readShop(reader);
  const where = 't."productId" IN (SELECT value FROM json_each(?)) ORDER BY t."createdAt", t."id"';
  const all = await reader.table(variants, where, [JSON.stringify(rows.map(({ id }) => id))]);
  const byProduct = new Map<string, Variant[]>(rows.map(({ id }) => [id, []]));
  for (const variant of all) byProduct.get(variant.productId)?.push(variant);
  return (product: Product) => productView(product, byProduct.get(product.id) ?? [], currency);
}
