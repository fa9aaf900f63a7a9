import { leader as en } from './leader/en.ts';
import { leader as zh } from './leader/zh-cn.ts';

export const leaderTexts = { 'zh-CN': zh, en } as const;
