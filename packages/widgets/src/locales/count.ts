import { count as en } from './count/en.ts';
import { count as zh } from './count/zh-cn.ts';

export const countTexts = { 'zh-CN': zh, en } as const;
