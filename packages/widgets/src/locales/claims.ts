import { claims as en } from './claims/en.ts';
import { claims as zh } from './claims/zh-cn.ts';

export const claimsTexts = { 'zh-CN': zh, en } as const;
export type ClaimsTexts = (typeof claimsTexts)['zh-CN' | 'en'];
