import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ShopPolicies } from '../shop/policies.ts';
import { shops } from '../shop/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, buyApples } from '../testing/ready-orders.ts';
import type { Notification } from './notifier.ts';
import { notices } from './tables.ts';

let shop: TestShop;
let told: Notification[];
let broken: boolean;
beforeEach(async () => {
  told = [];
  broken = false;
  shop = await testShop({
    policies: { cutoffNoticeMinutes: 0 },
    notify: async (one) => {
      if (broken) throw new Error('the line is busy');
      told.push(one);
    },
  });
  // What was planted is no news.
  await shop.tuan.tick();
  told = [];
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const minute = 60_000;
const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;

async function choose(policies: Partial<ShopPolicies>): Promise<void> {
  await shop.plant((work) => {
    const row = work.get(shops, 'shop');
    return work.set(shops, row, { policies: { ...row.policies, ...policies } });
  });
}

/** A neighbour complains; leader and shop are to be told. */
async function complain(): Promise<string> {
  const order = await buyApples(shop, 3, 'till-1');
  await arrive(shop, [order.id]);
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1' });
  const claim = { orderLineId: order.lines[0]?.id ?? '', reason: 'notFresh', pieces: 2 };
  const { id } = await shop.tuan.claims.open(claim, customer);
  return id;
}

async function onlyNotice(topic: string, receiverKind: 'customer' | 'leader' | 'shop') {
  const { data } = await shop.tuan.notices.list({ limit: 50, topic, receiverKind });
  return data[0] ?? expect.fail(`nobody is told of ${topic}`);
}

describe('delivery', () => {
  test('a claim is told to leader and shop once, with goods, reason and a masked name', async () => {
    await complain();
    await shop.tuan.tick();
    await shop.tuan.tick();
    const opened = told.filter(({ event }) => event === 'claim.opened');
    expect(opened).toMatchObject([
      {
        receiver: { kind: 'leader', id: planted.leader, externalId: 'L01', phone: '+8613800000001' },
        channel: 'normal',
        text: '小* 对「苹果」提出售后：不新鲜。请在 2026-11-25 16:00 前处理。',
        texts: { en: '小* complains about “苹果”: 不新鲜. Please decide it by 2026-11-25 16:00.' },
        attempt: 1,
      },
      {
        receiver: { kind: 'shop', id: 'shop' },
        text: '新的售后：「苹果」，不新鲜（团长 东门小陈妈妈），请在 2026-11-25 16:00 前处理。',
      },
    ]);
    expect(JSON.stringify(told)).not.toContain('小雨');
  });

  test('the decision and the refund are told to the customer, the share of the fault to the leader', async () => {
    const claimId = await complain();
    const faultShares = { leader: 5000, supplier: 5000 };
    const { refundId } = await shop.tuan.claims.approve({ claimId, faultShares });
    await shop.tuan.refunds.confirm({ refundId: refundId ?? '', reference: 'bank-1' });
    await shop.tuan.tick();
    const texts = new Map(told.map(({ event, receiver, text }) => [`${event} ${receiver.kind}`, text]));
    expect(texts.get('claim.approved customer')).toBe('「苹果」的售后已通过，退款 20.00。');
    expect(texts.get('refund.confirmed customer')).toBe('退款 20.00 已退出，请留意到账。');
    expect(texts.get('claim.faultOfLeader leader')).toContain('50%');
    expect(texts.get('claim.faultOfSupplier supplier')).toContain('50%');
  });

  test('a notifier that fails is asked again after waits that grow, and given up after eight times', async () => {
    await complain();
    broken = true;
    await shop.tuan.tick();
    const first = await onlyNotice('claim.opened', 'leader');
    expect(first.delivery).toMatchObject({ status: 'pending', attempts: 1, failure: 'the line is busy' });
    for (const wait of [1, 4, 16, 64, 256, 360, 360]) {
      shop.now += wait * minute - 1;
      await shop.tuan.notices.take({}).then(({ noticeIds }) => expect(noticeIds).not.toContain(first.id));
      shop.now += 1;
      await shop.tuan.tick();
    }
    expect((await onlyNotice('claim.opened', 'leader')).delivery).toMatchObject({
      status: 'dead',
      attempts: 8,
    });
    broken = false;
    shop.now += 24 * 60 * minute;
    await shop.tuan.tick();
    expect(told.map(({ id }) => id)).not.toContain(first.id);
    const { data } = await shop.tuan.notices.list({ limit: 50, deliveryStatus: 'dead' });
    expect(data.map(({ id }) => id)).toContain(first.id);
    await shop.tuan.notices.retry({ noticeId: first.id });
    await shop.tuan.tick();
    expect(told.map(({ id }) => id)).toContain(first.id);
    expect((await onlyNotice('claim.opened', 'leader')).delivery).toMatchObject({ status: 'sent' });
    await expect(shop.tuan.notices.retry({ noticeId: first.id })).rejects.toMatchObject({
      code: 'notice_status',
      details: { status: 'sent' },
    });
  });

  test('a process that ends before it says what became of a notice: it is told again after five minutes', async () => {
    await complain();
    await shop.tuan.notices.collect({});
    const { noticeIds } = await shop.tuan.notices.take({});
    expect(noticeIds.length).toBeGreaterThan(0);
    await shop.tuan.tick();
    expect(told).toEqual([]);
    shop.now += 5 * minute;
    await shop.tuan.tick();
    expect(told.map(({ id }) => id).toSorted()).toEqual([...noticeIds].toSorted());
  });

  test('two ticks at once tell nobody twice', async () => {
    await complain();
    await Promise.all([shop.tuan.tick(), shop.tuan.tick(), shop.tuan.tick()]);
    const ids = told.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(1);
  });

  test('quiet hours hold back what can wait, over midnight too, and nothing that cannot', async () => {
    await choose({ quietHours: { from: '15:00', to: '07:30' } });
    const claimId = await complain();
    await shop.tuan.tick();
    expect(told.map(({ event }) => event)).not.toContain('claim.opened');
    shop.at('2026-11-25T07:29:00+08:00');
    await shop.tuan.tick();
    expect(told.map(({ event }) => event)).not.toContain('claim.opened');
    shop.at('2026-11-25T16:00:00+08:00');
    await shop.tuan.tick();
    // The claim is overdue after 24 hours: that is urgent.
    expect(told.map(({ event }) => event)).toContain('claim.overdue');
    shop.at('2026-11-26T07:30:00+08:00');
    await shop.tuan.tick();
    expect(told.map(({ event }) => event)).toContain('claim.opened');
    await shop.tuan.claims.reject({ claimId, reason: '看不清' });
  });

  test('what is older than three days when the notifier comes is no news', async () => {
    await complain();
    await shop.tuan.notices.collect({});
    shop.now += 73 * 60 * minute;
    await shop.tuan.tick();
    expect(told.map(({ event }) => event)).not.toContain('claim.opened');
    expect((await onlyNotice('claim.opened', 'shop')).delivery).toMatchObject({ failure: 'too old' });
  });
});

describe('words of the shop', () => {
  const key = { topic: 'claim.opened', receiverKind: 'leader' } as const;

  test('own words take the place of those of the table, until they are taken back', async () => {
    await shop.tuan.notices.putText({ ...key, zh: '{customer}：{goods} {reason}' });
    await complain();
    await shop.tuan.tick();
    expect(told.find(({ receiver }) => receiver.kind === 'leader')?.text).toBe('小*：苹果 不新鲜');
    const { data } = await shop.tuan.notices.list({ limit: 50 }, leader);
    expect(data).toMatchObject([{ text: '小*：苹果 不新鲜', delivery: null }]);
    expect(await shop.tuan.notices.putText({ ...key, zh: null })).toMatchObject({ changed: false });
  });

  test('what is switched off is told to nobody, and shown to nobody but the shop', async () => {
    await shop.tuan.notices.putText({ ...key, off: true });
    await complain();
    await shop.tuan.tick();
    expect(told.filter(({ receiver }) => receiver.kind === 'leader')).toEqual([]);
    expect((await shop.tuan.notices.list({ limit: 50 }, leader)).data).toEqual([]);
    expect((await onlyNotice('claim.opened', 'leader')).delivery).toMatchObject({ status: 'off' });
  });

  test('unknown topics, receivers and names in braces are refused; nobody but the shop may', async () => {
    await expect(
      shop.tuan.notices.putText({ topic: 'claim.opened', receiverKind: 'driver', off: true }),
    ).rejects.toMatchObject({ code: 'notice_unknown' });
    await expect(shop.tuan.notices.putText({ ...key, zh: '{phone}' })).rejects.toMatchObject({
      code: 'notice_placeholder_unknown',
      details: { unknown: ['phone'] },
    });
    await expect(shop.tuan.notices.preview({ ...key, zh: '{phone}' })).rejects.toMatchObject({
      code: 'notice_placeholder_unknown',
    });
    for (const call of [
      shop.tuan.notices.putText({ ...key, off: true }, leader),
      shop.tuan.notices.texts({}, leader),
      shop.tuan.notices.collect({}, leader),
      shop.tuan.notices.take({}, customer),
      shop.tuan.notices.settle({ sent: [], failed: [] }, customer),
    ])
      await expect(call).rejects.toMatchObject({ code: 'not_allowed' });
  });
});

test('leaders are reminded of a cutoff once, two hours before it', async () => {
  await choose({ cutoffNoticeMinutes: 120 });
  shop.at('2026-11-23T19:59:59+08:00');
  await shop.tuan.tick();
  expect(told).toEqual([]);
  shop.at('2026-11-23T20:00:00+08:00');
  await shop.tuan.tick();
  shop.now += minute;
  await shop.tuan.tick();
  expect(told.map(({ event, receiver }) => `${event} ${receiver.id}`).toSorted()).toEqual([
    `campaign.cutoffSoon ${planted.leader}`,
    `campaign.cutoffSoon ${planted.otherLeader}`,
  ]);
  expect(told[0]?.text).toBe('「今日团」2026-11-23 22:00 截单，请提醒邻居下单。');
});

test('without a notifier notices wait, with their words, in the lists of the pages', async () => {
  const quiet = await testShop();
  await quiet.plant((work, { now }) =>
    work.insert(notices, {
      id: 'ntc_1',
      receiverKind: 'customer',
      receiverId: planted.customer,
      topic: 'pickupReminder',
      facts: { pickupPointId: planted.point, until: '2026-11-25T12:30:00.000Z' },
      createdAt: now,
      source: 'test',
    }),
  );
  await quiet.tuan.tick();
  expect((await quiet.tuan.notices.list({ limit: 50 }, customer)).data).toMatchObject([
    { text: '您还有订单在「幸福里东门驿站」（文一西路1500号）没有取，请在 2026-11-25 20:30 前来取。' },
  ]);
  await quiet.close();
});
