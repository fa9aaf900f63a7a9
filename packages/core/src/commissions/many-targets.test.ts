import { expect, test } from 'vitest';
import { planted, testShop } from '../testing/index.ts';
import { tick } from '../tick.ts';
import { salesOfPeriod } from './sales-of-period.ts';

const leaderCount = 1000;
const linesEach = 3;
const lineCount = leaderCount * linesEach;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const numbers = `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 <`;
const earnableAt = Date.parse('2026-11-26T16:00:00+08:00');
const leaderOf = `'led_' || (i % ${String(leaderCount)})`;

/** What such lines break, which have orders of 0.00 and nothing before: the audit holds all the rest. */
const plantedAgainst = [
  'customer_live_orders',
  'leader_history',
  'line_net',
  'line_partition',
  'offer_customer_pieces',
  'offer_sold',
  'order_amount_due',
  'order_history',
  'order_total',
];

/** Leaders with three lines each, 10.00, 20.00 and 30.00 by turns, earned by the clock on Thursday. */
const sql = [
  `${numbers} ${String(leaderCount)}) INSERT INTO "leaders" ("id", "name", "status", "appliedAt", "approvedAt")
    SELECT 'led_' || i, '团长', 'active', 1, 1 FROM n`,
  `${numbers} ${String(leaderCount)}) INSERT INTO "leader_accounts" ("leaderId") SELECT 'led_' || i FROM n`,
  `${numbers} ${String(lineCount)}) INSERT INTO "orders" ("id", "campaignId", "customerId", "leaderId", "pickupPointId", "status", "payment",
      "total", "amountDue", "placedAt", "earliestCutoff", "placedBy", "quoteToken", "priceSteps")
    SELECT 'ord_' || i, '${planted.campaign}', '${planted.customer}', ${leaderOf}, '${planted.point}', 'collected', 'host', 0, 0, 1, 1, 'system', '', '[]' FROM n`,
  `${numbers} ${String(lineCount)}) INSERT INTO "order_lines" ("id", "orderId", "position", "offerId", "campaignId", "variantId", "supplierId",
      "pickupPointId", "leaderId", "customerId", "pieces", "unitPrice", "net", "refundBase", "refundPieces")
    SELECT 'lin_' || i, 'ord_' || i, 0, '${planted.appleOffer}', '${planted.campaign}', '${planted.apple}', '${planted.supplier}',
      '${planted.point}', ${leaderOf}, '${planted.customer}', 1, 1, 1000 * (1 + i / ${String(leaderCount)}), 1, 1 FROM n`,
  `${numbers} ${String(lineCount)}) INSERT INTO "commission_entries" ("id", "orderLineId", "orderId", "campaignId", "beneficiaryId", "kind",
      "basisPoints", "base", "status", "earnableAt", "source")
    SELECT 'com_' || i, 'lin_' || i, 'ord_' || i, '${planted.campaign}', ${leaderOf}, 'sale', 0, 'net', 'accrued', ${String(earnableAt)}, 'com_' || i FROM n`,
];

test('R40: a period of 1,000 leaders is closed, and their levels reviewed, with a handful of reads', async () => {
  const shop = await testShop({ plantedAgainst });
  const { engine } = shop.tuan;
  await engine.run(sql.map((text) => ({ sql: text, params: [] })));
  const steps = [{ threshold: yuan(6000), basisPoints: 1000 }];
  await shop.tuan.commissionTargets.create({ name: '大', period: { kind: 'month' }, steps });
  const levels = [
    { name: '铜牌', reach: {} },
    { name: '银牌', reach: { orders: 3 } },
  ];
  await shop.tuan.leaderLevels.put({ levels });
  shop.at('2026-12-01T00:00:00+08:00');
  const run = engine.run.bind(engine);
  let reads = 0;
  Object.assign(engine, {
    run: (...call: Parameters<typeof run>) => ((reads += call[1] === 'read' ? 1 : 0), run(...call)),
  });
  const closed = await shop.tuan.commissionTargets.close({});
  expect(closed).toMatchObject({ leaders: leaderCount + 2, rewarded: leaderCount, amount: yuan(600_000) });
  expect(await shop.tuan.leaderLevels.review({})).toMatchObject({ promoted: leaderCount + 2 });
  expect(reads).toBeLessThanOrEqual(10);
  await tick(shop.tuan);
  const { data } = await shop.tuan.commissionTargets.results({ leaderId: 'led_7' });
  expect(data).toMatchObject([{ sales: yuan(6000), step: 1, amount: yuan(600) }]);
  await shop.close();
});

test('R40: sales are found by the index of what the clock has earned, not by looking through all lines', async () => {
  const shop = await testShop();

  const { sql: text, params } = salesOfPeriod({ from: 1, to: 2 }, {});
  const plan = await shop.tuan.reader.rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`, [...params]);
  const details = plan.map(({ detail }) => detail).join('\n');
  expect(details).toContain('commission_entries_by_earning');
  expect(details).not.toMatch(/SCAN (e|l|r)\b/);
  await shop.close();
});
