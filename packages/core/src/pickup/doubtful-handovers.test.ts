import { afterEach, beforeEach, expect, test } from 'vitest';
import { asLeader } from '../testing/eaten.ts';
import { testShop, type TestShop } from '../testing/index.ts';
import { arrive, buyApples } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

async function ready(): Promise<string> {
  const { id } = await buyApples(shop, 3, 'till-1');
  await arrive(shop, [id]);
  return id;
}

/** What the shop was told of a topic. */
async function told(topic: string) {
  await shop.tuan.tick();
  const { data } = await shop.tuan.notices.list({ topic, receiverKind: 'shop', limit: 50 });
  return data;
}

test('R29: of two phones that handed the same goods over the shop is told once, with the second handover', async () => {
  const orderId = await ready();
  const sync = (handoverId: string) =>
    shop.tuan.pickups.syncHandovers({ handovers: [{ orderId, handoverId }] }, asLeader);
  await sync('phone-a-1');
  expect(await told('order.handedOver')).toEqual([]);
  await sync('phone-b-1');
  await sync('phone-b-1');
  await sync('phone-a-1');
  expect(await told('order.handedOver')).toMatchObject([
    {
      text: '「幸福里东门驿站」小* 的一次交付与记录不符（货已交付过，或订单已结束），没有记账，请核对。',
      facts: { orderId, handoverId: 'phone-b-1', handedOverBy: `leader:${asLeader.actor.leaderId}` },
    },
  ]);
});

test('goods given to somebody else without a network and without a known consent: the shop is told', async () => {
  const orderId = await ready();
  const takenBy = { name: '李四' };
  await shop.tuan.pickups.syncHandovers(
    { handovers: [{ orderId, handoverId: 'phone-a-1', takenBy }] },
    asLeader,
  );
  expect(await told('pickup.withoutConsent')).toMatchObject([
    {
      text: '「幸福里东门驿站」小* 的货在没有网络时交给了别人，没有查到本人同意，请核对。',
      facts: { orderId },
    },
  ]);
  expect(await told('order.handedOver')).toEqual([]);
});
