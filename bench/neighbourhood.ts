import { offerCommunities, offerCustomers } from '../packages/core/src/campaigns/tables.ts';
import { customers } from '../packages/core/src/customers/tables.ts';
import { createOpenTuan, type OpenTuan } from '../packages/core/src/open-tuan.ts';
import type { Engine } from '../packages/core/src/storage/engine.ts';
import { instantOf } from '../packages/core/src/shared/time.ts';
import { planted, plantOffer, testShop, type TestShop } from '../packages/core/src/testing/index.ts';

export const customerCount = 500;
const offerIds = [planted.appleOffer, planted.eggOffer, 'off_bag'] as const;
const offerId = (index: number) => offerIds[index] ?? `off_bag_${String(index)}`;
const morning = instantOf('2026-11-23T09:00:00+08:00');
const total = 2 * 1000 + 3280 + 3 * 500;

/** A shop with one open campaign of three offers (or so many) and 500 customers who have ordered before. */
export async function openNeighbourhood(engine: Engine, offerCount = 3): Promise<OpenTuan> {
  await plantNeighbourhood(engine, offerCount);
  return openShop(engine);
}

export async function plantNeighbourhood(engine: Engine, offerCount = 3): Promise<TestShop> {
  const shop = await testShop({ engine });
  const { now } = shop;
  await shop.plant((work) => {
    for (let index = 2; index < offerCount; index += 1)
      plantOffer(work, now, {
        id: offerId(index),
        variantId: planted.egg,
        title: '环保袋',
        unit: '个',
        category: '日用',
        price: 500,
        position: index,
      });
    for (let index = 0; index < Math.max(3, offerCount); index += 1)
      work.insert(offerCommunities, { offerId: offerId(index), communityId: planted.community });
    for (let index = 0; index < customerCount; index += 1) plantCustomer(work, index, now, offerCount);
  });
  return shop;
}

/** Opens the shop that was planted in this database, at nine in the morning. Its clock runs, since ids begin with the time. */
export function openShop(engine: Engine): OpenTuan {
  const opened = performance.now();
  return createOpenTuan({
    engine,
    clock: () => morning + Math.floor(performance.now() - opened),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    gather: () => new Promise((resolve) => setImmediate(resolve)),
  });
}

function plantCustomer(
  work: Parameters<typeof plantOffer>[0],
  index: number,
  now: number,
  offerCount: number,
): void {
  const id = customerId(index);
  work.insert(customers, {
    id,
    externalId: `C-${String(index)}-bench`,
    name: `邻居${String(index)}`,
    phone: `+86138${String(10_000_000 + index)}`,
    phoneVerified: true,
    createdAt: now,
    updatedAt: now,
  });
  for (let at = 0; at < offerCount; at += 1)
    work.insert(offerCustomers, { offerId: offerId(at), customerId: id });
}

export const customerId = (index: number) => `cus_bench_${String(index % customerCount)}`;

export type PlaceOrder = Parameters<OpenTuan['orders']['place']>[0];

/** The order of one caller: three lines, with the payment inside, as a till sends it. */
export function orderOf(index: number, run: string) {
  return {
    campaignId: planted.campaign,
    customer: customerId(index),
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [
      { offerId: offerIds[0], pieces: 2 },
      { offerId: offerIds[1], pieces: 1, note: '帮忙挑大的' },
      { offerId: offerIds[2], pieces: 3 },
    ],
    payment: { amount: { amount: total, currency: 'CNY' }, reference: `${run}-${String(index)}` },
  };
}

/** An order of one piece each of so many offers. */
export function cartOf(index: number, size: number, run: string): PlaceOrder {
  const prices = [1000, 3280];
  const lines = Array.from({ length: size }, (_, at) => ({ offerId: offerId(at), pieces: 1 }));
  const sum = lines.reduce((so, _, at) => so + (prices[at] ?? 500), 0);
  return {
    ...orderOf(index, run),
    lines,
    payment: { amount: { amount: sum, currency: 'CNY' }, reference: `${run}-${String(index)}` },
  };
}

/** Known to the measured servers only. */
export const secretKey = 'sk_bench0000000000000000000000000000000000000000';

export const publishableKey = 'pk_bench0000000000000000000000000000000000000000';

export const till = { kind: 'shop', keyId: 'key_bench', scopes: ['*'] } as const;
