import { promotion as en } from './promotion/en.ts';
import { promotion as zh } from './promotion/zh-cn.ts';

export const promotionTexts = { 'zh-CN': zh, en } as const;
