import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { communities, members } from '../communities/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const { customer, otherCustomer, leader, otherLeader, community, point, otherPoint } = planted;

/** Whose an order of an apple is. */
async function place(wish: object) {
  const lines = [{ offerId: planted.appleOffer, pieces: 1 }];
  const cart = { campaignId: planted.campaign, customer, pickupPointId: point, lines, payment: 'atPickup' };
  const { leaderId, communityId } = await shop.tuan.orders.place({ ...cart, ...wish } as never);
  return { leaderId, communityId };
}

/** A community of a leader, so many minutes after the first. */
function plantCommunity(id: string, leaderId: string, minutes: number) {
  return shop.plant((work, { now }) =>
    work.insert(communities, {
      id,
      leaderId,
      name: id,
      inviteCode: id === 'cmt_west' ? 'WEST2026' : 'NEW2026',
      createdAt: now + minutes * 60_000,
    }),
  );
}

/** A customer joins a community by its link. */
const join = (inviteCode: string, customerId: string) =>
  shop.tuan.communities.join({ inviteCode, customer: customerId });

/** Nobody leaves a community by a verb of today; a merge and an erasure do it to rows. */
function leave(communityId: string, customerId: string) {
  return shop.plant((work, { now }) => {
    work.add(communities, work.get(communities, communityId), { memberCount: -1 });
    return work.set(members, work.get(members, { communityId, customerId }), { leftAt: now });
  });
}

describe('R44: which leader', () => {
  test('R44: the one that is named decides over community and point', async () => {
    expect(await place({ leaderId: otherLeader, communityId: community })).toMatchObject({
      leaderId: otherLeader,
    });
  });

  test('R44: else the one of the link, before the own community and the point', async () => {
    await plantCommunity('cmt_west', otherLeader, 1);
    expect(await place({ communityId: 'cmt_west' })).toEqual({
      leaderId: otherLeader,
      communityId: 'cmt_west',
    });
  });

  test('R44: else the only community that takes part, before the point', async () => {
    expect(await place({ pickupPointId: otherPoint })).toMatchObject({ leaderId: leader });
    await plantCommunity('cmt_west', otherLeader, 1);
    await join('WEST2026', customer);
    // Of two nobody knows which: the point decides.
    expect(await place({ pickupPointId: otherPoint })).toMatchObject({ leaderId: otherLeader });
    const sql = 'DELETE FROM "campaign_leaders" WHERE "leaderId" = ?';
    await shop.tuan.engine.run([{ sql, params: [otherLeader] }]);
    expect(await place({ pickupPointId: otherPoint })).toMatchObject({ leaderId: leader });
  });

  test('R44: a community that is retired or was left says nothing of the leader', async () => {
    await plantCommunity('cmt_west', otherLeader, 1);
    await join('WEST2026', customer);
    await shop.tuan.communities.change({ communityId: community, retired: true });
    expect(await place({})).toEqual({ leaderId: otherLeader, communityId: 'cmt_west' });
    await leave('cmt_west', customer);
    expect(await place({})).toEqual({ leaderId: leader, communityId: null });
  });

  test('R44: else who owns the point, else the house if it may, else the order is refused', async () => {
    const stranger = { customer: otherCustomer };
    expect(await place({ ...stranger, pickupPointId: otherPoint })).toMatchObject({ leaderId: otherLeader });
    const nowhere = { ...stranger, pickupPointId: undefined };
    await expect(place(nowhere)).rejects.toMatchObject({ code: 'leader_required' });
    await shop.tuan.shop.change({ policies: { orderWithoutLeader: 'house' } });
    await expect(place(nowhere)).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fields: [{ path: 'pickupPointId' }] },
    });
  });

  test('R44: fixed at placement for ever: who moves to another community has another leader from the next order on', async () => {
    const lines = [{ offerId: planted.appleOffer, pieces: 1 }];
    const cart = { campaignId: planted.campaign, customer, pickupPointId: point, lines };
    const { id: orderId } = await shop.tuan.orders.place({ ...cart, payment: 'atPickup' });
    await leave(community, customer);
    await plantCommunity('cmt_west', otherLeader, 1);
    await join('WEST2026', customer);
    expect(await shop.tuan.orders.get({ orderId })).toMatchObject({
      leaderId: leader,
      communityId: community,
    });
    expect(await place({})).toEqual({ leaderId: otherLeader, communityId: 'cmt_west' });
  });
});

describe('R45: which community', () => {
  test('R45: that of the link, though the customer is in an older one of the leader', async () => {
    await plantCommunity('cmt_new', leader, 1);
    expect(await place({ communityId: 'cmt_new' })).toEqual({ leaderId: leader, communityId: 'cmt_new' });
  });

  test('R45: else the customer’s with this leader, not one of another leader', async () => {
    await plantCommunity('cmt_new', leader, 1);
    await plantCommunity('cmt_west', otherLeader, 2);
    await join('NEW2026', otherCustomer);
    await join('WEST2026', otherCustomer);
    expect(await place({ customer: otherCustomer, leaderId: leader })).toMatchObject({
      communityId: 'cmt_new',
    });
    expect(await place({ customer: otherCustomer, leaderId: otherLeader })).toMatchObject({
      communityId: 'cmt_west',
    });
  });

  test('R45: a community that the customer has left is none of theirs, and a retired one takes no orders', async () => {
    await plantCommunity('cmt_new', leader, 1);
    await join('NEW2026', otherCustomer);
    await leave('cmt_new', otherCustomer);
    expect(await place({ customer: otherCustomer, leaderId: leader })).toMatchObject({
      communityId: community,
    });
    await shop.tuan.communities.change({ communityId: community, retired: true });
    expect(await place({ customer: otherCustomer, leaderId: leader })).toMatchObject({
      communityId: 'cmt_new',
    });
  });

  test('R45: else the leader’s first, also for a guest; null where the leader has none', async () => {
    await plantCommunity('cmt_new', leader, 1);
    expect(await place({ customer: { nickname: '楼上' }, leaderId: leader })).toMatchObject({
      communityId: community,
    });
    expect(await place({ customer: { nickname: '楼上' }, leaderId: otherLeader })).toMatchObject({
      communityId: null,
    });
  });
});
