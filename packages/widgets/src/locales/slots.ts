import { slots as en } from './slots/en.ts';
import { slots as zh } from './slots/zh-cn.ts';

export const slotTexts = { 'zh-CN': zh, en } as const;
