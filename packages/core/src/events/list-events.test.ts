import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const lines = [{ offerId: planted.appleOffer, pieces: 1 }];
const order = {
  campaignId: planted.campaign,
  customer: planted.customer,
  leaderId: planted.leader,
  pickupPointId: planted.point,
  lines,
};

test('change feed: everything in the order of commits, from where the reader was', async () => {
  const first = await shop.tuan.orders.place(order);
  await shop.tuan.orders.cancel({ orderId: first.id });
  const all = await shop.tuan.events.list({});
  expect(all.data.map(({ type, subject }) => [type, subject])).toEqual([
    ['order.placed', first.id],
    ['order.cancelled', first.id],
  ]);
  expect(all.lastSequence).toBe(all.data.at(-1)?.sequence);
  expect(await shop.tuan.events.list({ after: all.lastSequence })).toEqual({
    data: [],
    lastSequence: all.lastSequence,
  });
  const second = await shop.tuan.orders.place(order);
  const news = await shop.tuan.events.list({ after: all.lastSequence });
  expect(news.data.map(({ subject }) => subject)).toEqual([second.id]);
});

test('change feed: read in pieces it is the same as read at once', async () => {
  for (let count = 0; count < 5; count += 1) await shop.tuan.orders.place(order);
  const whole = await shop.tuan.events.list({});
  const pieces = [];
  for (let after = 0; ;) {
    const { data, lastSequence } = await shop.tuan.events.list({ after, limit: 2 });
    if (data.length === 0) break;
    pieces.push(...data);
    after = lastSequence;
  }
  expect(pieces).toEqual(whole.data);
});

test('change feed: by type and by subject; a filter that finds nothing leaves the reader where it was', async () => {
  const placed = await shop.tuan.orders.place(order);
  await shop.tuan.shop.change({ name: '新' });
  const types = async (filter: object) => (await shop.tuan.events.list(filter)).data.map(({ type }) => type);
  expect(await types({ types: ['shop.updated'] })).toEqual(['shop.updated']);
  expect(await types({ subject: placed.id })).toEqual(['order.placed']);
  expect(await shop.tuan.events.list({ types: ['nothing'], after: 1 })).toEqual({
    data: [],
    lastSequence: 1,
  });
});

test('change feed: an event tells when, who, and what, and holds nothing personal', async () => {
  shop.at('2026-11-23T10:00:00+08:00');
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await shop.tuan.orders.place(
    {
      ...order,
      leaderId: undefined,
      customer: { phone: '13912345678', name: '赵六' },
      note: '三楼',
    },
    { actor },
  );
  const { data } = await shop.tuan.events.list({});
  expect(data[0]).toMatchObject({
    type: 'order.placed',
    occurredAt: '2026-11-23T02:00:00.000Z',
    actor: `leader:${planted.leader}`,
    data: { campaignId: planted.campaign },
  });
  for (const personal of ['13912345678', '赵六', '三楼'])
    expect(JSON.stringify(data)).not.toContain(personal);
});

test.each([
  { after: -1 },
  { after: 1.5 },
  { after: 'x' },
  { limit: 0 },
  { limit: 1001 },
  { types: 'a' },
  { before: 1 },
])('change feed: %j is refused', async (filter) => {
  await expect(shop.tuan.events.list(filter as object)).rejects.toMatchObject({ code: 'invalid_input' });
});

test.each([
  { kind: 'leader', leaderId: planted.leader },
  { kind: 'customer', customerId: planted.customer },
  { kind: 'storefront', keyId: 'key_1' },
] as const)('change feed: not for a $kind', async (actor) => {
  await expect(shop.tuan.events.list({}, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
});
