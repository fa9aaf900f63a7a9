import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

export const pickup: Same<typeof zh.pickup> = {
  order_status: 'This order cannot be changed any more.',
  slot_full: 'This time was just taken; please choose another.',
  slot_unavailable: 'This time cannot be booked any more; please choose another.',
  slot_change_too_late: 'It is the day of pickup; ask your leader to change the time.',
  who: 'Let someone else collect',
  whoHint: 'At the point they say their name or the end of their phone, or show a code that works once.',
  name: 'Their name',
  tail: 'Last four digits of their phone (optional)',
  tailWrong: 'Give the last four digits of the phone.',
  save: 'Agree',
  book: 'Book this time',
  back: 'Back',
};
