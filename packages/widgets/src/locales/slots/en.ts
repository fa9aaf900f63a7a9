import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

export const slots: Same<typeof zh.slots> = {
  slot_full: 'That time has just been booked. Please choose another; your basket is kept.',
  slot_unavailable: 'That time has just been booked. Please choose another; your basket is kept.',
  when: 'Pickup time',
  any: 'No booking',
  anyHint: 'Any time of the pickup hours',
  free: (count) => `${count} free`,
  few: (count) => `only ${count} free`,
  own: 'Yours',
  full: 'Full',
  allFull: 'Every time here is fully booked. Please choose another pickup point.',
};
