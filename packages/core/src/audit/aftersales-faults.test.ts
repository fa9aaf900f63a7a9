import { afterAll, beforeAll, expect, test } from 'vitest';
import { orders } from '../orders/tables.ts';
import { uploadPicture } from '../pictures/upload-picture.ts';
import { asCustomer, fetchedApples } from '../testing/eaten.ts';
import type { Fault } from '../testing/faults.ts';
import { jpegWithPlace, testShop, type TestShop } from '../testing/index.ts';
import { next, plantNextRound } from '../testing/next-round.ts';
import { aftersalesInvariants } from './aftersales.ts';
import { auditDatabase } from './audit-database.ts';

let shop: TestShop;

/** A claim with a picture whose goods came again, were fetched and charged; notices were sent. */
beforeAll(async () => {
  shop = await testShop({ notify: async () => undefined });
  const { orderLineId } = await fetchedApples(shop);
  const { id: pictureId } = await uploadPicture(
    shop.tuan,
    jpegWithPlace(),
    async () => 'a'.repeat(64),
    asCustomer,
  );
  const claim = { orderLineId, reason: 'notFresh', pieces: 2, pictures: [pictureId] };
  const { id: claimId } = await shop.tuan.claims.open(claim, asCustomer);
  await shop.tuan.claims.approve({
    claimId,
    outcome: 'replacement',
    faultShares: { supplier: 5000, leader: 5000 },
  });
  await plantNextRound(shop);
  shop.at('2026-11-25T08:00:00+08:00');
  await shop.tuan.tick();
  shop.at('2026-11-25T22:00:00+08:00');
  await shop.tuan.tick();
  const [order] = (await shop.tuan.purchaseOrders.list({ campaignId: next.campaign })).data;
  const purchaseOrderId = order?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  const { lines } = await shop.tuan.purchaseOrders.get({ purchaseOrderId });
  await shop.tuan.purchaseOrders.receive({
    purchaseOrderId,
    lines: lines.map(({ variantId, ordered }) => ({ variantId, accepted: ordered })),
  });
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  shop.at('2026-11-26T16:00:00+08:00');
  const [again] = (await shop.tuan.replacements.list({ limit: 50 })).data;
  const orderId = again?.newOrderId ?? '';
  await shop.plant((work, context) => {
    const row = work.get(orders, orderId);
    work.emit({
      type: 'order.ready',
      subject: orderId,
      data: { campaignId: row.campaignId, pickupPointId: row.pickupPointId },
    });
    return work.set(orders, row, { status: 'ready', readyAt: context.now });
  });
  await shop.tuan.pickups.handOver({ orderId, handoverId: 'phone-again' });
  await shop.tuan.tick();
});
afterAll(() => shop.close());

async function run(...statements: readonly string[]): Promise<void> {
  await shop.tuan.engine.run(statements.map((sql) => ({ sql, params: [] })));
}

async function brokenNames(): Promise<readonly string[]> {
  const { broken } = await auditDatabase(shop.tuan.reader);
  return broken.map(({ invariant }) => invariant).filter((name) => !name.endsWith('_history'));
}

const faults: Readonly<Record<string, Fault>> = {
  claim_replacement: [
    [`UPDATE "replacements" SET "status" = 'waiting'`, `UPDATE "replacements" SET "newLineId" = NULL`],
    [
      `UPDATE "replacements" SET "status" = 'delivered', "newLineId" = (SELECT "id" FROM "order_lines" WHERE "orderId" = "newOrderId")`,
    ],
  ],
  replacement_line: [
    [`UPDATE "replacements" SET "newOrderId" = 'x' || "newOrderId"`],
    [`UPDATE "replacements" SET "newOrderId" = substr("newOrderId", 2)`],
  ],
  replacement_cost: [
    [`UPDATE "claims" SET "faultShares" = '{"supplier":4000,"shop":6000}'`],
    [`UPDATE "claims" SET "faultShares" = '{"supplier":5000,"leader":5000}'`],
  ],
  claim_pictures: [
    [`UPDATE "pictures" SET "subject" = 'x' || "subject"`],
    [`UPDATE "pictures" SET "subject" = substr("subject", 2)`],
  ],
  notice_delivered: [
    [`UPDATE "notices" SET "deliveredAt" = NULL WHERE "deliveryStatus" = 'sent'`],
    [`UPDATE "notices" SET "deliveredAt" = "createdAt" WHERE "deliveryStatus" = 'sent'`],
  ],
};

test('audit: goods that came again by their verbs break nothing', async () => {
  expect(await brokenNames()).toEqual([]);
});

test.each(Object.entries(faults))(
  'audit %s: a planted fault is named, and nothing else',
  async (name, [breaks, mends]) => {
    await run(...breaks);
    const broken = await brokenNames();
    await run(...mends);
    expect(broken).toEqual([name]);
    expect(await brokenNames()).toEqual([]);
  },
);

test('audit: every rule of after-sales has a planted fault', () => {
  expect(Object.keys(faults).toSorted()).toEqual(aftersalesInvariants.map(({ name }) => name).toSorted());
});
