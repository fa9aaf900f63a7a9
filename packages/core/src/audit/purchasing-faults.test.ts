import { afterAll, beforeAll, expect, test } from 'vitest';
import { added, type Fault, replaced } from '../testing/faults.ts';
import { extraOffers } from '../purchasing/change-tables.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { auditDatabase } from './audit-database.ts';
import { purchasingInvariants } from './purchasing.ts';

let shop: TestShop;

/** One order comes short, one is withdrawn, and the supplier corrected what was ordered. */
beforeAll(async () => {
  shop = await testShop();
  const { campaign: campaignId, apple: variantId } = planted;
  await neighbourOrders(shop, { name: '王姐', pieces: 3 });
  const { id: orderId } = await neighbourOrders(shop, { name: '李叔', pieces: 2 });
  await freezeToday(shop);
  const [order] = (await shop.tuan.purchaseOrders.generate({ campaignId })).data;
  const purchaseOrderId = order?.id ?? '';
  const purchaseLineId = order?.lines[0]?.id ?? '';
  await shop.tuan.orders.withdraw({ orderId, reason: '退', fault: 'shop' });
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  const corrections = [{ purchaseLineId, ordered: 18, reason: '没有了' }];
  await shop.tuan.purchaseOrders.answer({ purchaseOrderId, corrections });
  await shop.tuan.purchaseOrders.acceptCorrections({ purchaseOrderId });
  await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines: [{ variantId, accepted: 2 }] });
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  const extra = { pieces: 5, unitPrice: 1000, createdAt: shop.now, endsAt: shop.now + 1000 };
  const of = { campaignId, variantId, offerId: planted.appleOffer, purchaseOrderId, purchaseLineId };
  await shop.plant((work) => {
    work.insert(extraOffers, { id: 'ext_x', ...of, ...extra });
  });
});
afterAll(() => shop.close());

async function run(...statements: readonly string[]): Promise<void> {
  await shop.tuan.engine.run(statements.map((sql) => ({ sql, params: [] })));
}

async function brokenNames(): Promise<readonly string[]> {
  const { broken } = await auditDatabase(shop.tuan.reader);
  return broken.map(({ invariant }) => invariant).filter((name) => !name.endsWith('_history'));
}

const counted = (sign: string) =>
  [
    `UPDATE "frozen_goods" SET "pieces" = "pieces" ${sign} 1`,
    `UPDATE "frozen_crates" SET "pieces" = "pieces" ${sign} 1`,
    `UPDATE "freezes" SET "pieces" = "pieces" ${sign} 1`,
  ] as const;

const faults: Readonly<Record<string, Fault>> = {
  // Each sum stands in the others, too: only the lines know better.
  frozen_goods: [counted('+'), counted('-')],
  frozen_crates: added('frozen_crates', 'pieces', 'TRUE'),
  freeze_totals: added('freezes', 'lines', 'TRUE'),
  shortage_settled: [
    [`UPDATE "allocations" SET "settledAt" = NULL WHERE "short" > 0`],
    [`UPDATE "allocations" SET "settledAt" = 1 WHERE "short" > 0`],
  ],
  withdrawn_documented: replaced('change_lines', 'before', '2', '1'),
  purchase_changes: added('purchase_lines', 'ordered', 'TRUE'),
  extra_given: added('extra_offers', 'taken', 'TRUE'),
  supplier_answer: replaced('purchase_orders', 'supplierAnswer', 'confirmed', 'corrected'),
};

test('audit: a shortage, a withdrawal and a correction by their verbs break nothing', async () => {
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

test('audit: every invariant of buying has a planted fault', () => {
  expect(Object.keys(faults).toSorted()).toEqual(purchasingInvariants.map(({ name }) => name).toSorted());
});
