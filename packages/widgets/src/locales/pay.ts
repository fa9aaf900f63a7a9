import { pay as en } from './pay/en.ts';
import { pay as zh } from './pay/zh-cn.ts';

export const payTexts = { 'zh-CN': zh, en } as const;
