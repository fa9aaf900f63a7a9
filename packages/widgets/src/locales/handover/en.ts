import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

export const handover: Same<typeof zh.handover> = {
  pickup_guesses_exceeded: 'Too many wrong codes. Please wait a little.',
  order_status: 'This order cannot be handed over now; it may not have arrived.',
  payment_outstanding: 'This order is not paid yet. It is paid before it is handed over.',
  consent_unknown:
    'The customer has not agreed to this person. Check the one-time code, or the end of their phone number.',
  scan: 'Scan',
  scanning: 'The camera: hold the QR code into the picture',
  stopScan: 'Stop scanning',
  noCamera: 'The camera cannot be used. Please type the code.',
  offline: 'No network. Hand over as usual; it is synced when you are connected.',
  offlineWhy: {
    unknown: 'This phone has no order with this code. Check it with your neighbour.',
    elsewhere:
      'The QR code is genuine, but its order is not on this phone: it is for another point, or was just moved. Try again with a network.',
    forged: 'The shop has not signed this QR code. Please do not hand over.',
    expired: 'This pickup code is over.',
    noBundle:
      'No network, and the orders of today are not on this phone yet. Open this page once with a network.',
  },
  keptHere: 'Handed over, kept on this phone',
  keptHint: 'The shop is told when you are connected. Nothing counts twice.',
  queue: 'Handovers not synced yet',
  waiting: (count) =>
    count === 1 ? '1 handover waits to be synced' : `${count} handovers wait to be synced`,
  syncNow: 'Sync now',
  queueState: {
    waiting: 'Waits to be synced',
    conflict: 'Another phone was first: please look into it',
    refused: '',
  },
  refused: 'The shop did not take it: please call the shop',
  refusedWhy: {
    not_found: 'This order is not handed over here: please call the shop',
    payment_outstanding: 'This order is not paid: please call the shop',
    order_status: 'This order cannot be handed over now: please call the shop',
  },
  seen: 'I have seen it',
  pieces: (count) => (count === 1 ? '1 item' : `${count} items`),
  someoneElse: (name) => `${name} collects instead`,
  takenBy: (name) => `${name} collects, by a one-time code`,
  phoneTail: 'Last four digits of their phone',
  fullName: 'Their full name',
  title: 'Check a pickup code',
  code: 'Pickup code',
  hint: '8 characters, capitals or not',
  check: 'Check',
  again: 'Next neighbour',
  unknown: (tries) =>
    `There is no order with this code here. Check it with your neighbour. Tries left: ${tries}.`,
  due: (sum) => `Not paid yet: ${sum}. It is paid before it is handed over.`,
  takeCash: (sum) => `Took ${sum} in cash`,
  cashOffline:
    'Cash needs a network, so that the shop takes note of it. Take it when you are connected, or have it paid by phone.',
  cash_unusable:
    'This order is paid or closed already. Give this cash back, and confirm it under “Cash back” on your page.',
  payment_amount: 'The amount has just changed. Check the pickup code again.',
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
