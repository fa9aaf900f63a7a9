import { pictures as en } from './pictures/en.ts';
import { pictures as zh } from './pictures/zh-cn.ts';

export const picturesTexts = { 'zh-CN': zh, en } as const;
