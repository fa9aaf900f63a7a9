import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

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
