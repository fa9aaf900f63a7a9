import { planted } from './neighbourhood.ts';
import type { TestShop } from './test-shop.ts';

/** Freezes the neighbourhood's campaign ten minutes after its cutoff, when every hold has ended (R2). */
export async function freezeToday(shop: TestShop): Promise<void> {
  shop.at('2026-11-23T22:10:00+08:00');
  await shop.tuan.campaigns.freeze({ campaignId: planted.campaign });
}
