import { tick } from '../tick.ts';
import { planted } from './neighbourhood.ts';
import type { TestShop } from './test-shop.ts';

/** A campaign that opens on Monday at 08:00, closes at 22:00, and is collected on Tuesday. */
export const fruitRound = {
  title: '鲜果团',
  opensAt: '2026-11-23T08:00',
  closesAt: '2026-11-23T22:00',
  pickupDate: '2026-11-24',
  pickupWindows: [{ opens: '16:00', closes: '20:00' }],
  leaderIds: [planted.leader],
  pickupPointIds: [planted.point],
  offers: [{ variantId: planted.apple, cap: 300 }],
};

/** Drafts the template; answers its id. */
export async function draftFruit(shop: TestShop): Promise<string> {
  return (await shop.tuan.campaigns.draft(fruitRound)).id;
}

/** A series of Tuesdays and Fridays from the first day on, published, made four days ahead; `wish` changes it. */
export async function startSeries(shop: TestShop, wish: object = {}) {
  return shop.tuan.campaignSeries.create({
    title: '每周二、五鲜果团',
    templateId: await draftFruit(shop),
    rule: { freq: 'weekly' as const, byDay: ['TU', 'FR'] },
    startsOn: '2026-11-24',
    horizonDays: 4,
    publish: true,
    ...wish,
  });
}

/** What a series has made, latest date first. */
export async function roundsOf(shop: TestShop, seriesId: string) {
  return (await shop.tuan.campaignSeries.rounds({ seriesId, limit: 50 })).data;
}

/** Ticks; answers how many rounds were made. */
export async function makeDue(shop: TestShop): Promise<number | undefined> {
  return (await tick(shop.tuan)).steps.find(({ name }) => name === 'campaignSeries.makeRound')?.done;
}
