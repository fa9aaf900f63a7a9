import { pickup as en } from './pickup/en.ts';
import { pickup as zh } from './pickup/zh-cn.ts';

export const pickupTexts = { 'zh-CN': zh, en } as const;
