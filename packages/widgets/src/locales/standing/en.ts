import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

export const standing: Same<typeof zh.standing> = {
  payouts: 'Payments to you',
  noPayouts: 'Nothing was paid yet',
  noPayoutsHint: 'The shop pays what stands in a statement; each payment is listed here.',
  payout: {
    claimed: 'on its way',
    sent: 'paid',
    failed: 'failed; the shop pays again',
    returned: 'given back by the bank; your credit again',
  },
  reference: (reference) => `Reference ${reference}`,
  splits: 'Split to your account',
  splitTo: (account) => `Account ${account}`,
  splitBack: (sum) => `${sum} goes back`,
  level: 'Level',
  noLevel: 'No level yet',
  pinned: 'Set by the shop; the monthly review leaves it alone',
  month: (facts) => `This month: ${facts}`,
  nextLevel: (name, missing) => `To reach ${name}: ${missing} more`,
  reached: (name) => `Enough for ${name}; reviewed at the end of the month`,
  topLevel: 'This is the highest level',
  keep: (missing) => `To keep this level: ${missing} more this month`,
  grace: (missed, months) =>
    `Missed ${missed === 1 ? 'one month' : `${missed} months`} in a row; it is lost after more than ${months}`,
  facts: {
    sales: (sum) => `${sum} of sales`,
    orders: (count) => (count === 1 ? '1 order' : `${count} orders`),
    buyers: (count) => (count === 1 ? '1 buyer' : `${count} buyers`),
    members: (count) => (count === 1 ? '1 member' : `${count} members`),
    complaintRate: (percent) => `claims on ${percent} of orders`,
    complaintsLess: (percent) => `claims on ${percent} fewer orders`,
  },
  between: ', ',
  recruits: 'Leaders you brought',
  once: (sum) => `${sum} when their first commission is earned`,
  share: (percent, until) => `${percent} of their orders before ${until}`,
  paid: (day) => `given ${day}`,
  waiting: 'not yet',
  more: 'More',
};
