import { afterEach, beforeEach, expect, test } from 'vitest';
import { asCustomer, asLeader, asOtherLeader, fetchedApples } from '../testing/eaten.ts';
import { problemsOf } from '../testing/explain-everything.ts';
import { testShop, type TestShop } from '../testing/index.ts';
import { yuan } from '../testing/promote.ts';
import type { ExplanationView } from './explanation-view.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

type Options = Parameters<TestShop['tuan']['claims']['explain']>[1];

async function explain(claimId: string, options?: Options): Promise<ExplanationView> {
  const explained = await shop.tuan.claims.explain({ claimId }, options);
  expect(problemsOf(explained)).toEqual([]);
  return explained;
}

/** The sums of the claim itself: name, text, and the arithmetic of the last step. */
const sumsOf = ({ amounts }: ExplanationView) =>
  amounts
    .filter(({ name }) => name.startsWith('claim.'))
    .map(({ name, text, steps }) => [name, text, steps.at(-1)?.text, steps.at(-1)?.calculation?.exact]);

test('R33: a claim is explained from the moment it is opened: worth, asked for, proposed, approved', async () => {
  const { orderLineId } = await fetchedApples(shop);
  const { id } = await shop.tuan.claims.open(
    { orderLineId, reason: '不新鲜', pieces: 2, amount: yuan(1800) },
    asCustomer,
  );
  const worth = [
    'claim.suggested',
    '苹果：这部分商品值 20.00 元',
    '该行余额 × 有问题的件数 ÷ 尚未赔过的件数',
    '3000 × 2 ÷ 3 = 2000',
  ];
  const asked = ['claim.requested', '苹果：顾客要求 18.00 元', '开售后单时写明的金额', '1800'];
  expect(sumsOf(await explain(id))).toEqual([worth, asked]);
  await shop.tuan.claims.propose({ claimId: id, amount: yuan(1500) }, asLeader);
  await shop.tuan.claims.approve({ claimId: id, faultShares: { supplier: 5000, leader: 5000 } });
  expect(sumsOf(await explain(id))).toEqual([
    worth,
    asked,
    ['claim.proposed', '苹果：建议 15.00 元', '处理人建议的金额', '1500'],
    ['claim.approved', '苹果：批准 15.00 元', '按建议的金额批准', '1500'],
  ]);
  // The second claim: 15.00 are left, and one piece of three that was not made good.
  const next = await shop.tuan.claims.open({ orderLineId, reason: '不新鲜', pieces: 1 }, asCustomer);
  expect(sumsOf(await explain(next.id))[0]?.at(-1)).toBe('1500 × 1 = 1500');
});

test('customers and leaders see their own claims explained: no cost of the shop, of faults only what the leader bears', async () => {
  const { orderLineId } = await fetchedApples(shop);
  const { id } = await shop.tuan.claims.open({ orderLineId, reason: '不新鲜', pieces: 1 }, asCustomer);
  await shop.tuan.claims.approve({ claimId: id, faultShares: { supplier: 5000, leader: 5000 } });
  const partiesOf = ({ amounts }: ExplanationView) =>
    amounts.flatMap(({ name, about }) => (name === 'fault.share' ? [about.party] : []));
  expect(partiesOf(await explain(id))).toEqual(['supplier', 'leader']);
  expect(partiesOf(await explain(id, asLeader))).toEqual(['leader']);
  const own = await explain(id, asCustomer);
  expect(JSON.stringify(own)).not.toMatch(/fault|commission|佣金|profit|成本|供应商/);
  expect(own.amounts.map(({ name }) => name)).toContain('refund.amount');
  expect(own.amounts.flatMap(({ entries }) => entries)).toEqual([]);
  for (const stranger of [asOtherLeader, { actor: { kind: 'customer', customerId: 'cus_wang' } } as const])
    await expect(shop.tuan.claims.explain({ claimId: id }, stranger)).rejects.toMatchObject({
      code: 'not_found',
    });
});
