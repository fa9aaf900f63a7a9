import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

export const checkout: Same<typeof zh.checkout> = {
  offer_sold_out: 'Something just sold out or ran short. The rest of your basket is kept.',
  over_limit: 'That is more than one person may order. Please take fewer.',
  offer_closed: 'Ordering has closed.',
  quote_changed: 'A price has just changed. Look at the new total, then order.',
  coupon_unusable: 'This coupon cannot be used now and was taken off.',
  cart: 'Basket',
  was: (price) => `before ${price}`,
  subtotal: 'Subtotal',
  total: 'Total',
  gift: 'Gift',
  weighed: 'Weighed goods are refunded where they weigh less.',
  couponAdd: 'Use a coupon',
  point: 'Pickup point',
  choosePoint: 'Choose a pickup point first',
  chooseSlot: 'Choose a pickup time first',
  place: 'Place order',
  placeNew: 'Order at the new price',
  back: 'Keep shopping',
  close: 'Close',
};
