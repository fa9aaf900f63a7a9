import { leaderClaims as en } from './leader-claims/en.ts';
import { leaderClaims as zh } from './leader-claims/zh-cn.ts';

export const leaderClaimsTexts = { 'zh-CN': zh, en } as const;
