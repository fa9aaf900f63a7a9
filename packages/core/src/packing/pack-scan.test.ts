import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bringToPoints } from '../testing/brought-orders.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { packingPhone, readyToPack } from '../testing/packing-phone.ts';
import { shareOutGoods } from '../testing/shared-out.ts';

const { campaign: campaignId, point, otherPoint } = planted;
const leader = { kind: 'leader', leaderId: planted.leader } as const;
const otherLeader = { kind: 'leader', leaderId: planted.otherLeader } as const;

let shop: TestShop;
let scan: ReturnType<typeof packingPhone>;
beforeEach(async () => {
  shop = await testShop();
  scan = packingPhone(shop);
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

describe('scanning against the list', () => {
  test('goods by barcode into the basket of a household, whichever of its orders wants them', async () => {
    const { apples, eggs } = await readyToPack(shop);
    expect(
      await scan({ pickupPointId: 'external:P01', basket: 1, variantId: 'external:F001', pieces: 2 }),
    ).toMatchObject({
      outcome: 'packed',
      pickupPointId: point,
      number: 1,
      customer: '王*',
      orderIds: [apples.id, eggs.id],
      pieces: 5,
      packed: 2,
      complete: false,
      lines: [
        { orderId: apples.id, title: '苹果', pieces: 3, packed: 2, left: 1, scanned: 2 },
        { orderId: eggs.id, title: '散养土鸡蛋', pieces: 2, packed: 0, left: 2, scanned: 0 },
      ],
    });
    await scan({ orderId: eggs.id, variantId: planted.apple });
    const done = await scan({ code: apples.pickupCode ?? '', orderLineId: eggs.lines[0]?.id, pieces: 2 });
    expect(done).toMatchObject({ packed: 5, complete: true });
    const told = await shop.tuan.reader.rows<{ subject: string }>(
      `SELECT "subject" FROM "events" WHERE "type" = 'order.packed' ORDER BY "subject"`,
    );
    expect(told.map(({ subject }) => subject)).toEqual([apples.id, eggs.id].toSorted());
  });

  test('without goods everything that is missing goes in; again there is nothing left to go in', async () => {
    const { other } = await readyToPack(shop);
    expect(await scan({ orderId: other.id })).toMatchObject({ number: 2, packed: 4, complete: true });
    await expect(scan({ orderId: other.id })).rejects.toMatchObject({
      code: 'packing_too_many',
      details: { left: 0, packed: 4 },
    });
  });

  test('wrong goods are refused with what the basket wants; too many with how many are left', async () => {
    const { other } = await readyToPack(shop);
    await expect(scan({ orderId: other.id, variantId: planted.egg })).rejects.toMatchObject({
      code: 'packing_wrong_goods',
      details: { wants: [{ variantId: planted.apple, title: '苹果', left: 4 }] },
    });
    await expect(scan({ orderId: other.id, variantId: planted.apple, pieces: 5 })).rejects.toMatchObject({
      code: 'packing_too_many',
      details: { left: 4, packed: 0 },
    });
    await expect(scan({ orderId: other.id, variantId: 'external:nothing' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('R29: the same scan counts once, for ever, also after it was taken back', async () => {
    const { other, apples } = await readyToPack(shop);
    const wish = { scanId: 'phone-b-1', orderId: other.id, variantId: planted.apple, pieces: 3 };
    await scan(wish);
    expect(await scan(wish)).toMatchObject({ outcome: 'known', packed: 3, lines: [{ scanned: 0 }] });
    await expect(scan({ ...wish, orderId: apples.id })).rejects.toMatchObject({ code: 'packing_scan_used' });
    await shop.tuan.packing.undo({ scanId: 'phone-b-1' });
    expect(await scan(wish)).toMatchObject({ outcome: 'undone', packed: 0 });
  });

  test('two phones at once put in no more than belongs there', async () => {
    const { other } = await readyToPack(shop);
    const both = await Promise.allSettled(
      Array.from({ length: 6 }, () => scan({ orderId: other.id, variantId: planted.apple })),
    );
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    for (const one of both)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'packing_too_many' });
    expect(await shop.tuan.packing.progress({ campaignId })).toMatchObject({
      pieces: 9,
      packed: 4,
      points: [{ pickupPointId: point, baskets: 2, complete: 1, left: 5, surplus: 0, toWeigh: 2 }],
    });
  });
});

describe('not now, not here, not so', () => {
  test('goods that are not shared out yet cannot be packed; those handed over neither', async () => {
    const order = await neighbourOrders(shop, { name: '王姐', pieces: 3 });
    await expect(scan({ orderId: order.id, variantId: planted.apple })).rejects.toMatchObject({
      code: 'packing_not_ready',
    });
    await shareOutGoods(shop);
    await scan({ scanId: 'phone-b-1', orderId: order.id });
    await bringToPoints(shop);
    await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-0001' });
    await expect(scan({ orderId: order.id })).rejects.toMatchObject({ code: 'order_status' });
  });

  test('a leader packs at own points, never by code; customers pack nothing', async () => {
    const { other } = await readyToPack(shop);
    expect(await scan({ orderId: other.id, variantId: planted.apple }, leader)).toMatchObject({ packed: 1 });
    await expect(scan({ code: other.pickupCode ?? '' }, leader)).rejects.toMatchObject({
      code: 'not_allowed',
    });
    await expect(
      shop.tuan.packing.scan({ campaignId, scanId: 'phone-z-1', orderId: other.id }, { actor: otherLeader }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      shop.tuan.packing.progress({ campaignId, pickupPointId: otherPoint }, { actor: leader }),
    ).rejects.toMatchObject({ code: 'not_found' });
    const actor = { kind: 'customer', customerId: planted.customer } as const;
    await expect(
      shop.tuan.packing.scan({ campaignId, scanId: 'phone-z-2', orderId: other.id }, { actor }),
    ).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(shop.tuan.packing.progress({ campaignId }, { actor })).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });

  test.each([
    [{}, 'orderId'],
    [{ orderId: 'ord_1', code: 'AAAA' }, 'orderId'],
    [{ basket: 1 }, 'orderId'],
    [{ pickupPointId: point }, 'orderId'],
    [{ orderId: 'ord_1', variantId: 'a', orderLineId: 'b' }, 'orderLineId'],
    [{ orderId: 'ord_1', pieces: 0 }, 'pieces'],
    [{ orderId: 'ord_1', scanId: 'short' }, 'scanId'],
  ])('bad input %j names the field %s', async (wish, path) => {
    await expect(scan(wish)).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fields: [{ path }] },
    });
  });

  test('an order, a code or a basket that is not there, or of another round', async () => {
    await readyToPack(shop);
    for (const wish of [{ orderId: 'ord_x' }, { code: 'ZZZZ-ZZZZ' }, { pickupPointId: point, basket: 99 }])
      await expect(scan(wish)).rejects.toMatchObject({ code: 'not_found' });
  });
});
