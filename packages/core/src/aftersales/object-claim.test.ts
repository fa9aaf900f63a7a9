import { afterEach, beforeEach, expect, test } from 'vitest';
import { asCustomer, asLeader, asOtherLeader, fetchedApples } from '../testing/eaten.ts';
import { testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop({ policies: { leaderObjectionHours: 24 } });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const money = (amount: number) => ({ amount, currency: 'CNY' });

async function approved(faultShares: object): Promise<string> {
  const { orderLineId } = await fetchedApples(shop);
  const { id: claimId } = await shop.tuan.claims.open({ orderLineId, reason: 'notFresh', pieces: 1 });
  await shop.tuan.claims.approve({ claimId, amount: money(1000), faultShares });
  return claimId;
}

test('R33: the leader speaks once against a share of the fault, within the time; the shop reads it', async () => {
  const claimId = await approved({ leader: 5000, supplier: 5000 });
  const object = (comment: string) => shop.tuan.claims.object({ claimId, comment }, asLeader);
  shop.now += 24 * 3_600_000 - 1;
  expect(await object('货到时就是坏的')).toMatchObject({ objection: '货到时就是坏的' });
  await expect(object('再说一次')).rejects.toMatchObject({ code: 'claim_objection_closed' });
  expect(await shop.tuan.claims.get({ claimId })).toMatchObject({ objection: '货到时就是坏的' });
  expect(await shop.tuan.claims.get({ claimId }, asCustomer)).toMatchObject({ objection: null });
});

test('R33: too late, without a share, before the decision, or by somebody else it is refused', async () => {
  const late = await approved({ leader: 10_000 });
  shop.now += 24 * 3_600_000;
  const object = (claimId: string, options: Parameters<typeof shop.tuan.claims.object>[1]) =>
    shop.tuan.claims.object({ claimId, comment: '不是我' }, options);
  await expect(object(late, asLeader)).rejects.toMatchObject({ code: 'claim_objection_closed' });
  await expect(object(late, asOtherLeader)).rejects.toMatchObject({ code: 'not_found' });
  await expect(object(late, asCustomer)).rejects.toMatchObject({ code: 'not_allowed' });
  const [line] = await shop.tuan.reader.rows<{ id: string }>('SELECT "id" FROM "order_lines"');
  const { id } = await shop.tuan.claims.open({ orderLineId: line?.id ?? '', reason: 'notFresh', pieces: 1 });
  await expect(object(id, asLeader)).rejects.toMatchObject({ code: 'claim_no_fault' });
});
