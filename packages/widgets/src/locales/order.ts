import * as en from './en.ts';
import * as zh from './zh-cn.ts';

export const orderTexts = { 'zh-CN': zh.order, en: en.order } as const;
