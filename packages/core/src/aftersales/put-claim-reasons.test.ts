import { afterEach, beforeEach, expect, test } from 'vitest';
import { asCustomer, asLeader, fetchedApples } from '../testing/eaten.ts';
import { testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const money = (amount: number) => ({ amount, currency: 'CNY' });

async function open(reason: string) {
  const { orderLineId } = await fetchedApples(shop);
  return shop.tuan.claims.open({ orderLineId, reason, pieces: 1 }, asCustomer);
}

test('a code, or the words of the list in either language, are the same reason; other words stay as they are', async () => {
  const { id: claimId, ...first } = await open('NOT fresh');
  expect(first).toMatchObject({ reason: '不新鲜', reasonCode: 'notFresh' });
  await shop.tuan.claims.withdraw({ claimId }, asCustomer);
  const { orderLineId } = first;
  const own = await shop.tuan.claims.open({ orderLineId, reason: '提货时间太赶', pieces: 1 }, asCustomer);
  expect(own).toMatchObject({ reason: '提货时间太赶', reasonCode: null });
});

test('the shop keeps a list of its own; with `onlyListed` other words are refused', async () => {
  const reasons = [
    { code: 'bruised', zh: '磕碰', en: 'Bruised', faultShares: { carrier: 10_000 } },
    { code: 'notFresh', zh: '不新鲜', en: 'Not fresh', retired: true },
  ];
  await shop.tuan.claimReasons.put({ reasons, onlyListed: true });
  await expect(open('notFresh')).rejects.toMatchObject({
    code: 'claim_reason_unknown',
    details: { reasons: ['bruised'] },
  });
  expect((await shop.tuan.claimReasons.get({}, asCustomer)).data).toEqual([
    { code: 'bruised', zh: '磕碰', en: 'Bruised', faultShares: null, retired: false },
  ]);
  await expect(shop.tuan.claimReasons.put({ reasons }, asLeader)).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await shop.tuan.claimReasons.put({ reasons: reasons.slice(0, 1) });
  expect((await shop.tuan.claimReasons.get({})).data).toHaveLength(1);
});

test('the fault of a reason counts where whoever approves says nothing; without one it must be said', async () => {
  const { id: claimId } = await open('crushed');
  expect(await shop.tuan.claims.approve({ claimId, amount: money(500) })).toMatchObject({
    faultShares: { carrier: 10_000 },
  });
  const [line] = await shop.tuan.reader.rows<{ id: string }>('SELECT "id" FROM "order_lines"');
  const other = await shop.tuan.claims.open({ orderLineId: line?.id ?? '', reason: '别的', pieces: 1 });
  await expect(shop.tuan.claims.approve({ claimId: other.id, amount: money(500) })).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'faultShares' }] },
  });
});
