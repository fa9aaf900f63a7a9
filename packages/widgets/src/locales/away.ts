import { away as en } from './away/en.ts';
import { away as zh } from './away/zh-cn.ts';

export const awayTexts = { 'zh-CN': zh, en } as const;
