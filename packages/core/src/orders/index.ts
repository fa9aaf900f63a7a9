import { cancelOrder } from './cancel-order.ts';
import { confirmRefund } from './confirm-refund.ts';
import { expireHolds } from './expire-holds.ts';
import { failRefund } from './fail-refund.ts';
import { listCashToReturn } from './list-cash-to-return.ts';
import { payOrder } from './pay-order.ts';
import { placeOrder } from './place-order.ts';
import { getOrder, listOrders } from './queries.ts';
import { quoteCart } from './quote-cart.ts';
import { reduceOrder } from './reduce-order.ts';
import { refundOrder } from './refund-order.ts';
import { getRefund, listRefunds } from './refund-queries.ts';
import { replaceOrder } from './replace-order.ts';
import { retryRefund } from './retry-refund.ts';
import { withdrawOrder } from './withdraw-order.ts';

export const orderOperations = {
  quote: quoteCart,
  place: placeOrder,
  pay: payOrder,
  cancel: cancelOrder,
  reduce: reduceOrder,
  replace: replaceOrder,
  withdraw: withdrawOrder,
  refund: refundOrder,
  expireHolds,
  get: getOrder,
  list: listOrders,
} as const;

export const refundOperations = {
  confirm: confirmRefund,
  fail: failRefund,
  retry: retryRefund,
  get: getRefund,
  list: listRefunds,
  inHand: listCashToReturn,
} as const;
