import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

export const claims: Same<typeof zh.claims> = {
  claim_status: 'This claim has been decided already.',
  replacement_status: 'This was settled already.',
  title: 'Claims',
  open: 'Something is wrong with it',
  about: (title, pieces, unit) => `${title}, ${pieces} ${unit}`,
  picture: (number) => `Picture ${number}`,
  answerBy: (day, time) => `You get an answer by ${day} ${time}`,
  late: 'The answer is late; the shop has been told.',
  asked: (sum) => `You asked for ${sum}`,
  suggested: (sum) => `This part is worth ${sum}`,
  state: {
    open: 'Waiting for the leader or the shop',
    proposed: 'Proposed, waiting for the shop',
    approved: 'Approved',
    rejected: 'Not approved',
    withdrawn: 'You withdrew it',
    refunded: 'Paid back',
    replaced: 'Sent again',
  },
  proposed: (sum) => `Your leader proposes ${sum}`,
  refund: (sum) => `${sum} is on its way back`,
  refunded: (sum) => `${sum} was paid back`,
  withdraw: 'Withdraw',
  again: {
    waiting: (pieces) => `${pieces} come again as soon as there are any; ordered for you, at no cost.`,
    ordered: (pieces) => `${pieces} are on their way; their code is in the new order.`,
    refundOffered: (pieces) => `There were none of these ${pieces} for long; you can have the money.`,
    delivered: (pieces) => `${pieces} were delivered again.`,
    refunded: (pieces) => `The money for these ${pieces} went back instead.`,
  },
  instead: (sum) => `Take ${sum} instead`,
};
