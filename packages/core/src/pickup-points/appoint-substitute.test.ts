import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, balances, buyApples } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
const other = { actor: { kind: 'leader', leaderId: planted.otherLeader } } as const;
const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
const visitor = { actor: { kind: 'storefront', keyId: 'key_browser' } } as const;

const appoint = (extra: object = {}, options: object = leader) =>
  shop.tuan.pickupPoints.appointSubstitute(
    {
      pickupPointId: planted.point,
      leaderId: planted.otherLeader,
      from: '2026-11-23',
      to: '2026-11-30',
      ...extra,
    },
    options,
  );
const bundled = async (options: object) =>
  (await shop.tuan.pickups.findBundle({}, options)).orders.map(({ orderId }) => orderId);

test('R44: a substitute hands over on these days and earns nothing; before and after the orders do not exist', async () => {
  const order = await buyApples(shop, 2, 'till-1');
  await arrive(shop, [order.id]);
  const lineId = order.lines[0]?.id ?? '';
  const call = (handoverId: string) => ({
    orderId: order.id,
    handoverId,
    lines: [{ lineId, pieces: 1 }],
  });
  await expect(shop.tuan.pickups.handOver(call('phone-b-1'), other)).rejects.toMatchObject({
    code: 'not_found',
  });
  const days = { from: '2026-11-24', to: '2026-11-24' };
  const substitute = await appoint(days);
  expect(await appoint(days)).toEqual(substitute);
  expect(await bundled(other)).toEqual([order.id]);
  expect(await shop.tuan.pickups.verify({ code: order.pickupCode ?? '' }, other)).toMatchObject({
    outcome: 'found',
  });
  expect(await shop.tuan.pickups.handOver(call('phone-b-1'), other)).toMatchObject({ outcome: 'accepted' });
  expect(await shop.tuan.notices.list({}, other)).toMatchObject({ data: [{ topic: 'pickup.standIn' }] });
  shop.at('2026-11-25T10:00:00+08:00');
  expect(await bundled(other)).toEqual([]);
  await expect(shop.tuan.pickups.handOver(call('phone-b-2'), other)).rejects.toMatchObject({
    code: 'not_found',
  });
  // What the phone handed over yesterday it may tell today.
  const late = { ...call('phone-b-2'), occurredAt: '2026-11-24T19:00:00+08:00' };
  expect(await shop.tuan.pickups.syncHandovers({ handovers: [late] }, other)).toMatchObject({
    data: [{ outcome: 'recorded', handover: { outcome: 'accepted', status: 'collected' } }],
  });
  const earned = await shop.tuan.reader.rows(
    'SELECT DISTINCT "beneficiaryId" AS "who" FROM "commission_entries"',
  );
  expect(earned).toEqual([{ who: planted.leader }]);
  expect(await balances(shop)).toMatchObject({ '2300': -200 });
});

test('substitutes: appointed by the shop and the leader of the point alone', async () => {
  await expect(appoint({}, other)).rejects.toMatchObject({ code: 'not_found' });
  for (const actor of [customer, visitor])
    await expect(appoint({}, actor)).rejects.toMatchObject({ code: 'not_allowed' });
  expect((await shop.tuan.pickupPoints.listSubstitutes({}, {})).data).toEqual([]);
  const appointed = await appoint({ reason: '出差' }, {});
  expect(appointed).toMatchObject({ leaderId: planted.otherLeader, reason: '出差', endedAt: null });
});

test('substitutes: not the leader of the point, nobody unknown, and not for days that are over', async () => {
  await expect(appoint({ leaderId: planted.leader })).rejects.toMatchObject({
    code: 'substitute_unavailable',
  });
  await expect(appoint({ leaderId: 'led_of_nobody' })).rejects.toMatchObject({ code: 'not_found' });
  await expect(appoint({ pickupPointId: 'ppt_of_nobody' })).rejects.toMatchObject({ code: 'not_found' });
  for (const days of [{ from: '2026-11-21', to: '2026-11-22' }, { to: '2026-11-22' }])
    await expect(appoint(days)).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fields: [{ path: 'to' }] },
    });
});

test('substitutes: the same again tells nobody again; other days are another one', async () => {
  const first = await appoint();
  expect(await appoint()).toEqual(first);
  expect((await shop.tuan.notices.list({}, other)).data).toHaveLength(1);
  expect((await appoint({ to: '2026-12-01' })).id).not.toBe(first.id);
  expect((await shop.tuan.notices.list({}, other)).data).toHaveLength(2);
});

test('R44: a colleague is named by phone, too, and everybody reads names', async () => {
  await shop.tuan.leaders.change({ leaderId: planted.otherLeader, phone: '13900139000' });
  const days = { pickupPointId: planted.point, from: '2026-11-24', to: '2026-11-25' };
  const { appointSubstitute } = shop.tuan.pickupPoints;
  const named = await appointSubstitute({ ...days, phone: '139 0013 9000' }, leader);
  const { name } = await shop.tuan.leaders.get({ leaderId: planted.otherLeader });
  expect(named).toMatchObject({ leaderId: planted.otherLeader, leaderName: name });
  expect((await shop.tuan.pickupPoints.listSubstitutes({}, leader)).data).toEqual([named]);
  await expect(appointSubstitute({ ...days, phone: '13900139999' }, leader)).rejects.toMatchObject({
    code: 'substitute_unavailable',
    details: { status: 'unknown' },
  });
  for (const who of [{}, { leaderId: planted.otherLeader, phone: '13900139000' }])
    await expect(appointSubstitute({ ...days, ...who }, leader)).rejects.toMatchObject({
      details: { fields: [{ path: 'leaderId' }] },
    });
});
