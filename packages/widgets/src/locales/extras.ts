import { extras as en } from './extras/en.ts';
import { extras as zh } from './extras/zh-cn.ts';

export const extrasTexts = { 'zh-CN': zh, en } as const;
