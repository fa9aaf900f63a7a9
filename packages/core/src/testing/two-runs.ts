import { campaignPoints } from '../campaigns/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { planted } from './neighbourhood.ts';
import { neighbourOrders } from './neighbours.ts';
import { shareOutGoods } from './shared-out.ts';
import type { TestShop } from './test-shop.ts';

const { campaign: campaignId, point, otherPoint } = planted;

export const thirdPoint = 'pnt_north';

/** What each of three points has ordered. */
export const piecesAt: ReadonlyMap<string, number> = new Map([
  [point, 3],
  [otherPoint, 5],
  [thirdPoint, 7],
]);

/** Three points on a line to the east, each with goods; two runs, `东` over the first two, `西` over the third. */
export async function twoRuns(
  shop: TestShop,
  capacity?: { readonly pieces: number },
  receiving?: { pickupPointId: string; windows: { opens: string; closes: string }[] }[],
) {
  await shop.plant((work) => {
    const place = { address: '', windows: [], createdAt: 0, updatedAt: 0 };
    const north = { externalId: 'P03', name: '北门', leaderId: planted.leader };
    work.insert(pickupPoints, { id: thirdPoint, ...north, ...place });
    work.insert(campaignPoints, { campaignId, pickupPointId: thirdPoint });
    for (const [index, id] of [...piecesAt.keys()].entries())
      work.set(pickupPoints, work.get(pickupPoints, id), {
        latitude: 30_280_000,
        longitude: 120_020_000 + index * 10_000,
        windows: [],
      });
  });
  for (const [pickupPointId, pieces] of piecesAt)
    await neighbourOrders(shop, { name: `N ${pickupPointId}`, pieces, pickupPointId });
  await shareOutGoods(shop);
  const { data } = await shop.tuan.deliveryRuns.plan({
    campaignId,
    departsAt: '2026-11-24T09:00:00+08:00',
    ...(receiving === undefined ? {} : { receiving }),
    runs: [
      { name: '东', pickupPointIds: [point, otherPoint] },
      { name: '西', pickupPointIds: [thirdPoint], ...(capacity ? { capacity } : {}) },
    ],
  });
  const stops = data.flatMap((run) => run.stops);
  return {
    east: data.find(({ name }) => name === '东')?.id ?? '',
    west: data.find(({ name }) => name === '西')?.id ?? '',
    stopAt: (id: string) => stops.find(({ pickupPointId }) => pickupPointId === id)?.id ?? '',
  };
}
