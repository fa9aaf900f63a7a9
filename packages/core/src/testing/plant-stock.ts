import { goodsAccepted } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { addStock } from '../purchasing/campaign-goods.ts';
import { planted } from './neighbourhood.ts';
import type { TestShop } from './test-shop.ts';

/** Goods that belong to no order (余货), with their cost in minor units, as an earlier round leaves them. */
export async function plantStock(
  shop: TestShop,
  variantId: string,
  pieces: number,
  cost: number,
): Promise<void> {
  await shop.plant((work, context) => {
    addStock(work, variantId, pieces, cost);
    const accepted = goodsAccepted(cost, { variantId, supplierId: planted.supplier });
    postTransaction(work, context, { type: 'goods.accepted', subject: variantId }, accepted);
    return null;
  });
}
