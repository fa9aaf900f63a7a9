import * as en from './en.ts';
import * as zh from './zh-cn.ts';

/** The words of `<tuan-campaign>`: only these come along with it. */
export const campaignTexts = { 'zh-CN': zh.campaign, en: en.campaign } as const;
