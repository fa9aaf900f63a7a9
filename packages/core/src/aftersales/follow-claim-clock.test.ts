import { afterEach, beforeEach, expect, test } from 'vitest';
import { asCustomer, asLeader, asOtherLeader, fetchedApples } from '../testing/eaten.ts';
import { testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop({ policies: { claimDecisionHours: 24 } });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const money = (amount: number) => ({ amount, currency: 'CNY' });

async function open(wish: object = { pieces: 1 }): Promise<string> {
  const { orderLineId } = await fetchedApples(shop);
  const { id } = await shop.tuan.claims.open({ orderLineId, reason: 'notFresh', ...wish }, asCustomer);
  return id;
}

const hours = 3_600_000;
const typesOf = async () =>
  (await shop.tuan.events.list({ limit: 1000, types: ['claim.reminded', 'claim.overdue', 'claim.approved'] }))
    .data;

async function choose(policies: object): Promise<void> {
  await shop.tuan.shop.change({ policies });
}

test('C15: after half of the time a reminder, at its end it is overdue, each once and dated by the clock', async () => {
  const claimId = await open();
  const opened = shop.now;
  shop.now = opened + 12 * hours - 1;
  await shop.tuan.tick();
  expect(await typesOf()).toEqual([]);
  shop.now = opened + 13 * hours;
  await shop.tuan.tick();
  await shop.tuan.tick();
  expect(await typesOf()).toMatchObject([
    { type: 'claim.reminded', subject: claimId, occurredAt: '2026-11-24T20:00:00.000Z' },
  ]);
  shop.now = opened + 30 * hours;
  await shop.tuan.tick();
  await shop.tuan.tick();
  expect((await typesOf()).map(({ type }) => type)).toEqual(['claim.reminded', 'claim.overdue']);
  // By the default policy it stays.
  expect(await shop.tuan.claims.get({ claimId })).toMatchObject({ status: 'open' });
});

test('a tick that slept through all of it tells the end alone', async () => {
  await open();
  shop.now += 60 * hours;
  await shop.tuan.tick();
  expect((await typesOf()).map(({ type }) => type)).toEqual(['claim.overdue']);
});

test('by policy what nobody decides is approved up to a sum, at the share of the pieces and the fault of the reason', async () => {
  await choose({ claimUndecided: 'approve', claimAutoApproveMax: 1000 });
  const claimId = await open();
  shop.now += 24 * hours;
  await shop.tuan.tick();
  expect(await shop.tuan.claims.get({ claimId })).toMatchObject({
    status: 'approved',
    approvedAmount: money(1000),
    faultShares: { supplier: 10_000 },
    decidedBy: 'system',
  });
});

test('a larger one stays, and one that was decided in time is left alone', async () => {
  await choose({ claimUndecided: 'approve', claimAutoApproveMax: 999 });
  const claimId = await open();
  shop.now += 24 * hours;
  await shop.tuan.tick();
  expect(await shop.tuan.claims.get({ claimId })).toMatchObject({ status: 'open' });
  await shop.tuan.claims.reject({ claimId, reason: '看不清' });
  expect(await shop.tuan.claims.followClock({ claimIds: [claimId] })).toEqual({ done: 0 });
  await expect(shop.tuan.claims.followClock({ claimIds: [] }, asCustomer)).rejects.toMatchObject({
    code: 'not_allowed',
  });
});

test('C15: what a leader leaves lying is listed by the clock, at its very instant and without a tick, until it is decided', async () => {
  const claimId = await open();
  const opened = shop.now;
  const listed = async (overdue: boolean, options: object = {}) =>
    (await shop.tuan.claims.list({ overdue }, options)).data.map(({ id }) => id);
  shop.now = opened + 24 * hours - 1;
  expect([await listed(true), await listed(false)]).toEqual([[], [claimId]]);
  shop.now = opened + 24 * hours;
  expect([await listed(true), await listed(false)]).toEqual([[claimId], []]);
  expect([await listed(true, asLeader), await listed(true, asOtherLeader)]).toEqual([[claimId], []]);
  await shop.tuan.claims.reject({ claimId, reason: '照片看不清' });
  expect([await listed(true), await listed(false)]).toEqual([[], [claimId]]);
});
