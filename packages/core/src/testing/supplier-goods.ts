import { campaigns } from '../campaigns/tables.ts';
import { faultCharged, goodsAccepted } from '../ledger/postings.ts';
import { type Dimensions, postTransaction } from '../ledger/post-transaction.ts';
import { addGoods, addStock } from '../purchasing/campaign-goods.ts';
import { planted } from './neighbourhood.ts';
import type { TestShop } from './test-shop.ts';

interface Goods {
  readonly variantId?: string;
  readonly supplierId?: string;
  /** A campaign that is planted where it is not there; left out: stock. */
  readonly campaignId?: string;
}

/** Goods of this value (minor units) accepted from a supplier at an instant: in the books, without a purchase order. */
export async function acceptGoods(
  shop: TestShop,
  at: string,
  value: number,
  goods: Goods = {},
): Promise<void> {
  shop.at(at);
  const { variantId = planted.apple, supplierId = planted.supplier, campaignId } = goods;
  await shop.plant((work, context) => {
    if (campaignId === undefined) addStock(work, variantId, 1, value);
    else {
      const like = work.get(campaigns, planted.campaign);
      if (!work.find(campaigns, campaignId))
        work.insert(campaigns, { ...like, id: campaignId, externalId: campaignId, status: 'collecting' });
      addGoods(work, campaignId, variantId, 0, value);
    }
    const about = { variantId, supplierId, campaignId: campaignId ?? null };
    postTransaction(
      work,
      context,
      { type: 'goods.accepted', subject: variantId },
      goodsAccepted(value, about),
    );
    return null;
  });
}

/** A claim for which the supplier answers, approved at an instant: what is charged, in minor units. */
export async function chargeSupplier(
  shop: TestShop,
  at: string,
  amount: number,
  about: Dimensions = {},
): Promise<void> {
  shop.at(at);
  await shop.plant((work, context) => {
    const postings = faultCharged('supplier', amount, {
      supplierId: planted.supplier,
      variantId: planted.apple,
      ...about,
    });
    postTransaction(work, context, { type: 'fault.charged', subject: 'planted' }, postings);
    return null;
  });
}

/** States a month for all, at an instant where one is given, and answers that of the planted supplier. */
export async function stateMonth(shop: TestShop, month: string, at?: string) {
  if (at !== undefined) shop.at(at);
  await shop.tuan.supplierStatements.create({ month });
  return shop.tuan.supplierStatements.forecast({ supplierId: planted.supplier, month });
}
