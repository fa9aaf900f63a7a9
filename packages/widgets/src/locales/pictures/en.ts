import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

export const pictures: Same<typeof zh.pictures> = {
  title: (max) => `Pictures (at most ${max}, 8 MB each)`,
  add: 'Add',
  one: (number) => `Picture ${number}`,
  remove: (number) => `Remove picture ${number}`,
  again: 'Send again',
  progress: (sent, all) => `${sent} of ${all} sent`,
  state: { waiting: 'waiting', sending: 'sending', sent: 'sent' },
  why: {
    offline: 'No network; it was not sent.',
    picture_format: 'This is no JPEG, PNG or WebP; choose another.',
    picture_broken: 'The picture is damaged; take it again.',
    picture_too_large: 'Larger than 8 MB; choose a smaller one.',
    picture_too_many: 'Too many pictures wait unused; try again tomorrow.',
    pictures_off: 'This shop takes no pictures; describe it instead.',
    other: 'It was not sent.',
  },
};
