import { afterEach, beforeEach, expect, test } from 'vitest';
import { collectApples } from '../testing/collected-orders.ts';
import { unexplained } from '../testing/explain-everything.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { yuan } from '../testing/promote.ts';
import { giveReceiver } from '../testing/settled-statement.ts';

const { leader, otherLeader } = planted;

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  expect(await unexplained(shop)).toEqual([]);
  await shop.audit();
  await shop.close();
});

test.each([1000, 1500])(
  'R18, R38, cap of %i: a statement whose credit the cash has used up takes no room from another leader of the same order',
  async (splitCapBasisPoints) => {
    const { tuan } = shop;
    await tuan.shop.change({ policies: { splitCapBasisPoints } });
    // The keeper of the point earns 10 % beside the leader: together more than the provider lets go of an order.
    const share = { basisPoints: 1000, from: 'shop' } as const;
    const point = { externalId: 'P01', name: '幸福里东门驿站', address: '文一西路1500号', share };
    await tuan.pickupPoints.upsert({ pickupPoints: [{ ...point, leaderId: otherLeader }] });
    for (const id of [leader, otherLeader]) await giveReceiver(shop, id);
    const cash = { amount: yuan(5000), reference: 'cash', collectedBy: 'leader' };
    await collectApples(shop, 10, { pieces: 5, payment: cash });
    shop.at('2026-11-28T09:00:00+08:00');
    await tuan.statements.create({ to: '2026-11-28' });
    const { settled } = await tuan.commissions.summary({ leaderId: leader });
    expect(settled).toEqual(yuan(0));
    const made = await tuan.settlements.create({ to: '2026-11-28' });
    expect(made).toMatchObject({ created: 1, lines: 1, split: yuan(1000) });
    const { data } = await tuan.settlements.lines({});
    expect(data).toMatchObject([{ leaderId: otherLeader, amount: yuan(1000) }]);
  },
);
