import { coupon as en } from './coupon/en.ts';
import { coupon as zh } from './coupon/zh-cn.ts';

export const couponTexts = { 'zh-CN': zh, en } as const;
