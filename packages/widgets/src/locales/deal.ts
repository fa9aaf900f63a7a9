import { deal as en } from './deal/en.ts';
import { deal as zh } from './deal/zh-cn.ts';

export const dealTexts = { 'zh-CN': zh, en } as const;
