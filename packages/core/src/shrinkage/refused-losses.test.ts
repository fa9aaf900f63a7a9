import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { shareOutGoods } from '../testing/shared-out.ts';
import { broughtApples, leftOfOrder, recordSpoilt, sortedApples, spoilt } from '../testing/spoilt-apples.ts';

const { point, otherPoint } = planted;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const leader = { kind: 'leader', leaderId: planted.leader } as const;
const otherLeader = { kind: 'leader', leaderId: planted.otherLeader } as const;
const customer = { kind: 'customer', customerId: planted.customer } as const;

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

type Wish = Parameters<typeof recordSpoilt>[1];
type Actor = Parameters<typeof recordSpoilt>[2];
const record = (wish?: Wish, actor?: Actor) => recordSpoilt(shop, wish, actor);

describe('never more than there is, never twice, never at the wrong stage', () => {
  test('a reference counts once, for ever; for another loss it is refused', async () => {
    await sortedApples(shop);
    const first = await record({ reference: 'table-1-17' });
    shop.now += 86_400_000 * 3;
    expect(await record({ reference: 'table-1-17' })).toEqual(first);
    await expect(record({ reference: 'table-1-17', pieces: 1 })).rejects.toMatchObject({
      code: 'shrinkage_reference_used',
      details: { recordId: first.id },
    });
    expect((await shop.tuan.shrinkages.list({})).data).toEqual([first]);
    expect(await shop.tuan.shrinkages.get({ shrinkageId: first.id })).toEqual(first);
  });

  test('three at once: no piece is lost twice, and who comes too late hears how many are left', async () => {
    const order = await neighbourOrders(shop, { name: '王姐', pieces: 3 });
    await shareOutGoods(shop, 3);
    const settled = await Promise.allSettled([record(), record(), record({ pieces: 3 })]);
    const lost = settled.flatMap((one) => (one.status === 'fulfilled' ? one.value.pieces : []));
    expect(lost.reduce((sum, pieces) => sum + pieces, 0)).toBeLessThanOrEqual(3);
    expect((await leftOfOrder(shop, order.id)).lost).toBe(lost.reduce((sum, pieces) => sum + pieces, 0));
    for (const one of settled)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'shrinkage_too_many' });
  });

  test('more than there is, at another stage, or of goods that nobody has', async () => {
    await sortedApples(shop);
    await expect(record({ pieces: 13 })).rejects.toMatchObject({
      code: 'shrinkage_too_many',
      details: { left: 12 },
    });
    await expect(record({ stage: 'handover' })).rejects.toMatchObject({
      code: 'shrinkage_stage',
      details: { stages: ['sorting', 'transport'] },
    });
    await expect(record({ variantId: planted.egg })).rejects.toMatchObject({ code: 'shrinkage_too_many' });
    await expect(record({ pickupPointId: 'external:P99' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(record({ orderLineId: 'lin_x' })).rejects.toMatchObject({ code: 'not_found' });
  });

  test.each([
    [{ pieces: 0 }, 'pieces'],
    [{ pieces: 5001 }, 'pieces'],
    [{ reason: '' }, 'reason'],
    [{ stage: 'market' }, 'stage'],
    [{ campaignId: undefined }, 'campaignId'],
    [{ stage: 'stock' }, 'campaignId'],
    [{ stage: 'receipt', pickupPointId: point }, 'pickupPointId'],
    [{ purchaseOrderId: 'pur_1' }, 'purchaseOrderId'],
    [{ faultShares: { shop: 9000 } }, 'faultShares'],
    [{ pictures: ['no picture'] }, 'pictures.0'],
    [{ unknown: 1 }, 'unknown'],
  ])('bad input %j names the field %s', async (wish, path) => {
    await expect(record(wish)).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fields: [{ path }] },
    });
  });
});

describe('who may', () => {
  test('a leader writes down what is lost at own points, up to the limit; who answers says the shop', async () => {
    await broughtApples(shop);
    await shop.tuan.shop.change({ policies: { leaderApprovalMax: 2000 } });
    const own = { stage: 'handover', pieces: 1, pickupPointId: point };
    expect(await record(own, leader)).toMatchObject({ recordedBy: `leader:${planted.leader}`, short: 1 });
    await expect(record({ ...own, pickupPointId: undefined }, leader)).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(record({ ...own, pickupPointId: otherPoint }, leader)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(record({ ...own, faultShares: { supplier: 10_000 } }, leader)).rejects.toMatchObject({
      code: 'not_allowed',
    });
    await expect(record({ ...own, stage: 'sorting' }, leader)).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(record({ ...own, pieces: 6 }, leader)).rejects.toMatchObject({
      code: 'shrinkage_above_leader_limit',
      details: { max: yuan(2000) },
    });
  });

  test('a leader learns nothing of what another wrote down; customers neither write nor read', async () => {
    await broughtApples(shop);
    await shop.tuan.shop.change({ policies: { leaderApprovalMax: 2000 } });
    await record({ stage: 'handover', pieces: 1, pickupPointId: otherPoint, reference: 'r1' });
    const wish = { ...spoilt, stage: 'handover', pieces: 1, pickupPointId: point, reference: 'r1' } as const;
    await expect(shop.tuan.shrinkages.record(wish, { actor: leader })).rejects.toMatchObject({
      code: 'shrinkage_reference_used',
      details: {},
    });
    await expect(shop.tuan.shrinkages.record(wish, { actor: otherLeader })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(record({}, customer)).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(shop.tuan.shrinkages.list({}, { actor: leader })).rejects.toMatchObject({
      code: 'not_allowed',
    });
    await expect(
      shop.tuan.shrinkages.get({ shrinkageId: 'shk_1' }, { actor: customer }),
    ).rejects.toMatchObject({ code: 'not_allowed' });
  });
});
