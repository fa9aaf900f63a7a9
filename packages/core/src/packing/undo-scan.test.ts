import { afterEach, beforeEach, expect, test } from 'vitest';
import { bringToPoints } from '../testing/brought-orders.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { packingPhone, readyToPack } from '../testing/packing-phone.ts';
import { shareOutGoods } from '../testing/shared-out.ts';

const { campaign: campaignId, point } = planted;
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

test('R29: what a scan put in is out again; twice is harmless', async () => {
  const { other } = await readyToPack(shop);
  await scan({ scanId: 'phone-b-1', orderId: other.id, variantId: planted.apple, pieces: 3 });
  expect(await shop.tuan.packing.undo({ scanId: 'phone-b-1' })).toMatchObject({
    outcome: 'undone',
    packed: 0,
    lines: [{ scanned: -3 }],
  });
  expect(await shop.tuan.packing.undo({ scanId: 'phone-b-1' })).toMatchObject({
    outcome: 'undone',
    packed: 0,
    lines: [{ scanned: 0 }],
  });
  await expect(shop.tuan.packing.undo({ scanId: 'phone-x-1' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('what is lost after it was packed is to be taken out of the basket again', async () => {
  const { other } = await readyToPack(shop);
  await scan({ orderId: other.id });
  await shop.tuan.shrinkages.record({
    stage: 'sorting',
    campaignId,
    variantId: planted.apple,
    orderLineId: other.lines[0]?.id ?? '',
    pieces: 1,
    reason: '压坏',
    fromStock: false,
  });
  const { points } = await shop.tuan.packing.progress({ campaignId, pickupPointId: point });
  expect(points).toMatchObject([{ surplus: 1, packed: 4, complete: 0 }]);
  const undone = await shop.tuan.packing.undo({ scanId: 'phone-a-001' });
  expect(undone).toMatchObject({ packed: 0, pieces: 3, complete: false });
  expect(await scan({ orderId: other.id })).toMatchObject({ packed: 3, complete: true });
});

test('goods that were handed over cannot be taken out', async () => {
  const order = await neighbourOrders(shop, { name: '王姐', pieces: 3 });
  await shareOutGoods(shop);
  await scan({ scanId: 'phone-b-1', orderId: order.id });
  await bringToPoints(shop);
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-0001' });
  await expect(shop.tuan.packing.undo({ scanId: 'phone-b-1' })).rejects.toMatchObject({
    code: 'order_status',
  });
});

test('a leader takes nothing back at the points of another', async () => {
  const { other } = await readyToPack(shop);
  expect(await scan({ orderId: other.id, variantId: planted.apple }, leader)).toMatchObject({ packed: 1 });
  await expect(
    shop.tuan.packing.undo({ scanId: 'phone-a-001' }, { actor: otherLeader }),
  ).rejects.toMatchObject({ code: 'not_found' });
});
