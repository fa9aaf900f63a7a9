import { standing as en } from './standing/en.ts';
import { standing as zh } from './standing/zh-cn.ts';

export const standingTexts = { 'zh-CN': zh, en } as const;
export type StandingTexts = (typeof standingTexts)['zh-CN' | 'en'];
