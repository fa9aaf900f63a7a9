import { order as en } from './order/en.ts';
import { order as zh } from './order/zh-cn.ts';

export const orderTexts = { 'zh-CN': zh, en } as const;
export type OrderTexts = (typeof orderTexts)['zh-CN' | 'en'];
