import { getProduct, listProducts } from './queries.ts';
import { upsertProducts } from './upsert-products.ts';

export const productOperations = {
  upsert: upsertProducts,
  get: getProduct,
  list: listProducts,
} as const;
