import { afterEach, beforeEach, expect, test } from 'vitest';
import { campaignLeaders } from '../campaigns/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const lines = [{ offerId: planted.appleOffer, pieces: 10 }];

test('approve leader: takes orders from now on, at the rate of the shop', async () => {
  const applied = await shop.tuan.leaders.apply({ name: '芳姐' });
  shop.now += 1000;
  const approved = await shop.tuan.leaders.approve({ leaderId: applied.id, tier: 'new' });
  expect(approved).toMatchObject({ status: 'active', tier: 'new', approvedAt: '2026-11-23T01:00:01.000Z' });
  expect(await shop.tuan.reader.rows('SELECT "id" FROM "commission_rules"')).toHaveLength(1);
});

test('C18: with an own rate, the leader earns that from the first order on', async () => {
  const applied = await shop.tuan.leaders.apply({ externalId: 'L09', name: '芳姐' });
  await shop.tuan.leaders.approve({ leaderId: 'external:L09', basisPoints: 1250 });
  await shop.plant((work) => {
    work.insert(campaignLeaders, { campaignId: planted.campaign, leaderId: applied.id });
    return null;
  });
  const payment = { amount: { amount: 10_000, currency: 'CNY' }, reference: 'till-1' };
  const { campaign, customer, point } = planted;
  await shop.tuan.orders.place({
    campaignId: campaign,
    customer,
    leaderId: applied.id,
    pickupPointId: point,
    lines,
    payment,
  });
  const entries = await shop.tuan.reader.rows(
    'SELECT "beneficiaryId", "basisPoints", "accrued" FROM "commission_entries"',
  );
  expect(entries).toEqual([{ beneficiaryId: applied.id, basisPoints: 1250, accrued: 1250 }]);
  const events = await shop.tuan.reader.rows(`SELECT "data" FROM "events" WHERE "type" = 'leader.approved'`);
  expect(events).toEqual([{ data: '{"basisPoints":1250}' }]);
});

test('C18: an own rate of 0 % is a rate', async () => {
  const applied = await shop.tuan.leaders.apply({ name: '芳姐' });
  await shop.tuan.leaders.approve({ leaderId: applied.id, basisPoints: 0 });
  const rules = await shop.tuan.reader.rows(
    'SELECT "basisPoints" FROM "commission_rules" WHERE "leaderId" = ?',
    [applied.id],
  );
  expect(rules).toEqual([{ basisPoints: 0 }]);
});

test('approve leader: only an application; the refusal tells the status, also when two approve at once', async () => {
  const applied = await shop.tuan.leaders.apply({ name: '芳姐' });
  const tries = await Promise.allSettled(
    [1, 2].map(() => shop.tuan.leaders.approve({ leaderId: applied.id, basisPoints: 900 })),
  );
  expect(tries.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(tries[1]).toMatchObject({ reason: { code: 'leader_status', details: { status: 'active' } } });
  await expect(shop.tuan.leaders.approve({ leaderId: planted.leader })).rejects.toMatchObject({
    code: 'leader_status',
  });
});

test('approve leader: by the shop alone, with a rate from 0 to 100 %', async () => {
  const applied = await shop.tuan.leaders.apply({ name: '芳姐' });
  const chen = { actor: { kind: 'leader', leaderId: applied.id } } as const;
  await expect(shop.tuan.leaders.approve({ leaderId: applied.id }, chen)).rejects.toMatchObject({
    code: 'not_allowed',
  });
  for (const basisPoints of [-1, 10_001, 12.5, Number.NaN]) {
    await expect(shop.tuan.leaders.approve({ leaderId: applied.id, basisPoints })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  }
  await expect(shop.tuan.leaders.approve({ leaderId: 'external:nobody' })).rejects.toMatchObject({
    code: 'not_found',
  });
});
