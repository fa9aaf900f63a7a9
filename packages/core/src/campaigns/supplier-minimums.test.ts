import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { tick } from '../tick.ts';
import { standingsOf, type SupplierRow } from './supplier-minimums.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const asks = (terms: object) =>
  shop.tuan.suppliers.upsert({ suppliers: [{ externalId: '果然鲜果业', name: '果然鲜果业', ...terms }] });

/** Apples at 8.00 in cases of 20, published with the terms of the supplier as they are now; closes at 22:00. */
async function publish(closesAt = '2026-11-23T22:00', pickupDate = '2026-11-25') {
  const { id } = await shop.tuan.campaigns.draft({
    title: '苹果团',
    opensAt: '2026-11-23T08:00',
    closesAt,
    pickupDate,
    pickupWindows: [{ opens: '16:00', closes: '20:00' }],
    leaderIds: [planted.leader],
    pickupPointIds: [planted.point],
    offers: [{ variantId: planted.apple }],
  });
  return shop.tuan.campaigns.publish({ campaignId: id });
}

async function buy(campaignId: string, pieces: number, name = '王姐') {
  const lines = [{ variantId: planted.apple, pieces }];
  const { total } = await shop.tuan.orders.quote({ campaignId, lines });
  return shop.tuan.orders.place({
    campaignId,
    customer: { nickname: name },
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines,
    payment: { amount: total, reference: `till ${name}` },
  });
}

const progress = async (campaignId: string) => (await shop.tuan.campaigns.progress({ campaignId })).suppliers;

test('the standing is live: whole cases and their value against what the supplier asks for', async () => {
  await asks({ minimumValue: yuan(50_000), minimumCases: 2, belowMinimum: 'fail' });
  const { id } = await publish();
  await buy(id, 21);
  expect(await progress(id)).toMatchObject([
    {
      value: yuan(32_000),
      cases: 2,
      missingValue: yuan(18_000),
      missingCases: 0,
      reached: false,
      onMiss: 'fail',
    },
  ]);
  const shown = (await shop.tuan.campaigns.showOpen({ campaignId: id })).offers[0];
  expect(shown?.orderMinimum).toEqual({ reachedBasisPoints: 6400, onMiss: 'fail', extendHours: null });
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  expect((await shop.tuan.campaigns.progress({ campaignId: id }, { actor })).suppliers).toEqual([]);
  await buy(id, 60, '李叔');
  expect(await progress(id)).toMatchObject([{ cases: 5, reached: true, missingValue: yuan(0) }]);
});

test('buy: below the minimum it is bought all the same, and an event says so', async () => {
  await asks({ minimumCases: 3, belowMinimum: 'buy' });
  const { id } = await publish();
  await buy(id, 5);
  expect((await shop.tuan.campaigns.showOpen({ campaignId: id })).offers[0]?.orderMinimum).toBeNull();
  shop.at('2026-11-23T22:10:00+08:00');
  const frozen = await shop.tuan.campaigns.freeze({ campaignId: id });
  expect(frozen.freezes[0]?.offers).toMatchObject([{ outcome: 'frozen', pieces: 5 }]);
  expect(await missed()).toMatchObject([{ cases: 1, value: 16_000, outcome: 'bought' }]);
});

async function missed(): Promise<unknown[]> {
  const rows = await shop.tuan.reader.rows<{ data: string }>(
    `SELECT "data" FROM "events" WHERE "type" = 'campaign.supplierMissed' ORDER BY "sequence"`,
  );
  return rows.map(({ data }) => JSON.parse(data) as unknown);
}

test('fail: below the minimum its offers fail and everybody gets everything back', async () => {
  await asks({ minimumValue: yuan(20_000), belowMinimum: 'fail' });
  const { id } = await publish();
  const order = await buy(id, 20);
  shop.at('2026-11-23T22:10:00+08:00');
  const frozen = await shop.tuan.campaigns.freeze({ campaignId: id });
  expect(frozen.freezes[0]?.offers).toMatchObject([{ outcome: 'failed' }]);
  await tick(shop.tuan);
  expect(await shop.tuan.orders.get({ orderId: order.id })).toMatchObject({
    status: 'cancelled',
    cancelReason: 'offerFailed',
    refunded: yuan(20_000),
  });
  expect(await shop.tuan.campaigns.get({ campaignId: id })).toMatchObject({
    cutoffs: [{ state: 'nothingOrdered', purchaseOrders: 0 }],
  });
});

test('extend: its offers stay open once more; reached in time they are bought, else they fail', async () => {
  await asks({ minimumCases: 2, belowMinimum: 'extend', minimumExtendHours: 12 });
  const { id } = await publish();
  await buy(id, 5);
  shop.at('2026-11-23T22:10:00+08:00');
  const first = await shop.tuan.campaigns.freeze({ campaignId: id });
  expect(first).toMatchObject({ status: 'published', freezes: [] });
  expect(await shop.tuan.campaigns.get({ campaignId: id })).toMatchObject({
    phase: 'open',
    offers: [{ closesAt: '2026-11-24T02:00:00.000Z', status: 'open' }],
  });
  expect(await progress(id)).toMatchObject([{ extended: true, reached: false }]);
  await buy(id, 20, '李叔');
  shop.at('2026-11-24T10:10:00+08:00');
  expect((await shop.tuan.campaigns.freeze({ campaignId: id })).freezes).toMatchObject([
    { offers: [{ outcome: 'frozen', pieces: 25 }] },
  ]);
  const other = await publish('2026-11-24T22:00', '2026-11-26');
  await buy(other.id, 5, '赵姨');
  shop.at('2026-11-24T22:10:00+08:00');
  await shop.tuan.campaigns.freeze({ campaignId: other.id });
  shop.at('2026-11-25T10:10:00+08:00');
  expect((await shop.tuan.campaigns.freeze({ campaignId: other.id })).freezes).toMatchObject([
    { offers: [{ outcome: 'failed' }] },
  ]);
  expect(await missed()).toMatchObject([
    { outcome: 'extended' },
    { outcome: 'extended' },
    { outcome: 'failed' },
  ]);
});

test('R20: what was declared before publishing holds; a later change of the supplier is for later campaigns', async () => {
  await asks({ minimumCases: 3, belowMinimum: 'fail' });
  const { id } = await publish();
  await buy(id, 5);
  await asks({ minimumCases: 1, belowMinimum: 'buy' });
  expect(await progress(id)).toMatchObject([{ minimumCases: 3, onMiss: 'fail', reached: false }]);
  const later = await publish();
  expect(await progress(later.id)).toMatchObject([{ minimumCases: 1, onMiss: 'buy' }]);
});

test('R23: an offer whose supplier may ask for more hours counts with them', async () => {
  await asks({ minimumCases: 3, belowMinimum: 'extend', minimumExtendHours: 48 });
  await expect(publish()).rejects.toMatchObject({
    code: 'campaign_incomplete',
    details: { fields: [{ code: 'after_pickup' }, { path: 'offers.0.closesAt', code: 'lead_time' }] },
  });
});

test('nobody ordered from the supplier: nothing is missed', async () => {
  await asks({ minimumCases: 3, belowMinimum: 'extend', minimumExtendHours: 12 });
  const { id } = await publish();
  shop.at('2026-11-23T22:10:00+08:00');
  expect(await shop.tuan.campaigns.freeze({ campaignId: id })).toMatchObject({
    status: 'completed',
    reason: 'nothingOrdered',
  });
  expect(await missed()).toEqual([]);
});

test('bad input: hours are needed to extend, minimums are above zero, and in the money of the shop', async () => {
  await expect(asks({ belowMinimum: 'extend', minimumCases: 2 })).rejects.toMatchObject({
    details: { fields: [{ path: 'suppliers.0.minimumExtendHours' }] },
  });
  await expect(asks({ minimumCases: 0 })).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(asks({ minimumValue: yuan(0) })).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(asks({ minimumValue: { amount: 5, currency: 'USD' } })).rejects.toMatchObject({
    code: 'currency_mismatch',
  });
});

test('any goods: an order is whole cases that cover what is needed, and it is reached exactly from the minimum on', () => {
  const rows = fc.array(
    fc.record({
      variantId: fc.constantFrom('a', 'b', 'c'),
      needed: fc.integer({ min: 0, max: 90 }),
    }),
    { maxLength: 6 },
  );
  const number = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(rows, number, number, fc.nat(30), (some, packSize, cost, inStock) => {
      const filled = some.map((one, index): SupplierRow => ({
        ...one,
        offerId: String(index),
        supplierId: 's',
        supplierName: 's',
        closesAt: 1,
        status: 'open',
        packSize,
        cost,
        inStock,
        lossBuffer: null,
        minimumValue: 500,
        minimumCases: 3,
        onMiss: 'fail',
        extendHours: null,
        extendedAt: null,
      }));
      const [standing] = standingsOf(filled, 0);
      if (standing === undefined) return;
      const wanted = ['a', 'b', 'c'].map((id) => {
        const needed = filled.reduce((sum, row) => sum + (row.variantId === id ? row.needed : 0), 0);
        return Math.max(0, needed - inStock);
      });
      const least = wanted.reduce((sum, needed) => sum + needed, 0);
      expect(standing.cases * packSize).toBeGreaterThanOrEqual(least);
      expect((standing.cases - 3) * packSize).toBeLessThan(least + 1);
      expect(standing.value).toBe(standing.cases * packSize * cost);
      expect(standing.reached).toBe(standing.value >= 500 && standing.cases >= 3);
    }),
  );
});
