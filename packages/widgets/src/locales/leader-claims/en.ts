import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

export const leaderClaims: Same<typeof zh.leaderClaims> = {
  claim_status: 'This claim has been decided already.',
  claim_above_leader_limit: 'This is above what you may approve; propose it and the shop decides.',
  claim_above_leader_day: 'You have approved as much as you may today; propose it and the shop decides.',
  title: 'Claims',
  none: 'No claim waits for you.',
  about: (title, pieces, unit) => `${title}, ${pieces} ${unit}`,
  picture: (number) => `Picture ${number}`,
  answerBy: (day, time) => `Answer by ${day} ${time}`,
  late: 'The answer is late',
  history: (claims, orders) => `In 90 days: orders ${orders}, claims ${claims}`,
  frequent: 'rather many',
  wishes: { refund: 'Would like the money', replacement: 'Would like the goods again' },
  amount: 'How much',
  fault: 'Whose fault',
  faults: { supplier: 'Supplier', carrier: 'Transport', shop: 'Shop', leader: 'Mine' },
  approve: 'Give it back',
  again: (pieces) => `Send ${pieces} again`,
  propose: 'Propose it, the shop decides',
  proposed: (sum) => `You proposed ${sum}; the shop decides`,
  done: 'Done; your neighbour has been told.',
};
