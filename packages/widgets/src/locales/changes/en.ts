import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

export const changes: Same<typeof zh.changes> = {
  before: 'Before',
  now: 'Now',
  total: 'Total',
};
