import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

export const sheets: Same<typeof zh.sheets> = {
  none: 'No statement yet',
  noneHint: 'It appears here when the shop has made one.',
  upTo: (day) => `Up to ${day}`,
  sums: {
    carried: 'Carried over',
    earned: 'Earned',
    reversed: 'Taken back for returns',
    bonus: 'Bonuses',
    charged: 'Charged to you',
    cashSetOff: 'Set off against money you collected',
    balance: 'After it',
  },
  lineKind: {
    earned: 'Earned',
    reversed: 'Taken back for returns',
    bonus: 'Bonus',
    fault: 'Charged to you',
  },
  next: 'The next one (up to now)',
  payout: {
    claimed: 'The shop is paying it',
    sent: 'Paid',
    failed: 'The payment failed; the shop tries again',
    returned: 'The bank gave it back; the shop pays again',
  },
  kind: { sale: '', help: 'Help-selling', point: 'Pickup point', referral: 'Referral', bonus: '' },
  pieces: (count) => (count === 1 ? '1 piece' : `${count} pieces`),
  perPiece: (sum) => `${sum} a piece`,
  more: 'More',
  paper: 'Statement to print',
  print: 'Print',
  rest: 'The next part',
};
