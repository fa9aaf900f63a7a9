import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { customers } from '../customers/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { offerReferral, onceForRecruit, recruit, shareOfRecruit } from '../testing/recruits.ts';
import { leaderReferrals } from './referral-tables.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const { leader, otherLeader } = planted;

describe('R40: who counts as recruited', () => {
  test('nobody recruits themselves: by phone, as the linked customer, or as the customer with that phone', async () => {
    const apply = (wish: object, context = {}) =>
      shop.tuan.leaders.apply({ name: '小陈', recruitedById: leader, ...wish }, context);
    await expect(apply({ phone: '13800000001' })).rejects.toMatchObject({ code: 'referral_self' });
    await shop.plant((work) =>
      work.set(customers, work.get(customers, planted.customer), { phone: '+8613800000001' }),
    );
    const actor = { kind: 'customer', customerId: planted.customer } as const;
    await expect(apply({}, { actor })).rejects.toMatchObject({ code: 'referral_self' });
  });

  test("by the invite of the leader's community; an unknown one is refused", async () => {
    const actor = { kind: 'customer', customerId: planted.otherCustomer } as const;
    const apply = (inviteCode: string) => shop.tuan.leaders.apply({ name: '王姐', inviteCode }, { actor });
    await expect(apply('NOSUCH99')).rejects.toMatchObject({ code: 'invite_code_unknown' });
    expect(await apply('EAST2026')).toMatchObject({ recruitedById: leader });
  });

  test('a person counts once: who was a leader before is not recruited again', async () => {
    await offerReferral(shop, onceForRecruit);
    const first = await recruit(shop);
    await shop.tuan.leaders.leave({ leaderId: first });
    const again = await recruit(shop, { recruitedById: otherLeader });
    expect((await shop.tuan.leaders.get({ leaderId: again })).recruitedById).toBe(null);
    expect(await shop.tuan.reader.table(leaderReferrals, 'TRUE', [])).toHaveLength(1);
  });

  test('a rate above 100 % or a sum below zero is refused', async () => {
    await expect(
      offerReferral(shop, { ...shareOfRecruit, basisPoints: 10_001 } as never),
    ).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(offerReferral(shop, { ...onceForRecruit, amount: -1 } as never)).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});
