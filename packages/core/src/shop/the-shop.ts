import { refuse } from '../shared/error.ts';
import type { Money } from '../shared/schemas.ts';
import type { Reader } from '../storage/reader.ts';
import type { Row, Work } from '../work.ts';
import { shops } from './tables.ts';

export type Shop = Row<typeof shops>;

/** The key of the one row of the shop. */
export const shopId = 'shop';

/** The shop of this database, inside a decision. */
export function theShop(work: Work): Shop {
  return work.get(shops, shopId, 'shop_not_set_up');
}

/** The shop of this database, for a read. */
export async function readShop(reader: Reader): Promise<Shop> {
  const [shop] = await reader.table(shops, 't."id" = ?', [shopId]);
  return demandSetUp(shop);
}

/** The shop, once it is set up. Refuses: shop_not_set_up. */
export function demandSetUp(shop: Shop | undefined): Shop {
  return shop ?? refuse('shop_not_set_up');
}

/** The amount in minor units, when it is in the shop's currency (R47). */
export function amountOf(shop: Shop, money: Money, path: string): number {
  if (money.currency === shop.currency) return money.amount;
  return refuse('currency_mismatch', {
    currency: shop.currency,
    fields: [
      {
        path: `${path}.currency`,
        code: 'currency',
        message: `The shop keeps its books in ${shop.currency}.`,
      },
    ],
  });
}
