import type { Locale } from '../provider/tuan.ts';
import { checkout as en } from './checkout/en.ts';
import { checkout as zh } from './checkout/zh-cn.ts';

export const checkoutTexts = { 'zh-CN': zh, en } as const;
export type CheckoutTexts = (typeof checkoutTexts)[Locale];
