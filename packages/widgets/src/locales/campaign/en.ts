import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

export const campaign: Same<typeof zh.campaign> = {
  empty: 'Nothing is on offer yet',
  emptyHint: 'Come back a little later.',
  closes: (when) => `Order until ${when}`,
  opens: (when) => `Opens ${when}`,
  tonight: 'tonight',
  left: (time) => `${time} left`,
  closed: 'Ordering has closed',
  closedHint: 'Orders already placed are not affected.',
  cancelled: 'This campaign was cancelled; what was paid goes back.',
  pickup: (when) => `Pick up ${when}`,
  kinds: 'Categories',
  all: 'All',
  fewLeft: (pieces) => `${pieces} left`,
  soldOut: 'Sold out',
  limit: (pieces) => `${pieces} per person`,
  weighed: 'Refunded where it weighs less',
  add: (title) => `Add one ${title}`,
  less: (title) => `Remove one ${title}`,
  cartEmpty: 'Pick something first',
  pieces: (count) => (count === 1 ? '1 item' : `${count} items`),
  checkout: 'Order',
};
