import { orderOperations } from './orders/index.ts';
import { productOperations } from './catalog/index.ts';
import { apiKeyOperations, shopOperations } from './shop/index.ts';
import { supplierOperations } from './suppliers/index.ts';

/** Every verb and query by its name: `domains.orders.place` is `tuan.orders.place(…)`. */
export const domains = {
  orders: orderOperations,
  shop: shopOperations,
  apiKeys: apiKeyOperations,
  products: productOperations,
  suppliers: supplierOperations,
} as const;
