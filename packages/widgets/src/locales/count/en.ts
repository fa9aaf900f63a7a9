import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

export const count: Same<typeof zh.count> = {
  delivery_stop_outcome: 'The shop has settled your last count; it cannot be changed any more.',
  delivery_stop_status: 'The driver has not handed over yet; count when the goods are there.',
  picture_unknown: 'A picture has expired; add it again.',
  title: 'Count what has come',
  hint: 'This is what was signed for. Change what you count otherwise; confirm what is right.',
  signed: (pieces, unit) => `signed for ${pieces} ${unit}`,
  less: (title) => `One ${title} less`,
  more: (title) => `One ${title} more`,
  differs: (by) => (by < 0 ? `${-by} less` : `${by} more`),
  note: 'Tell more (optional)',
  same: 'All is there',
  different: (kinds) => `Tell the shop: ${kinds} differ`,
  back: 'Back',
  uploading: 'You can send it when the pictures are there',
};
