import * as en from './en.ts';
import * as zh from './zh-cn.ts';

export const leaderTexts = { 'zh-CN': zh.leader, en: en.leader } as const;
