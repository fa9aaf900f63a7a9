import { afterEach, beforeEach, expect, test } from 'vitest';
import { interleave, planted, testShop, type TestShop } from '../testing/index.ts';
import { type Collected, collectApples } from '../testing/collected-orders.ts';
import { plantBonus } from '../testing/plant-bonus.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const { leader } = planted;

async function settle(to: string) {
  const { statementId } = await shop.tuan.statements.create({ leaderId: leader, to });
  return shop.tuan.statements.get({ statementId: statementId ?? '' });
}

/** The shop gives money back for a line, out of kindness. */
async function giveBack(collected: Collected | undefined, amount: number): Promise<void> {
  const { orderId = '', lineId = '' } = collected ?? {};
  await shop.tuan.orders.refund({ orderId, lineId, amount: yuan(amount), reason: '补偿', fault: 'shop' });
}

test('race: a refund of another process between the sums and the statement is in it, not lost', async () => {
  const [first] = await collectApples(shop, 10);
  shop.at('2026-11-28T09:00:00+08:00');
  await shop.tuan.commissions.earn({});
  const { orderId = '', lineId = '' } = first ?? {};
  const back = { orderId, lineId, amount: yuan(3000), reason: '补偿', fault: 'shop' } as const;
  const yesterday = { now: shop.now - 86_400_000 };
  interleave(shop, (other) => other.orders.refund(back, yesterday), 'beforeWrite');
  expect(await settle('2026-11-28')).toMatchObject({
    earned: yuan(1000),
    reversed: yuan(-300),
    balance: yuan(700),
  });
});

test('race: a payout of another process between the sums and the statement leaves the right balance', async () => {
  await plantBonus(shop, 500, shop.now);
  shop.at('2026-11-24T09:00:00+08:00');
  await settle('2026-11-24');
  await plantBonus(shop, 70, shop.now);
  shop.at('2026-11-25T09:00:00+08:00');
  interleave(shop, (other) => other.payouts.claim({ leaderId: leader }), 'beforeWrite');
  expect(await settle('2026-11-25')).toMatchObject({ carried: yuan(0), balance: yuan(70) });
});

test('race: two processes settle the same period at once: one statement, and both answer it', async () => {
  await collectApples(shop, 10);
  shop.at('2026-11-28T09:00:00+08:00');
  interleave(shop, (other) => other.statements.create({ to: '2026-11-28' }), 'beforeWrite');
  expect(await settle('2026-11-28')).toMatchObject({ total: yuan(1000) });
  expect((await shop.tuan.statements.list({})).data).toHaveLength(1);
});

test('race: commission that another process earns meanwhile is settled once', async () => {
  await collectApples(shop, 10);
  shop.at('2026-11-28T09:00:00+08:00');
  interleave(shop, (other) => other.commissions.earn({}), 'beforeWrite');
  expect(await settle('2026-11-28')).toMatchObject({ earned: yuan(1000), balance: yuan(1000) });
});

test('statements made while refunds arrive: whatever the order, everything is settled once', async () => {
  const [first, second] = await collectApples(shop, 10, 10);
  shop.at('2026-11-28T09:00:00+08:00');
  const refunds = [first, second, first, second].map((one) => giveBack(one, 1000));
  const made = ['2026-11-26', '2026-11-27', '2026-11-28'].map((to) => shop.tuan.statements.create({ to }));
  await Promise.all([...refunds, ...made]);
  shop.at('2026-11-30T09:00:00+08:00');
  await shop.tuan.statements.create({ to: '2026-11-30' });
  expect(await shop.tuan.commissions.summary({ leaderId: leader })).toMatchObject({
    earned: yuan(0),
    settled: yuan(1600),
  });
});
