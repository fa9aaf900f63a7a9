import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

export const deal: Same<typeof zh.deal> = {
  was: (price) => `before ${price}`,
  flash: 'Flash sale',
  flashLeft: (pieces) => `${pieces} left`,
  flashOver: 'Flash sale sold out, the campaign price is back',
  flashSoon: (when, price) => `Flash sale ${when}: ${price}`,
  tierFrom: (pieces) => `from ${pieces}`,
  tierNext: (pieces, unit, price) => `${pieces} more: ${price} a ${unit}`,
  tierLast: 'This is the lowest price',
  tierNeighbours: (pieces, unit, price) => `From ${pieces} in your group: ${price} a ${unit}`,
  neighbours: 'Your group: ',
  people: (count) => (count === 1 ? '1 person' : `${count} people`),
  minimumMissing: (rest) => `${rest} more and it takes place`,
  minimumReached: 'It takes place',
  missed: 'Otherwise all you paid goes back',
  extends: (hours) => `Otherwise it runs on for ${hours} h, then all you paid goes back`,
};
