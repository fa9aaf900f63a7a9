import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

export const pay: Same<typeof zh.pay> = {
  pay_at_pickup_refused: 'This order has to be paid first; nothing else has changed.',
  when: 'Payment',
  now: 'Pay now',
  atPickup: 'Pay at pickup',
  atPickupHint: 'Ordered at once; you pay when you collect',
  noShows: (orders) =>
    `${orders === 1 ? 'One order was' : `${orders} orders were`} not collected, so this one is paid first.`,
};
