import { sheets as en } from './sheets/en.ts';
import { sheets as zh } from './sheets/zh-cn.ts';

export const sheetTexts = { 'zh-CN': zh, en } as const;
export type SheetTexts = (typeof sheetTexts)['zh-CN' | 'en'];
