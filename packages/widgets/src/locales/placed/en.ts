import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

export const placed: Same<typeof zh.placed> = {
  toPay: 'To be paid',
  held: (time) => `Kept for you until ${time}. Your pickup code appears here once it is paid.`,
  pay: 'Pay',
  gone: 'No longer kept',
  goneHint: 'It was cancelled or not paid in time. Your basket is kept; you can order again.',
  thanks: 'Ordered',
  code: 'Show this code when you collect',
  due: (sum) => `Pay ${sum} when you collect`,
};
