import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { campaignLeaders } from '../campaigns/tables.ts';
import { customers } from '../customers/tables.ts';
import { leaders } from '../leaders/tables.ts';
import { collectApples } from '../testing/collected-orders.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { buyApples } from '../testing/ready-orders.ts';
import { entriesOf, offerReferral, plantReferral, recruit, shareOfRecruit } from '../testing/recruits.ts';
import { leaderReferrals } from './referral-tables.ts';

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

describe('R40: a part of what the recruit sells', () => {
  test('an entry on each line, on top of what the recruit earns; the first refund takes both back', async () => {
    await plantReferral(shop);
    const order = await buyApples(shop, 3, 'till-1');
    expect(await entriesOf(shop, order.id)).toEqual([
      ['referral', otherLeader, 60],
      ['sale', leader, 300],
    ]);
    await shop.tuan.orders.cancel({ orderId: order.id, reason: 'shop' });
    expect(await entriesOf(shop, order.id)).toEqual([
      ['referral', otherLeader, 0],
      ['sale', leader, 0],
    ]);
  });

  test('earned with the line, and in the statement of the recruiter', async () => {
    await plantReferral(shop);
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
    await offerReferral(shop, { ...shareOfRecruit, days: 2 });
    shop.at('2026-11-23T23:59:00+08:00');
    const id = await recruit(shop);
    const [row] = await shop.tuan.reader.table(leaderReferrals, 't."recruitId" = ?', [id]);
    expect(row?.endsAt).toBe(Date.parse('2026-11-25T00:00:00+08:00'));
  });

  test.each([
    ['after the days are over', { endsAt: Date.parse('2026-11-23T01:00:00Z') }],
    ['of a recruiter by a sum', { basisPoints: null, endsAt: null, amount: 1 }],
  ])('no entry %s', async (_case, values) => {
    await plantReferral(shop, values);
    const order = await buyApples(shop, 1, 'till-1');
    expect(await entriesOf(shop, order.id)).toEqual([['sale', leader, 100]]);
  });

  test('R41, R39: none while the recruiter is suspended, on what the recruiter buys, or where the recruit earns nothing', async () => {
    await plantReferral(shop);
    const setOther = (values: object) =>
      shop.plant((work) => work.set(leaders, work.get(leaders, otherLeader), values));
    await setOther({ customerId: planted.customer });
    expect(await entriesOf(shop, (await buyApples(shop, 1, 'till-1')).id)).toEqual([['sale', leader, 100]]);
    await setOther({ customerId: null, status: 'suspended' });
    expect(await entriesOf(shop, (await buyApples(shop, 1, 'till-2')).id)).toEqual([['sale', leader, 100]]);
    await setOther({ status: 'active' });
    await shop.plant((work) =>
      work.set(customers, work.get(customers, planted.customer), { phone: '+8613800000001' }),
    );
    expect(await entriesOf(shop, (await buyApples(shop, 1, 'till-3')).id)).toEqual([]);
  });

  test('R40: one level only: the recruiter of a recruiter earns nothing', async () => {
    await plantReferral(shop);
    const { id: third } = await shop.tuan.leaders.apply({ name: '老王' });
    await shop.tuan.leaders.approve({ leaderId: third });
    await shop.plant((work, { now }) => {
      const terms = { basisPoints: 100, endsAt: now * 2, approvedAt: now };
      return work.insert(leaderReferrals, { recruitId: otherLeader, recruiterId: third, ...terms });
    });
    const order = await buyApples(shop, 1, 'till-1');
    expect(await entriesOf(shop, order.id)).toEqual([
      ['referral', otherLeader, 20],
      ['sale', leader, 100],
    ]);
  });

  test('the cap on what sellers share does not count it: nobody who sells has less for it', async () => {
    await shop.tuan.shop.change({ policies: { maximumShareBasisPoints: 1000 } });
    await plantReferral(shop, { basisPoints: 2500 });
    const order = await buyApples(shop, 2, 'till-1');
    expect(await entriesOf(shop, order.id)).toEqual([
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
    await plantReferral(shop);
    shop.now += 1;
    expect([before, await reads()]).toEqual([1, 2]);
  });

  test('a recruit who takes orders in a campaign earns the own commission, the recruiter the part', async () => {
    await offerReferral(shop, shareOfRecruit);
    const id = await recruit(shop);
    await shop.plant((work) => work.insert(campaignLeaders, { campaignId: planted.campaign, leaderId: id }));
    const order = await buyApples(shop, 1, 'till-1', { leaderId: id });
    expect(await entriesOf(shop, order.id)).toEqual([
      ['referral', leader, 20],
      ['sale', id, 100],
    ]);
  });
});
