import { brought } from '../shared/brought.ts';
import type { Locale } from '../provider/tuan.ts';
import { campaign as zh } from './campaign/zh-cn.ts';
import type { Same } from './same.ts';

export type CampaignTexts = Same<typeof zh>;

/** There from the start, so that something can always be shown. */
export const firstTexts: CampaignTexts = zh;

/** The words of `<tuan-campaign>` in a language; one that is not there from the start comes along with the goods. */
export async function campaignTexts(locale: Locale): Promise<CampaignTexts> {
  return locale === 'zh-CN' ? zh : (await brought(import('./campaign/en.ts'))).campaign;
}
