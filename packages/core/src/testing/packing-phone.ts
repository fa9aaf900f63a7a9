import { planted } from './neighbourhood.ts';
import { neighbourOrders } from './neighbours.ts';
import { shareOutGoods } from './shared-out.ts';
import type { TestShop } from './test-shop.ts';

type Scan = Parameters<TestShop['tuan']['packing']['scan']>[0];
type Leader = { readonly kind: 'leader'; readonly leaderId: string };

/** A phone that scans for the neighbourhood's campaign; its scans are phone-a-001, phone-a-002 and so on. */
export function packingPhone(shop: TestShop) {
  let scans = 0;
  return (wish: Partial<Scan>, actor?: Leader) =>
    shop.tuan.packing.scan(
      { campaignId: planted.campaign, scanId: `phone-a-${String((scans += 1)).padStart(3, '0')}`, ...wish },
      actor ? { actor } : {},
    );
}

/** A neighbour with apples and eggs in two orders, and one who has apples only. */
export async function readyToPack(shop: TestShop) {
  const apples = await neighbourOrders(shop, { name: '王姐', pieces: 3 });
  shop.now += 1000;
  const other = await neighbourOrders(shop, { name: '李叔', pieces: 4 });
  shop.now += 1000;
  const eggs = await shop.tuan.orders.place({
    campaignId: planted.campaign,
    customer: { nickname: '王姐' },
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [{ offerId: planted.eggOffer, pieces: 2 }],
    payment: { amount: { amount: 6560, currency: 'CNY' }, reference: 'till eggs' },
  });
  await shareOutGoods(shop);
  return { apples, eggs, other };
}
