import { handover as en } from './handover/en.ts';
import { handover as zh } from './handover/zh-cn.ts';

export const handoverTexts = { 'zh-CN': zh, en } as const;
