import { afterEach, beforeEach, expect, test } from 'vitest';
import { notices } from './tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const me = { actor: { kind: 'customer', customerId: planted.customer } } as const;
const chen = { actor: { kind: 'leader', leaderId: planted.leader } } as const;

async function plantNotices() {
  await shop.plant((work, { now }) => {
    const about = { topic: 'order.short', facts: { orderId: 'ord_1' } };
    const receivers = [
      ['customer', planted.customer],
      ['customer', planted.otherCustomer],
      ['leader', planted.leader],
      ['customer', planted.customer],
    ] as const;
    for (const [index, [receiverKind, receiverId]] of receivers.entries()) {
      const id = `ntc_${String(index)}`;
      work.insert(notices, { id, receiverKind, receiverId, ...about, createdAt: now + index, source: id });
    }
    return null;
  });
}

const idsOf = (page: { data: readonly { id: string }[] }) => page.data.map(({ id }) => id);

test('notices: customers and leaders see their own, newest first, page by page; the shop sees all', async () => {
  await plantNotices();
  const first = await shop.tuan.notices.list({ limit: 1 }, me);
  expect(first.data).toMatchObject([
    { id: 'ntc_3', topic: 'order.short', facts: { orderId: 'ord_1' }, readAt: null },
  ]);
  expect(idsOf(await shop.tuan.notices.list({ limit: 1, cursor: first.nextCursor ?? '' }, me))).toEqual([
    'ntc_0',
  ]);
  expect(idsOf(await shop.tuan.notices.list({}, chen))).toEqual(['ntc_2']);
  expect(idsOf(await shop.tuan.notices.list({}))).toHaveLength(4);
  expect(
    idsOf(await shop.tuan.notices.list({ receiverKind: 'customer', receiverId: planted.otherCustomer })),
  ).toEqual(['ntc_1']);
});

test('notices: a filter by receiver does not open the notices of others', async () => {
  await plantNotices();
  expect(
    idsOf(await shop.tuan.notices.list({ receiverKind: 'customer', receiverId: planted.otherCustomer }, me)),
  ).toEqual(['ntc_3', 'ntc_0']);
  await expect(
    shop.tuan.notices.list({}, { actor: { kind: 'storefront', keyId: 'k' } }),
  ).rejects.toMatchObject({ code: 'not_allowed' });
});

test('read notice: counts once, is no longer unread, and one event tells of it', async () => {
  await plantNotices();
  shop.now += 60_000;
  const read = await shop.tuan.notices.read({ noticeId: 'ntc_0' }, me);
  expect(read.readAt).toBe('2026-11-23T01:01:00.000Z');
  shop.now += 60_000;
  expect(await shop.tuan.notices.read({ noticeId: 'ntc_0' }, me)).toEqual(read);
  expect(idsOf(await shop.tuan.notices.list({ unread: true }, me))).toEqual(['ntc_3']);
  expect(idsOf(await shop.tuan.notices.list({ unread: false }, me))).toEqual(['ntc_0']);
  expect((await shop.tuan.events.list({ types: ['notice.read'] })).data).toHaveLength(1);
});

test('read notice: one of somebody else does not exist', async () => {
  await plantNotices();
  await expect(shop.tuan.notices.read({ noticeId: 'ntc_1' }, me)).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(shop.tuan.notices.read({ noticeId: 'ntc_0' }, chen)).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(shop.tuan.notices.read({ noticeId: 'ntc_none' }, me)).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('R46: after a merge the notices are there under both ids', async () => {
  const lines = [{ offerId: planted.appleOffer, pieces: 1 }];
  const { campaign, leader, point } = planted;
  const phone = '13912345678';
  const { customerId } = await shop.tuan.orders.place({
    campaignId: campaign,
    customer: { phone },
    leaderId: leader,
    pickupPointId: point,
    lines,
  });
  await shop.plant((work, { now }) =>
    work.insert(notices, {
      id: 'ntc_9',
      receiverKind: 'customer',
      receiverId: customerId,
      topic: 'x',
      facts: {},
      createdAt: now,
      source: 'ntc_9',
    }),
  );
  await shop.tuan.customers.upsert({ customers: [{ externalId: 'C-1', phone, phoneVerified: true }] });
  for (const id of [customerId, planted.customer]) {
    const actor = { kind: 'customer', customerId: id } as const;
    expect(idsOf(await shop.tuan.notices.list({}, { actor }))).toEqual(['ntc_9']);
    expect(await shop.tuan.notices.read({ noticeId: 'ntc_9' }, { actor })).toMatchObject({
      receiverId: planted.customer,
    });
  }
});
