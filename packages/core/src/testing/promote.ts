import { offers } from '../campaigns/tables.ts';
import type { CreatePromotion } from '../promotions/schemas.ts';
import { planted, plantOffer } from './neighbourhood.ts';
import type { TestShop } from './test-shop.ts';

export const yuan = (amount: number) => ({ amount, currency: 'CNY' });

/** Creates a promotion and activates it. */
export async function promote(
  { tuan }: TestShop,
  wanted: Pick<CreatePromotion, 'kind'> & Readonly<Record<string, unknown>>,
) {
  const { id } = await tuan.promotions.create({ name: wanted.kind, ...wanted });
  return tuan.promotions.activate({ promotionId: id });
}

/** Plants the eggs of the campaign as a gift, with so many pieces of gift stock. */
export async function plantGift(shop: TestShop, stock: number, id = 'off_gift'): Promise<void> {
  await shop.plant((work, { now }) => {
    plantOffer(work, now, {
      id,
      variantId: planted.egg,
      title: '鸡蛋',
      unit: '盒',
      category: '肉禽蛋',
      price: 600,
      cap: stock,
      gift: true,
      position: 9,
    });
    return null;
  });
}

/** Sets columns of the planted apples, such as the price. */
export async function changeApples(
  shop: TestShop,
  values: Partial<typeof offers.$inferSelect>,
): Promise<void> {
  await shop.plant((work) => work.set(offers, work.get(offers, planted.appleOffer), values));
}

/** An order of so many apples by the first customer, as a till sends it: unpaid. */
export function apples(pieces: number, extra: Readonly<Record<string, unknown>> = {}) {
  return {
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [{ offerId: planted.appleOffer, pieces }],
    ...extra,
  };
}

/** A quote as a customer sees it, without who delivers it. */
export function cartOf(pieces: number, extra: Readonly<Record<string, unknown>> = {}) {
  const { pickupPointId: _, ...cart } = apples(pieces, extra);
  return cart;
}
