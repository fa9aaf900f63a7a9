import { afterEach, beforeEach, expect, test } from 'vitest';
import { offers } from '../campaigns/tables.ts';
import { suppliers } from '../suppliers/tables.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';

const { campaign: campaignId } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const numbers = () =>
  shop.tuan.reader.rows<{ order: string; number: number }>(
    `SELECT "orderId" AS "order", "number", "numberedAt" FROM "baskets" ORDER BY "number", "orderId"`,
  );

/** Sends, receives and closes a purchase order as it was ordered. */
async function close({ id: purchaseOrderId, lines }: Bought, over = 0): Promise<void> {
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  const arrived = lines.map(({ variantId, ordered }) => ({
    variantId,
    accepted: ordered + over,
    over: over > 0,
  }));
  await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines: arrived });
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
}

interface Bought {
  readonly id: string;
  readonly lines: readonly { readonly variantId: string; readonly ordered: number }[];
}

async function bought(): Promise<Bought[]> {
  return (await shop.tuan.purchaseOrders.generate({ campaignId })).data;
}

test('the first purchase order of a cutoff that is closed numbers every basket, the others write none', async () => {
  await shop.plant((work) => {
    const known = work.get(suppliers, planted.supplier);
    work.insert(suppliers, { ...known, id: 'sup_eggs', externalId: 'EGGS' });
    work.set(offers, work.get(offers, planted.eggOffer), { supplierId: 'sup_eggs' });
    return null;
  });
  const apples = await neighbourOrders(shop, { name: 'A', pieces: 3 });
  shop.now += 1000;
  const eggs = await neighbourOrders(shop, { name: 'B', pieces: 2, offerId: planted.eggOffer });
  await freezeToday(shop);
  const [first, second] = await bought();
  expect(second).toBeDefined();
  if (first) await close(first);
  const numbered = await numbers();
  expect(numbered).toMatchObject([
    { order: apples.id, number: 1 },
    { order: eggs.id, number: 2 },
  ]);
  shop.now += 60_000;
  if (second) await close(second);
  expect(await numbers()).toEqual(numbered);
});

test('C22: whoever ordered for a later cutoff gets a number behind the others, when its first goods are shared out', async () => {
  const closesAt = '2026-11-23T20:00:00+08:00';
  await shop.tuan.campaigns.putOffers({ campaignId, offers: [{ variantId: planted.egg, closesAt }] });
  const eggs = await neighbourOrders(shop, {
    name: 'A',
    pieces: 2,
    offerId: planted.eggOffer,
    payment: 'atPickup',
  });
  shop.at('2026-11-23T20:10:00+08:00');
  await shop.tuan.campaigns.freeze({ campaignId });
  for (const one of await bought()) await close(one);
  expect(await numbers()).toMatchObject([{ order: eggs.id, number: 1 }]);
  const apples = await neighbourOrders(shop, { name: 'B', pieces: 3 });
  const known = new Set((await bought()).map(({ id }) => id));
  await freezeToday(shop);
  for (const one of (await bought()).filter(({ id }) => !known.has(id))) await close(one);
  expect(await numbers()).toMatchObject([
    { order: eggs.id, number: 1 },
    { order: apples.id, number: 2 },
  ]);
});

test('an order for extra goods, made after the goods are shared out, gets its basket number at once', async () => {
  const own = await neighbourOrders(shop, { name: 'A', pieces: 17 });
  await freezeToday(shop);
  const [order] = await bought();
  if (order) await close(order, 5);
  const extra = await shop.tuan.extras.offer({
    purchaseOrderId: order?.id ?? '',
    variantId: planted.apple,
    endsAt: '2026-11-24T12:00:00+08:00',
  });
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  const given = { extraId: extra.id, pieces: 2, customer: { nickname: 'B' } };
  const { order: later } = await shop.tuan.extras.assign(given, { actor });
  expect(await numbers()).toMatchObject([
    { order: own.id, number: 1 },
    { order: later.id, number: 2 },
  ]);
});
