import type * as zh from './zh-cn.ts';

type Same<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string
    ? string
    : Texts[Key] extends (...words: infer Words) => string
      ? (...words: Words) => string
      : Texts[Key];
};

export const problems: Same<typeof zh.problems> = {
  offline: 'You are offline. What you chose is kept; go on when you are connected.',
  session_required: 'Please sign in first.',
  again: 'Try again',
  other: 'That did not work; nothing was changed.',
};

export const campaign: Same<typeof zh.campaign> = {
  offer_sold_out: 'Something just sold out or ran short. The rest of your basket is kept.',
  over_limit: 'That is more than one person may order. Please take fewer.',
  offer_closed: 'Ordering has closed.',
  quote_changed: 'A price has just changed. Look at the new total, then order.',
  loading: 'Loading',
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
  add: (title) => `Add one ${title}`,
  less: (title) => `Remove one ${title}`,
  cart: 'Basket',
  cartEmpty: 'Pick something first',
  pieces: (count) => (count === 1 ? '1 item' : `${count} items`),
  total: 'Total',
  checkout: 'Order',
  point: 'Pickup point',
  choosePoint: 'Choose a pickup point first',
  place: 'Place order',
  back: 'Keep shopping',
  close: 'Close',
  toPay: 'To be paid',
  held: (time) => `Kept for you until ${time}. Your pickup code appears here once it is paid.`,
  pay: 'Pay',
  gone: 'No longer kept',
  goneHint:
    'The time to pay has passed or it was cancelled, and the goods went back. Your basket is kept; you can order again.',
  thanks: 'Ordered',
  code: 'Show this code when you collect',
};

export const order: Same<typeof zh.order> = {
  cutoff_passed: 'Ordering has closed, so this can no longer be cancelled here. Ask your leader.',
  mine: 'My order',
  none: 'No order yet',
  noneHint: 'Your pickup code appears here after you order.',
  status: {
    held: 'Waiting for payment',
    confirmed: 'Ordered, on its way',
    ready: 'Ready to collect',
    collected: 'Collected',
    uncollected: 'Not collected',
    expired: 'Expired',
    cancelled: 'Cancelled',
  },
  refunded: 'Refunded',
  short: (pieces) => `${pieces} missing`,
  cancel: 'Cancel order',
  cancelUntil: (day, time) => `Can be cancelled until ${day} ${time}`,
  cancelSure: 'Cancel this order?',
  cancelYes: 'Cancel order',
  cancelNo: 'Keep it',
  code: 'Pickup code',
};

export const leader: Same<typeof zh.leader> = {
  today: 'To do today',
  tonight: 'tonight',
  promote: 'Share',
  promoteHint: (rest, time) => `Until ${time}, ${rest} left`,
  arrive: 'Arrives',
  hand: 'Hand over',
  claims: 'Claims',
  ordered: (count, sum) => `${count} paid, ${sum}`,
  from: (day, time) => `Pickup ${day} from ${time}`,
  handed: (open, done) => `${open} to hand over, ${done} done`,
  collected: 'Collected',
  byNeighbour: 'By neighbour',
  byGoods: 'By goods',
  noOrders: 'No orders yet',
  noOrdersHint: 'Share the campaign with your group; paid orders appear here.',
  noRounds: 'Nothing is going on right now',
  noRoundsHint: 'The next campaign of the shop appears here.',
};

export const handover: Same<typeof zh.handover> = {
  pickup_guesses_exceeded: 'Too many wrong codes. Please wait a little.',
  order_status: 'This order cannot be handed over now; it may not have arrived.',
  payment_outstanding: 'This order is not paid yet. It is paid before it is handed over.',
  title: 'Check a pickup code',
  code: 'Pickup code',
  hint: '8 characters, capitals or not',
  check: 'Check',
  again: 'Next neighbour',
  unknown: (tries) =>
    `There is no order with this code here. Check it with your neighbour. Tries left: ${tries}.`,
  due: (sum) => `Not paid yet: ${sum}. It is paid before it is handed over.`,
  less: (title) => `One ${title} less`,
  more: (title) => `One ${title} more`,
  all: 'Hand over everything',
  some: (pieces) => (pieces === 1 ? 'Hand over 1 item' : `Hand over ${pieces} items`),
  none: 'Choose how many to hand over',
  nothing: 'Nothing of this order can be handed over now.',
  handed: 'Handed over',
  rest: (pieces) =>
    pieces === 1
      ? '1 item is still to come; the same code works again.'
      : `${pieces} items are still to come; the same code works again.`,
  conflict: 'Another phone handed this over already. Nothing was counted twice.',
};
