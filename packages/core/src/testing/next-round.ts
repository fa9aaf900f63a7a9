import { campaignLeaders, campaignPoints, campaigns } from '../campaigns/tables.ts';
import { instantOf } from '../shared/time.ts';
import type { NewRow } from '../work.ts';
import type { offers } from '../campaigns/tables.ts';
import { planted, plantOffer } from './neighbourhood.ts';
import type { TestShop } from './test-shop.ts';

/** The ids of a later round. */
export const next = { campaign: 'cam_next', appleOffer: 'off_next_apple' } as const;

/** Wednesday 08:00 to 22:00, pickup on Thursday: apples again, with both leaders and points. */
export async function plantNextRound(
  shop: TestShop,
  offer: Partial<NewRow<typeof offers>> = {},
  date = 25,
): Promise<void> {
  const at = (day: number, time: string) => instantOf(`2026-11-${String(day)}T${time}:00+08:00`);
  const id = date === 25 ? next.campaign : `${next.campaign}_${String(date)}`;
  await shop.plant((work, { now }) => {
    work.insert(campaigns, {
      id,
      title: '明日团',
      status: 'published',
      opensAt: at(date, '08:00'),
      closesAt: at(date, '22:00'),
      pickupDate: `2026-11-${String(date + 1)}`,
      pickupWindows: [{ opens: '16:00', closes: '20:30' }],
      pickupStartsAt: at(date + 1, '16:00'),
      pickupEndsAt: at(date + 1, '20:30'),
      createdAt: now,
      publishedAt: now,
    });
    for (const leaderId of [planted.leader, planted.otherLeader])
      work.insert(campaignLeaders, { campaignId: id, leaderId });
    for (const pickupPointId of [planted.point, planted.otherPoint])
      work.insert(campaignPoints, { campaignId: id, pickupPointId });
    plantOffer(work, now, {
      id: date === 25 ? next.appleOffer : `${next.appleOffer}_${String(date)}`,
      campaignId: id,
      variantId: planted.apple,
      title: '苹果',
      unit: '斤',
      category: '水果',
      price: 1000,
      gramsPerUnit: 500,
      closesAt: at(date, '22:00'),
      ...offer,
    });
    return null;
  });
}
