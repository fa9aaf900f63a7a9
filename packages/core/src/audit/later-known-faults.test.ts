import { afterAll, beforeAll, expect, test } from 'vitest';
import { added, type Fault } from '../testing/faults.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { shareOutGoods } from '../testing/shared-out.ts';
import { auditDatabase } from './audit-database.ts';
import { laterKnownInvariants } from './later-known.ts';

let shop: TestShop;

/** A paid line that is too light, weighed twice, and one to be paid at pickup; a piece of the surplus goes back. */
beforeAll(async () => {
  shop = await testShop();
  const { campaign: campaignId, apple: variantId } = planted;
  const paid = await neighbourOrders(shop, { name: '王姐', pieces: 3 });
  const unpaid = await neighbourOrders(shop, { name: '李叔', pieces: 2, payment: 'atPickup' });
  await shareOutGoods(shop);
  const [first = '', second = ''] = [paid, unpaid].map(({ lines }) => lines[0]?.id ?? '');
  const weigh = (orderLineId: string, grams: number) =>
    shop.tuan.weighings.record({ campaignId, lines: [{ orderLineId, grams }] });
  await weigh(first, 1432);
  shop.now += 1000;
  await weigh(first, 1400);
  await weigh(second, 900);
  const [order] = (await shop.tuan.purchaseOrders.list({ campaignId })).data;
  const purchaseOrderId = order?.id ?? '';
  await shop.tuan.purchaseOrders.sendBack({ purchaseOrderId, variantId, pieces: 1, reason: '烂' });
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
  line_weight: added('order_lines', 'grams', '"weighedPieces" = 3'),
  weighing_price: added('weighings', 'drop', '"grams" = 1432'),
  weighing_refund: [
    [`UPDATE "refunds" SET "source" = 'x' || "source" WHERE "reason" = 'weight'`],
    [`UPDATE "refunds" SET "source" = substr("source", 2) WHERE "reason" = 'weight'`],
  ],
  goods_sent_back: added('purchase_lines', 'sentBackFromStock', '"sentBackFromStock" > 0'),
};

test('audit: weights and returns recorded by their verbs break nothing', async () => {
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

test('audit: every invariant of what is known only later has a planted fault', () => {
  expect(Object.keys(faults).toSorted()).toEqual(laterKnownInvariants.map(({ name }) => name).toSorted());
});
