import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, buyApples } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

/** Apples at 10.00 and 10 %, collected on Tuesday at 16:00: earned on Thursday at 16:00. */
async function collect(pieces: number, extra: Readonly<Record<string, unknown>> = {}) {
  const order = await buyApples(shop, pieces, 'till-1', extra);
  await arrive(shop, [order.id]);
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: `handover-${order.id}` });
  return { orderId: order.id, lineId: order.lines[0]?.id ?? '' };
}

test('R35, R37: a statement earns what the clock has earned, though no job has run', async () => {
  await collect(3);
  shop.at('2026-11-27T09:00:00+08:00');
  const made = await shop.tuan.statements.create({ leaderId: planted.leader, to: '2026-11-27' });
  expect(made).toMatchObject({ created: 1, movements: 1, total: yuan(300), cashSetOff: yuan(0) });
  expect(await shop.tuan.statements.get({ statementId: made.statementId ?? '' })).toMatchObject({
    from: null,
    to: '2026-11-26T16:00:00.000Z',
    carried: yuan(0),
    earned: yuan(300),
    total: yuan(300),
    balance: yuan(300),
  });
});
