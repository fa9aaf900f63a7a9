import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

export const cases: Same<typeof zh.cases> = {
  box_fill_only: 'Only what fills a case is taken now; your basket has been set to that.',
  missing: (rest) => `${rest} more fill the case`,
  others: (pieces) => `; neighbours would take ${pieces} more`,
  enough: '; what neighbours would take fills it',
  full: 'This fills the case',
  fillingFrom: (when) => `From ${when} only what fills a case is taken`,
  filling: (rest) => `Filling the case: ${rest} to go`,
  filled: 'The case is full; no more are taken',
  fillingHint: 'What is ordered now cannot be changed',
  spare: 'To fill the case, up to',
  none: 'no more',
  back: 'Paid with the rest; what fills no case goes back',
  minimum: (percent) => `${percent}% of the minimum order is reached`,
  minimumReached: 'The minimum order is reached',
  fail: 'Below it nothing is bought and all you paid goes back',
  extend: (hours) => `Below it the sale runs ${hours} more hours, then all you paid goes back`,
};
