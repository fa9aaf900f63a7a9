import { orderOperations } from './orders/index.ts';

/** Every verb and query by its name: `domains.orders.place` is `tuan.orders.place(…)`. */
export const domains = {
  orders: orderOperations,
} as const;
