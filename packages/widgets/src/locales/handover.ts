import * as en from './en.ts';
import * as zh from './zh-cn.ts';

export const handoverTexts = { 'zh-CN': zh.handover, en: en.handover } as const;
