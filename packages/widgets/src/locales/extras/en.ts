import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

export const extras: Same<typeof zh.extras> = {
  extra_over: 'These goods are no longer given out; what is left stays in stock.',
  extra_too_late:
    'The goods for this point are loaded or there already. Choose a point that is not loaded yet.',
  over_limit: 'That is more than one person may have; give fewer.',
  customer_required: 'Choose a neighbour, or write a nickname or a phone number.',
  invalid_input: 'Check the number, and the nickname or phone.',
  tooMany: (left) => (left > 0 ? `Only ${left} left; give fewer.` : 'Nothing is left.'),
  noShows: (count) =>
    `This neighbour did not come for ${count} unpaid orders and cannot pay at pickup any more; please ask the shop.`,
  pay_at_pickup_refused: 'The shop takes no payment at pickup now; please ask it.',
  title: 'More than was ordered',
  hint: 'Ask those first who came short or would take more. What you give is an order, paid at pickup; they are told.',
  left: (left, unit, price) => `${left} ${unit} left, ${price} each`,
  until: (time) => `until ${time}`,
  who: 'For whom',
  missed: (pieces) => `${pieces} short`,
  wished: (pieces) => `would take ${pieces} more`,
  had: (pieces) => `${pieces} given since`,
  other: 'Somebody else',
  name: 'Nickname or phone',
  point: 'Fetched at',
  pieces: 'How many',
  give: 'Give to this neighbour',
  given: (name, pieces, sum) => `${pieces} for ${name}, ${sum} to be paid at pickup`,
  none: 'There is nothing to give out now.',
};
