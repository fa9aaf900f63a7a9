import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

export const cash: Same<typeof zh.cash> = {
  refund_status: 'This was given back already.',
  not_allowed: 'This cash is not in your hand; the shop pays it back.',
  title: 'Cash back',
  hint: 'Refunds of orders whose cash you took. Give it back, then confirm it here: you owe the shop that much less.',
  goods: (title, pieces, unit) => (pieces > 0 ? `${title}, ${pieces} ${unit}` : title),
  tooMuch: 'Paid too much',
  given: (sum) => `Gave back ${sum}`,
  done: (name, sum) => `Noted: ${sum} went back to ${name}`,
  none: 'There is no cash left to give back.',
  more: 'Older ones come when these are done.',
};
