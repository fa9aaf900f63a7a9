import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { campaignLeaders } from '../campaigns/tables.ts';
import { customers } from '../customers/tables.ts';
import { leaders } from '../leaders/tables.ts';
import { roundedShare } from '../shared/money.ts';
import { collectApples } from '../testing/collected-orders.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { buyApples, posted } from '../testing/ready-orders.ts';
import { tick } from '../tick.ts';
import { leaderReferrals } from './referral-tables.ts';
import { commissionEntries } from './tables.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const { leader, otherLeader } = planted;
const once = { kind: 'once', amount: 5000 } as const;
const share = { kind: 'share', basisPoints: 200, days: 30 } as const;

const offer = (referral: typeof once | typeof share | null) =>
  shop.tuan.shop.change({ policies: { referral } });
/** The other leader recruited the leader of the neighbourhood: 2 % until the end of the year. */
const plantShare = (values: object = {}) =>
  shop.plant((work, { now }) => {
    const endsAt = Date.parse('2027-01-01T00:00:00+08:00');
    const terms = { basisPoints: 200, endsAt, approvedAt: now, ...values };
    work.insert(leaderReferrals, { recruitId: leader, recruiterId: otherLeader, ...terms });
    return null;
  });
const entriesOf = async (orderId: string) =>
  (await shop.tuan.reader.table(commissionEntries, 't."orderId" = ? ORDER BY t."kind"', [orderId])).map(
    ({ kind, beneficiaryId, due }) => [kind, beneficiaryId, due],
  );
const bonuses = async (leaderId: string) =>
  await shop.tuan.reader.rows(
    `SELECT "amount" AS "amount", "reason" AS "reason" FROM "commission_movements" WHERE "kind" = 'bonus' AND "leaderId" = ?`,
    [leaderId],
  );

async function recruit(wish: object = {}) {
  const { id } = await shop.tuan.leaders.apply({
    name: '小李',
    phone: '13700000001',
    recruitedById: leader,
    ...wish,
  });
  await shop.tuan.leaders.approve({ leaderId: id });
  return id;
}

describe('R40: a fixed sum', () => {
  test('once, when the first commission of the recruit is earned: nothing for an empty recruit', async () => {
    await shop.plant((work, { now }) => {
      const terms = { amount: 5000, approvedAt: now };
      return work.insert(leaderReferrals, { recruitId: leader, recruiterId: otherLeader, ...terms });
    });
    await collectApples(shop, 1);
    shop.at('2026-11-26T15:59:59+08:00');
    expect(await shop.tuan.referrals.pay({})).toMatchObject({ paid: 0 });
    shop.at('2026-11-26T16:00:00+08:00');
    expect(await shop.tuan.referrals.pay({})).toEqual({ paid: 1, amount: yuan(5000) });
    expect(await shop.tuan.referrals.pay({})).toMatchObject({ paid: 0 });
    await tick(shop.tuan);
    expect(await bonuses(otherLeader)).toEqual([
      { amount: 5000, reason: '推荐团长 referral of 东门小陈妈妈' },
    ]);
    expect(await posted(shop, 'referral.paid')).toEqual([
      [2310, -5000],
      [6000, 5000],
    ]);
    shop.at('2026-11-28T09:00:00+08:00');
    const { statementId } = await shop.tuan.statements.create({ leaderId: otherLeader, to: '2026-11-28' });
    expect(await shop.tuan.statements.get({ statementId: statementId ?? '' })).toMatchObject({
      bonus: yuan(5000),
      total: yuan(5000),
    });
  });

  test('the terms are those of the day of the approval; who has left gets none', async () => {
    await offer(once);
    const id = await recruit();
    await offer(null);
    const unpaid = await recruit({ phone: '13700000002' });
    const rows = await shop.tuan.reader.table(leaderReferrals, 'TRUE ORDER BY t."recruitId"', []);
    expect(rows.map(({ recruitId, recruiterId, amount }) => [recruitId, recruiterId, amount])).toEqual([
      [id, leader, 5000],
    ]);
    expect(unpaid).not.toBe(id);
    expect(await shop.tuan.referrals.pay({})).toMatchObject({ paid: 0 });
  });
});

describe('R40: a part of what the recruit sells', () => {
  test('an entry on each line, on top of what the recruit earns; the first refund takes both back', async () => {
    await plantShare();
    const order = await buyApples(shop, 3, 'till-1');
    expect(await entriesOf(order.id)).toEqual([
      ['referral', otherLeader, 60],
      ['sale', leader, 300],
    ]);
    await shop.tuan.orders.cancel({ orderId: order.id, reason: 'shop' } as never);
    expect(await entriesOf(order.id)).toEqual([
      ['referral', otherLeader, 0],
      ['sale', leader, 0],
    ]);
  });

  test('earned with the line, and in the statement of the recruiter', async () => {
    await plantShare();
    await collectApples(shop, 3);
    shop.at('2026-11-27T09:00:00+08:00');
    const { statementId } = await shop.tuan.statements.create({ leaderId: otherLeader, to: '2026-11-27' });
    expect(await shop.tuan.statements.get({ statementId: statementId ?? '' })).toMatchObject({
      earned: yuan(60),
    });
    const actor = { kind: 'leader', leaderId: otherLeader } as const;
    expect((await shop.tuan.referrals.list({}, { actor })).data).toMatchObject([
      { recruitId: leader, recruit: '东门小陈妈妈', basisPoints: 200, accrued: yuan(60), amount: null },
    ]);
    const recruited = { kind: 'leader', leaderId: leader } as const;
    expect((await shop.tuan.referrals.list({ leaderId: otherLeader }, { actor: recruited })).data).toEqual(
      [],
    );
  });

  test('N calendar days of the shop from the approval, that day included', async () => {
    await offer({ ...share, days: 2 });
    shop.at('2026-11-23T23:59:00+08:00');
    const id = await recruit();
    const [row] = await shop.tuan.reader.table(leaderReferrals, 't."recruitId" = ?', [id]);
    expect(row?.endsAt).toBe(Date.parse('2026-11-25T00:00:00+08:00'));
  });

  test.each([
    ['after the days are over', { endsAt: Date.parse('2026-11-23T01:00:00Z') }],
    ['of a recruiter by a sum', { basisPoints: null, endsAt: null, amount: 1 }],
  ])('no entry %s', async (_case, values) => {
    await plantShare(values);
    const order = await buyApples(shop, 1, 'till-1');
    expect(await entriesOf(order.id)).toEqual([['sale', leader, 100]]);
  });

  test('R41, R39: none while the recruiter is suspended, on what the recruiter buys, or where the recruit earns nothing', async () => {
    await plantShare();
    const setOther = (values: object) =>
      shop.plant((work) => work.set(leaders, work.get(leaders, otherLeader), values));
    await setOther({ customerId: planted.customer });
    expect(await entriesOf((await buyApples(shop, 1, 'till-1')).id)).toEqual([['sale', leader, 100]]);
    await setOther({ customerId: null, status: 'suspended' });
    expect(await entriesOf((await buyApples(shop, 1, 'till-2')).id)).toEqual([['sale', leader, 100]]);
    await setOther({ status: 'active' });
    await shop.plant((work) =>
      work.set(customers, work.get(customers, planted.customer), { phone: '+8613800000001' }),
    );
    expect(await entriesOf((await buyApples(shop, 1, 'till-3')).id)).toEqual([]);
  });

  test('R40: one level only: the recruiter of a recruiter earns nothing', async () => {
    await plantShare();
    const { id: third } = await shop.tuan.leaders.apply({ name: '老王' });
    await shop.tuan.leaders.approve({ leaderId: third });
    await shop.plant((work, { now }) => {
      const terms = { basisPoints: 100, endsAt: now * 2, approvedAt: now };
      return work.insert(leaderReferrals, { recruitId: otherLeader, recruiterId: third, ...terms });
    });
    const order = await buyApples(shop, 1, 'till-1');
    expect(await entriesOf(order.id)).toEqual([
      ['referral', otherLeader, 20],
      ['sale', leader, 100],
    ]);
  });

  test('the cap on what sellers share does not count it: nobody who sells has less for it', async () => {
    await shop.tuan.shop.change({ policies: { maximumShareBasisPoints: 1000 } });
    await plantShare({ basisPoints: 2500 });
    const order = await buyApples(shop, 2, 'till-1');
    expect(await entriesOf(order.id)).toEqual([
      ['referral', otherLeader, 500],
      ['sale', leader, 200],
    ]);
  });

  test('place: a leader whom nobody recruited costs no further round trip, a recruit one', async () => {
    const reads = async () => {
      const run = shop.tuan.engine.run.bind(shop.tuan.engine);
      let trips = 0;
      Object.assign(shop.tuan.engine, {
        run: (...call: Parameters<typeof run>) => ((trips += call[1] === 'read' ? 1 : 0), run(...call)),
      });
      await buyApples(shop, 1, `trip-${String(trips)}-${String(shop.now)}`, {
        communityId: planted.community,
      });
      Object.assign(shop.tuan.engine, { run });
      return trips;
    };
    const before = await reads();
    await plantShare();
    shop.now += 1;
    expect([before, await reads()]).toEqual([1, 2]);
  });
});

describe('R40: who counts as recruited', () => {
  test('nobody recruits themselves: by phone, as the linked customer, or as the customer with that phone', async () => {
    const apply = (wish: object, context = {}) =>
      shop.tuan.leaders.apply({ name: '小陈', recruitedById: leader, ...wish }, context);
    await expect(apply({ phone: '13800000001' })).rejects.toMatchObject({ code: 'referral_self' });
    await shop.plant((work) =>
      work.set(customers, work.get(customers, planted.customer), { phone: '+8613800000001' }),
    );
    const actor = { kind: 'customer', customerId: planted.customer } as const;
    await expect(apply({}, { actor })).rejects.toMatchObject({ code: 'referral_self' });
  });

  test("by the invite of the leader's community; an unknown one is refused", async () => {
    const actor = { kind: 'customer', customerId: planted.otherCustomer } as const;
    const apply = (inviteCode: string) => shop.tuan.leaders.apply({ name: '王姐', inviteCode }, { actor });
    await expect(apply('NOSUCH99')).rejects.toMatchObject({ code: 'invite_code_unknown' });
    expect(await apply('EAST2026')).toMatchObject({ recruitedById: leader });
  });

  test('a person counts once: who was a leader before is not recruited again', async () => {
    await offer(once);
    const first = await recruit();
    await shop.tuan.leaders.leave({ leaderId: first });
    const again = await recruit({ recruitedById: otherLeader });
    expect((await shop.tuan.leaders.get({ leaderId: again })).recruitedById).toBe(null);
    expect(await shop.tuan.reader.table(leaderReferrals, 'TRUE', [])).toHaveLength(1);
  });

  test('a rate above 100 % or a sum below zero is refused', async () => {
    await expect(offer({ ...share, basisPoints: 10_001 } as never)).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(offer({ ...once, amount: -1 } as never)).rejects.toMatchObject({ code: 'invalid_input' });
  });

  test('the shop alone pays, and a recruit may take orders in a campaign', async () => {
    const actor = { kind: 'leader', leaderId: otherLeader } as const;
    await expect(shop.tuan.referrals.pay({}, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
    await offer(share);
    const id = await recruit();
    await shop.plant((work) => work.insert(campaignLeaders, { campaignId: planted.campaign, leaderId: id }));
    const order = await buyApples(shop, 1, 'till-1', { leaderId: id });
    expect(await entriesOf(order.id)).toEqual([
      ['referral', leader, 20],
      ['sale', id, 100],
    ]);
  });
});

test('R34, R40: after any refunds a referral is its rate of what is left, and leaves the commission alone', async () => {
  const refundsOf = fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 1, maxLength: 5 });
  let round = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 3000 }),
      refundsOf,
      fc.boolean(),
      async (basisPoints, back, late) => {
        const own = await testShop();
        round += 1;
        await own.plant((work, { now }) => {
          const terms = { basisPoints, endsAt: now * 2, approvedAt: now };
          return work.insert(leaderReferrals, { recruitId: leader, recruiterId: otherLeader, ...terms });
        });
        const [bought] = late
          ? await collectApples(own, 3)
          : [
              await buyApples(own, 3, 'till').then(({ id, lines }) => ({
                orderId: id,
                lineId: lines[0]?.id ?? '',
              })),
            ];
        if (late) own.at('2026-11-27T09:00:00+08:00');
        const { orderId = '', lineId = '' } = bought ?? {};
        let left = 3000;
        for (const amount of back) {
          const taken = Math.min(amount, left);
          if (taken === 0) continue;
          await own.tuan.orders.refund({
            orderId,
            lineId,
            amount: yuan(taken),
            reason: '补偿',
            fault: 'shop',
          });
          left -= taken;
        }
        const entries = await own.tuan.reader.table(commissionEntries, 't."orderId" = ? ORDER BY t."kind"', [
          orderId,
        ]);
        expect(entries.map(({ due }) => due)).toEqual([
          roundedShare(left, basisPoints, 10_000),
          roundedShare(left, 1000, 10_000),
        ]);
        await own.audit();
        await own.close();
      },
    ),
    { numRuns: 25 },
  );
  expect(round).toBeGreaterThanOrEqual(25);
});
