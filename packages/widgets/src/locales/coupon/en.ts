import type { Same } from '../same.ts';
import type * as zh from './zh-cn.ts';

export const coupon: Same<typeof zh.coupon> = {
  own: 'Your coupons',
  code: 'Coupon code',
  use: 'Use',
  off: 'Take off',
  used: (code) => `Coupon ${code} is used`,
};
