import { afterEach, beforeEach, expect, test } from 'vitest';
import { notices } from '../events/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, buyApples } from '../testing/ready-orders.ts';
import { tick } from '../tick.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const reminders = () =>
  shop.tuan.reader.table(notices, `t."topic" = 'pickupReminder' ORDER BY t."createdAt"`);

const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;

test('R30: when the last window of the day has ended, those whose goods wait get one notice; and one an hour before', async () => {
  const waiting = await buyApples(shop, 1, 'till-1');
  const fetched = await buyApples(shop, 1, 'till-2');
  await arrive(shop, [waiting.id, fetched.id]);
  await shop.tuan.pickups.handOver({ orderId: fetched.id, handoverId: 'phone-a-1' }, leader);
  shop.at('2026-11-24T19:29:59+08:00');
  await tick(shop.tuan);
  expect(await reminders()).toEqual([]);
  shop.at('2026-11-24T19:30:00+08:00');
  await tick(shop.tuan);
  await tick(shop.tuan);
  expect(await reminders()).toMatchObject([
    { facts: { orderId: waiting.id, phase: 'closing', until: '2026-11-25T12:30:00.000Z', policy: 'keep' } },
  ]);
  shop.at('2026-11-24T20:30:00+08:00');
  await tick(shop.tuan);
  await tick(shop.tuan);
  expect(await reminders()).toMatchObject([
    { facts: { phase: 'closing' } },
    {
      receiverKind: 'customer',
      receiverId: planted.customer,
      facts: {
        phase: 'grace',
        orderId: waiting.id,
        pickupPointId: planted.point,
        until: '2026-11-25T12:30:00.000Z',
      },
    },
  ]);
});

test('remind uncollected: nobody is reminded of what the clock has closed, and only the shop may remind', async () => {
  const { id } = await buyApples(shop, 1, 'till-1');
  await arrive(shop, [id]);
  await expect(shop.tuan.pickups.remindUncollected({ orderIds: [id] }, leader)).rejects.toMatchObject({
    code: 'not_allowed',
  });
  shop.at('2026-11-25T20:30:00+08:00');
  expect(await shop.tuan.pickups.remindUncollected({ orderIds: [id, 'ord_of_nobody'] })).toEqual({
    reminded: 0,
  });
});

test('R30: without a grace or a reminder before the end nobody is told twice, or at all', async () => {
  await shop.close();
  shop = await testShop({
    policies: { uncollectedGraceHours: 0, uncollected: 'donate', uncollectedCharity: '阳光敬老院' },
  });
  const { id } = await buyApples(shop, 1, 'till-1');
  await arrive(shop, [id]);
  shop.at('2026-11-24T20:00:00+08:00');
  await tick(shop.tuan);
  shop.at('2026-11-24T20:30:00+08:00');
  await tick(shop.tuan);
  expect(await reminders()).toMatchObject([
    { facts: { phase: 'closing', policy: 'donate', charity: '阳光敬老院' } },
  ]);
  expect(await shop.tuan.orders.get({ orderId: id })).toMatchObject({ status: 'uncollected' });
});
