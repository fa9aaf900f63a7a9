import type { Locale } from '../provider/tuan.ts';
import { commission as en } from './commission/en.ts';
import { commission as zh } from './commission/zh-cn.ts';

export const commissionTexts = { 'zh-CN': zh, en } as const;
export type CommissionTexts = (typeof commissionTexts)[Locale];
