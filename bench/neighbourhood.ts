import { getRandomValues } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { offerCommunities, offerCustomers } from '../packages/core/src/campaigns/tables.ts';
import { customers } from '../packages/core/src/customers/tables.ts';
import { createOpenTuan, type OpenTuan } from '../packages/core/src/open-tuan.ts';
import type { Engine } from '../packages/core/src/storage/engine.ts';
import { planted, plantOffer, testShop } from '../packages/core/src/testing/index.ts';

const customerCount = 500;
const bagOffer = 'off_bag';
const offerIds = [planted.appleOffer, planted.eggOffer, bagOffer] as const;
const total = 2 * 1000 + 3280 + 3 * 500;

/** A shop with one open campaign of three offers and 500 customers who have ordered before. */
export async function openNeighbourhood(engine: Engine): Promise<OpenTuan> {
  const shop = await testShop({ engine });
  const { now } = shop;
  await shop.plant((work) => {
    plantOffer(work, now, {
      id: bagOffer,
      variantId: planted.egg,
      title: '环保袋',
      unit: '个',
      category: '日用',
      price: 500,
      position: 2,
    });
    for (const offerId of offerIds)
      work.insert(offerCommunities, { offerId, communityId: planted.community });
    for (let index = 0; index < customerCount; index += 1) plantCustomer(work, index, now);
  });
  return createOpenTuan({
    engine,
    clock: () => now,
    random: (length) => getRandomValues(new Uint8Array(length)),
    gather: () => turn(),
  });
}

function plantCustomer(work: Parameters<typeof plantOffer>[0], index: number, now: number): void {
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
  for (const offerId of offerIds) work.insert(offerCustomers, { offerId, customerId: id });
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

/** Known to the measured servers only. */
export const secretKey = 'sk_bench0000000000000000000000000000000000000000';

export const publishableKey = 'pk_bench0000000000000000000000000000000000000000';

export const till = { kind: 'shop', keyId: 'key_bench', scopes: ['*'] } as const;
