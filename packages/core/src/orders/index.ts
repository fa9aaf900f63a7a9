import { cancelOrder } from './cancel-order.ts';
import { payOrder } from './pay-order.ts';
import { placeOrder } from './place-order.ts';
import { getOrder, listOrders } from './queries.ts';
import { quoteCart } from './quote-cart.ts';

export const orderOperations = {
  quote: quoteCart,
  place: placeOrder,
  pay: payOrder,
  cancel: cancelOrder,
  get: getOrder,
  list: listOrders,
} as const;
