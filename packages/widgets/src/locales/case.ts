import { cases as en } from './case/en.ts';
import { cases as zh } from './case/zh-cn.ts';

export const caseTexts = { 'zh-CN': zh, en } as const;
