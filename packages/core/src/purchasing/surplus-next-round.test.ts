import { expect, test } from 'vitest';
import { planted, testShop } from '../testing/index.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { next, plantNextRound } from '../testing/next-round.ts';
import { stock } from './tables.ts';

test('R24: the surplus of one round is used first in the next, at the cost it was bought for', async () => {
  const shop = await testShop();
  const { apple: variantId, campaign: campaignId } = planted;
  await neighbourOrders(shop, { name: 'A', pieces: 7 });
  await freezeToday(shop);
  const [first] = (await shop.tuan.purchaseOrders.generate({ campaignId })).data;
  const purchaseOrderId = first?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  const unitCost = { amount: 700, currency: 'CNY' };
  await shop.tuan.purchaseOrders.receive({
    purchaseOrderId,
    lines: [{ variantId, accepted: 20, unitCost }],
  });
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  expect(await shop.tuan.reader.table(stock, 'TRUE')).toMatchObject([{ pieces: 13, cost: 9100 }]);

  await plantNextRound(shop, { packSize: 20 });
  shop.at('2026-11-25T09:00:00+08:00');
  const cart = { campaignId: next.campaign, lines: [{ offerId: next.appleOffer, pieces: 30 }] };
  const { total } = await shop.tuan.orders.quote(cart);
  await shop.tuan.orders.place({
    ...cart,
    customer: { nickname: 'B' },
    leaderId: planted.leader,
    pickupPointId: planted.point,
    payment: { amount: total, reference: 'till B' },
  });
  shop.at('2026-11-25T22:10:00+08:00');
  await shop.tuan.campaigns.freeze({ campaignId: next.campaign });
  const [second] = (await shop.tuan.purchaseOrders.generate({ campaignId: next.campaign })).data;
  // ceil((30 − 13) ÷ 20) × 20
  expect(second?.lines).toMatchObject([{ needed: 30, fromStock: 13, ordered: 20 }]);
  expect(await shop.tuan.reader.table(stock, 'TRUE')).toMatchObject([{ pieces: 0, cost: 0 }]);
  const order = { purchaseOrderId: second?.id ?? '' };
  await shop.tuan.purchaseOrders.send(order);
  await shop.tuan.purchaseOrders.receive({ ...order, lines: [{ variantId, accepted: 20 }] });
  await shop.tuan.purchaseOrders.close(order);
  // 13 at 7.00 and 20 at 8.00: three pieces are left at the average of 251.00 ÷ 33.
  expect(await shop.tuan.reader.table(stock, 'TRUE')).toMatchObject([{ pieces: 3, cost: 2282 }]);
  await shop.audit();
  await shop.close();
});
