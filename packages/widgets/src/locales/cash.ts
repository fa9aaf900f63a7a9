import { cash as en } from './cash/en.ts';
import { cash as zh } from './cash/zh-cn.ts';

export const cashTexts = { 'zh-CN': zh, en } as const;
