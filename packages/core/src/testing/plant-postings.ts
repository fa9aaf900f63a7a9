import { type Posting, postTransaction } from '../ledger/post-transaction.ts';
import type { TestShop } from './test-shop.ts';

/** What postings break that stand alone, without the orders, goods and claims they tell of. */
export const postingsAlone: readonly string[] = [
  'commission_expense',
  'commission_unsettled',
  'deposits',
  'goods_cost',
  'leader_account',
  'line_cost',
  'rebate_due',
  'refunds_due',
  'sales_kept',
  'shrinkage_cost',
  'supplier_payable',
];

/** Posts rows of the posting table and nothing else: what a report is made of, without the round behind it. */
export async function plantPostings(shop: TestShop, ...rows: readonly Posting[][]): Promise<void> {
  await shop.plant((work, context) => {
    postTransaction(work, context, { type: 'planted', subject: 'planted' }, rows.flat());
    return null;
  }, postingsAlone);
}
