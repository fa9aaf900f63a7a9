import { changes as en } from './changes/en.ts';
import { changes as zh } from './changes/zh-cn.ts';

export const changesTexts = { 'zh-CN': zh, en } as const;
