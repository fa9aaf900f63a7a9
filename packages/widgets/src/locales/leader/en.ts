import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

export const leader: Same<typeof zh.leader> = {
  today: 'To do today',
  tonight: 'tonight',
  promote: 'Share',
  promoteHint: (rest, time) => `Until ${time}, ${rest} left`,
  arrive: 'Arrives',
  hand: 'Hand over',
  claims: 'Claims',
  ordered: (count, sum) => `${count} paid, ${sum}`,
  from: (day, time) => `Pickup ${day} from ${time}`,
  handed: (open, done) => `${open} to hand over, ${done} done`,
  collected: 'Collected',
  byNeighbour: 'By neighbour',
  byGoods: 'By goods',
  noOrders: 'No orders yet',
  noOrdersHint: 'Share the campaign with your group; paid orders appear here.',
  noRounds: 'Nothing is going on right now',
  noRoundsHint: 'The next campaign of the shop appears here.',
};
