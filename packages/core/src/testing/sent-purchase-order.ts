import type { Context } from '../shared/context.ts';
import { freezeToday } from './freeze-today.ts';
import { planted } from './neighbourhood.ts';
import { neighbourOrders } from './neighbours.ts';
import type { TestShop } from './test-shop.ts';

/** The draft that today's campaign makes: apples for one neighbour, bought by crates of 20. */
export async function draftOfToday(shop: TestShop, pieces = 12) {
  await neighbourOrders(shop, { name: 'A', pieces });
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId: planted.campaign });
  const [order] = data;
  const purchaseLineId = order?.lines[0]?.id;
  if (order === undefined || purchaseLineId === undefined) throw new Error('apples are bought today');
  return { purchaseOrderId: order.id, purchaseLineId };
}

/** The same, sent to its supplier. */
export async function sentToday(shop: TestShop, pieces?: number) {
  const draft = await draftOfToday(shop, pieces);
  await shop.tuan.purchaseOrders.send({ purchaseOrderId: draft.purchaseOrderId });
  return draft;
}

/** The hash under which `openedLink` stores its link. */
export const openedHash = 'a'.repeat(64);

/** Whoever has a link of a purchase order that was sent, as the door lets them in. */
export async function openedLink(shop: TestShop, purchaseOrderId: string) {
  const expiresAt = '2026-11-25T00:00:00+08:00';
  await shop.tuan.purchaseLinks.store({ purchaseOrderId, tokenHash: openedHash, expiresAt });
  const { link } = await shop.tuan.purchaseLinks.find({ tokenHash: openedHash });
  if (!link) throw new Error('the link opens its order');
  const { expiresAt: _expiresAt, ...opened } = link;
  return { actor: { kind: 'supplier', ...opened } as const satisfies Context['actor'] };
}

/** Those who are not the shop, beside a supplier with a link: none of them does what is the shop's alone. */
export const notTheShop: readonly Context['actor'][] = [
  { kind: 'storefront', keyId: 'key_public' },
  { kind: 'customer', customerId: planted.customer },
  { kind: 'leader', leaderId: planted.leader },
  { kind: 'driver', deliveryRunId: 'run_none', linkId: 'dlk_none' },
];
