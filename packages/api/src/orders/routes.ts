import { domains } from '@opentuan/core';
import { get, post, put, type RouteDefinition } from '../route.ts';
import { sheetOfOrders } from './order-sheet.ts';
import { sheetOfRefunds } from './refund-sheet.ts';

const { orders, refunds } = domains;
/** A shopper names neither another customer nor the host's payment: these come from the session and the host shop. */
const notForShoppers = ['customer', 'externalId'];

export const orderRoutes: readonly RouteDefinition[] = [
  post('/quotes', orders.quote, { tag: 'orders' }),
  post('/orders', orders.place, { status: 201 }),
  get('/orders', orders.list, { sheet: sheetOfOrders }),
  get('/orders/{orderId}', orders.get),
  get('/orders/{orderId}/explain', orders.explain),
  put('/orders/{orderId}', orders.replace),
  post('/orders/{orderId}/payments', orders.pay),
  post('/orders/{orderId}/cancel', orders.cancel),
  post('/orders/{orderId}/reduce', orders.reduce),
  post('/orders/{orderId}/withdraw', orders.withdraw),
  post('/orders/{orderId}/refunds', orders.refund, { status: 201 }),

  get('/refunds', refunds.list, { sheet: sheetOfRefunds, streams: true }),
  get('/refunds/{refundId}', refunds.get),
  get('/refunds/{refundId}/explain', refunds.explain),
  post('/refunds/{refundId}/confirm', refunds.confirm),
  post('/refunds/{refundId}/fail', refunds.fail),
  post('/refunds/{refundId}/retry', refunds.retry),

  post('/storefront/quotes', orders.quote, { without: ['customer'], tag: 'orders' }),
  post('/storefront/orders', orders.place, { audience: 'customer', status: 201, without: notForShoppers }),
  get('/storefront/orders', orders.list, { audience: 'customer', without: ['customerId'] }),
  get('/storefront/orders/{orderId}', orders.get, { audience: 'customer' }),
  get('/storefront/orders/{orderId}/explain', orders.explain, { audience: 'customer' }),
  put('/storefront/orders/{orderId}', orders.replace, { audience: 'customer' }),
  post('/storefront/orders/{orderId}/cancel', orders.cancel, { audience: 'customer' }),
  post('/storefront/orders/{orderId}/reduce', orders.reduce, { audience: 'customer' }),
  get('/storefront/refunds', refunds.list, { audience: 'customer' }),

  post('/leader/quotes', orders.quote, { without: ['leaderId'], tag: 'orders' }),
  get('/leader/orders', orders.list, { without: ['leaderId'], sheet: sheetOfOrders }),
  get('/leader/orders/{orderId}', orders.get),
  get('/leader/orders/{orderId}/explain', orders.explain),
  put('/leader/orders/{orderId}', orders.replace),
  post('/leader/orders', orders.place, { status: 201, without: ['leaderId', 'externalId'] }),
  // R18: cash in the leader's hand, taken or given back by hand.
  post('/leader/orders/{orderId}/payments', orders.pay, {
    fixed: { collectedBy: 'leader' },
    without: ['collectedBy', 'cashLeaderId'],
  }),
  get('/leader/refunds', refunds.inHand, { operationId: 'leaderListCashToReturn' }),
  post('/leader/refunds/{refundId}/confirm', refunds.confirm, {
    fixed: { paidBackBy: 'leader' },
    without: ['paidBackBy'],
  }),
  post('/leader/orders/{orderId}/cancel', orders.cancel),
  post('/leader/orders/{orderId}/reduce', orders.reduce),
];
