import { planted } from './neighbourhood.ts';
import { neighbourOrders } from './neighbours.ts';
import { shareOutGoods } from './shared-out.ts';
import type { TestShop } from './test-shop.ts';

export interface Bought {
  readonly orderId: string;
  readonly lineId: string;
}

/** Apples of a neighbour (10.00 a 斤 of 500 g, 10 % commission), bought and shared out; `accepted` arrive, default all. */
export async function buyToWeigh(
  shop: TestShop,
  pieces: number,
  { payment, accepted }: { readonly payment?: 'atPickup'; readonly accepted?: number } = {},
): Promise<Bought> {
  const { id, lines } = await neighbourOrders(shop, {
    name: '王姐',
    pieces,
    ...(payment === undefined ? {} : { payment }),
  });
  await shareOutGoods(shop, accepted);
  return { orderId: id, lineId: lines[0]?.id ?? '' };
}

/** The packed weight of one line. */
export function weigh(shop: TestShop, orderLineId: string, grams: number) {
  return shop.tuan.weighings.record({ campaignId: planted.campaign, lines: [{ orderLineId, grams }] });
}
