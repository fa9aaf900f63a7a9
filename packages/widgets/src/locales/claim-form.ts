import { claimForm as en } from './claim-form/en.ts';
import { claimForm as zh } from './claim-form/zh-cn.ts';

export const claimFormTexts = { 'zh-CN': zh, en } as const;
