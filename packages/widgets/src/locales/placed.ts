import { placed as en } from './placed/en.ts';
import { placed as zh } from './placed/zh-cn.ts';

export const placedTexts = { 'zh-CN': zh, en } as const;
