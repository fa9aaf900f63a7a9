import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

export const away: Same<typeof zh.away> = {
  substitute_unavailable: 'No leader who can stand in has this phone, or it is your own.',
  title: 'Who stands in',
  hint: 'On days you are away another leader hands over at your point. You earn as before; they are told.',
  point: 'Point',
  phone: 'Phone of who stands in',
  from: 'From',
  to: 'To',
  reason: 'Reason (optional)',
  appoint: 'Ask them to stand in',
  standsIn: (name, point) => `${name} stands in at ${point}`,
  days: (from, to) => (from === to ? from : `${from} to ${to}`),
  end: 'No longer needed',
  wrong: 'Check phone and days: none in the past, the end not before the beginning.',
};
