import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { buyApples } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const help = (owner: object, helper: object, ownerId = 'external:L02') => ({ ownerId, owner, helper });
const draft = (extra: object = {}) =>
  shop.tuan.campaigns.draft({
    title: '周三团',
    closesAt: '2026-11-24T22:00:00+08:00',
    pickupDate: '2026-11-25',
    pickupWindows: [{ opens: '16:00', closes: '20:00' }],
    leaderIds: [planted.leader, planted.otherLeader],
    pickupPointIds: [planted.point],
    offers: [{ variantId: planted.apple }],
    ...extra,
  });

test('help: both shares are declared with the campaign, and every leader who takes part reads them', async () => {
  const campaign = await draft({ helpSelling: help({ basisPoints: 300 }, { perPiece: yuan(80) }) });
  const declared = {
    ownerId: planted.otherLeader,
    owner: { basisPoints: 300, perPiece: null },
    helper: { basisPoints: null, perPiece: yuan(80) },
  };
  expect(campaign.helpSelling).toEqual(declared);
  await shop.tuan.campaigns.publish({ campaignId: campaign.id });
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  const { data } = await shop.tuan.campaigns.list({}, { actor });
  expect(data.find(({ id }) => id === campaign.id)?.helpSelling).toEqual(declared);
  const shown = await shop.tuan.campaigns.get({ campaignId: campaign.id }, { actor });
  expect(shown.helpSelling).toEqual(declared);
  // What leaders earn is nobody else's business.
  const open = await shop.tuan.campaigns.showOpen({ campaignId: campaign.id });
  expect(Object.keys(open)).not.toContain('helpSelling');
});

test('help: an owner must be an active leader, not the house, and take part', async () => {
  const shares = [{ basisPoints: 300 }, { basisPoints: 700 }] as const;
  for (const [ownerId, code] of [
    ['external:nobody', 'not_found'],
    ['led_house', 'leader_unavailable'],
  ] as const)
    await expect(draft({ helpSelling: help(...shares, ownerId) })).rejects.toMatchObject({ code });
  const campaign = await draft({ helpSelling: help(...shares), leaderIds: [planted.leader] });
  await expect(shop.tuan.campaigns.publish({ campaignId: campaign.id })).rejects.toMatchObject({
    code: 'campaign_incomplete',
    details: { fields: [expect.objectContaining({ path: 'helpSelling.ownerId' })] },
  });
});

test('help: shares that together pass the cap are refused, each part named; both or none, in the shop’s currency', async () => {
  await expect(
    draft({ helpSelling: help({ basisPoints: 1200 }, { basisPoints: 1801 }) }),
  ).rejects.toMatchObject({
    code: 'commission_share_too_high',
    details: {
      maximumBasisPoints: 3000,
      sumBasisPoints: 3001,
      parts: [
        { part: 'owner', basisPoints: 1200 },
        { part: 'helper', basisPoints: 1801 },
      ],
    },
  });
  await expect(
    draft({ helpSelling: help({ perPiece: { amount: 1, currency: 'USD' } }, { basisPoints: 1 }) }),
  ).rejects.toMatchObject({ code: 'currency_mismatch' });
  for (const owner of [
    {},
    { basisPoints: 1, perPiece: yuan(1) },
    { basisPoints: -1 },
    { perPiece: yuan(-1) },
  ])
    await expect(draft({ helpSelling: help(owner, { basisPoints: 1 }) })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  await draft({ helpSelling: help({ basisPoints: 1200 }, { basisPoints: 1800 }) });
});

test('help: sums per piece are measured by the price of each offer, when it is published', async () => {
  const { id: campaignId } = await draft({
    helpSelling: help({ basisPoints: 1000 }, { perPiece: yuan(201) }),
  });
  await expect(shop.tuan.campaigns.publish({ campaignId })).rejects.toMatchObject({
    code: 'campaign_incomplete',
    details: { fields: [expect.objectContaining({ path: 'offers.0.price', code: 'share_too_high' })] },
  });
  await shop.tuan.campaigns.change({
    campaignId,
    helpSelling: help({ basisPoints: 1000 }, { perPiece: yuan(200) }),
  });
  expect((await shop.tuan.campaigns.publish({ campaignId })).status).toBe('published');
});

test('R12: a gift earns no commission, so that sums per piece are not measured by what it is worth', async () => {
  const offers = [
    { variantId: planted.apple },
    { variantId: planted.egg, gift: true, cap: 3, price: yuan(200) },
  ];
  const { id: campaignId } = await draft({
    helpSelling: help({ perPiece: yuan(71) }, { perPiece: yuan(62) }),
    offers,
  });
  expect((await shop.tuan.campaigns.publish({ campaignId })).status).toBe('published');
});

test('R14: after publishing the shares change for new orders only, and whose campaign it is not at all', async () => {
  const { id: campaignId } = await draft({ helpSelling: help({ basisPoints: 300 }, { basisPoints: 700 }) });
  await shop.tuan.campaigns.publish({ campaignId });
  const offerId = (await shop.tuan.campaigns.get({ campaignId })).offers[0]?.id ?? '';
  const order = (reference: string) =>
    buyApples(shop, 1, reference, { campaignId, lines: [{ offerId, pieces: 1 }] });
  const before = await order('before');
  const helpSelling = help({ basisPoints: 500 }, { basisPoints: 600 });
  await shop.tuan.campaigns.change({ campaignId, helpSelling });
  const after = await order('after');
  const duesOf = async (orderId: string) =>
    (await shop.tuan.commissions.list({ orderId })).data
      .map(({ kind, due }) => [kind, due.amount] as const)
      .toSorted(([one], [other]) => one.localeCompare(other));
  expect([await duesOf(before.id), await duesOf(after.id)]).toEqual([
    [
      ['help', 70],
      ['sale', 30],
    ],
    [
      ['help', 60],
      ['sale', 50],
    ],
  ]);
  const [changed] = await shop.tuan.reader.rows<{ data: string }>(
    `SELECT "data" FROM "events" WHERE "type" = 'campaign.changed' AND "subject" = ?`,
    [campaignId],
  );
  expect(JSON.parse(changed?.data ?? '')).toEqual({ fields: ['helpSelling'] });
  for (const wish of [null, { ...helpSelling, ownerId: planted.leader }])
    await expect(shop.tuan.campaigns.change({ campaignId, helpSelling: wish })).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fields: [expect.objectContaining({ code: 'has_been_published' })] },
    });
});

test('R14: leaders who promote a round are told when its help-selling changes, of a draft or a new title not', async () => {
  const told = async () => {
    await shop.tuan.tick();
    const rows = await shop.tuan.reader.rows<{ receiverId: string }>(
      `SELECT "receiverId" FROM "notices" WHERE "topic" = 'helpSelling.changed' ORDER BY "receiverId"`,
    );
    return rows.map(({ receiverId }) => receiverId);
  };
  const { id: campaignId } = await draft({ helpSelling: help({ basisPoints: 300 }, { basisPoints: 700 }) });
  await shop.tuan.campaigns.change({
    campaignId,
    helpSelling: help({ basisPoints: 300 }, { basisPoints: 800 }),
  });
  await shop.tuan.campaigns.publish({ campaignId });
  await shop.tuan.campaigns.change({ campaignId, title: '换个名字' });
  expect(await told()).toEqual([]);
  await shop.tuan.campaigns.change({
    campaignId,
    helpSelling: help({ basisPoints: 300 }, { basisPoints: 600 }),
  });
  expect(await told()).toEqual([planted.leader, planted.otherLeader]);
});

test('help: a draft may still become nobody’s', async () => {
  const { id: campaignId } = await draft({ helpSelling: help({ basisPoints: 300 }, { basisPoints: 700 }) });
  expect(await shop.tuan.campaigns.change({ campaignId, helpSelling: null })).toMatchObject({
    helpSelling: null,
  });
});
