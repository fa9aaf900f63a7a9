import { care as en } from './care/en.ts';
import { care as zh } from './care/zh-cn.ts';

export const careTexts = { 'zh-CN': zh, en } as const;
export type CareTexts = (typeof careTexts)['zh-CN' | 'en'];
