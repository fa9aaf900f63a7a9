import { claimOperations } from './aftersales/index.ts';
import { orderOperations, refundOperations } from './orders/index.ts';
import { pickupOperations } from './pickup/index.ts';
import { purchaseOrderOperations } from './purchasing/index.ts';
import { productOperations } from './catalog/index.ts';
import { apiKeyOperations, shopOperations } from './shop/index.ts';
import { supplierOperations } from './suppliers/index.ts';

/** Every verb and query by its name: `domains.orders.place` is `tuan.orders.place(…)`. */
export const domains = {
  orders: orderOperations,
  refunds: refundOperations,
  purchaseOrders: purchaseOrderOperations,
  pickups: pickupOperations,
  claims: claimOperations,
  shop: shopOperations,
  apiKeys: apiKeyOperations,
  products: productOperations,
  suppliers: supplierOperations,
} as const;
