import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

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
