import { expect, test } from 'vitest';
import { planted, testShop } from '../testing/index.ts';

const leaderCount = 200;
const ordersEach = 30;
const numbers = (count: number) =>
  `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${String(count)})`;
const leaderOf = `'led_' || (1 + (i - 1) / ${String(ordersEach)})`;
const statementOf = `'sta_' || (1 + (i - 1) / ${String(ordersEach)})`;

/** Paid, fetched, settled: each order of 10.00 earns 1.00 for its leader. Only what a settlement reads is planted. */
function plantedSql(): string[] {
  const all = leaderCount * ordersEach;
  const earned = ordersEach * 100;
  return [
    `${numbers(leaderCount)} INSERT INTO "leaders" ("id", "name", "status", "house", "appliedAt") SELECT 'led_' || i, 'x', 'active', 1, 1 FROM n`,
    `${numbers(leaderCount)} INSERT INTO "leader_accounts" ("leaderId", "settled") SELECT 'led_' || i, ${String(earned)} FROM n`,
    `${numbers(leaderCount)} INSERT INTO "receiver_accounts" ("leaderId", "type", "account", "changedAt") SELECT 'led_' || i, 'personal', 'open-id-' || i, 1 FROM n`,
    `${numbers(leaderCount)} INSERT INTO "statements" ("id", "leaderId", "to", "earned", "total", "balance", "createdAt", "source")
      SELECT 'sta_' || i, 'led_' || i, unixepoch('2026-11-22 16:00') * 1000, ${String(earned)}, ${String(earned)}, ${String(earned)}, 1, 's' || i FROM n`,
    `${numbers(all)} INSERT INTO "orders" ("id", "campaignId", "customerId", "leaderId", "pickupPointId", "status", "payment", "total", "amountDue", "paid", "placedAt", "earliestCutoff", "placedBy", "quoteToken", "priceSteps")
      SELECT 'ord_' || i, '${planted.campaign}', 'cus', ${leaderOf}, '${planted.point}', 'collected', 'host', 1000, 0, 1000, 1, 1, 'system', '', '[]' FROM n`,
    `${numbers(all)} INSERT INTO "order_lines" ("id", "orderId", "position", "offerId", "campaignId", "variantId", "supplierId", "pickupPointId", "leaderId", "customerId", "pieces", "unitPrice", "net", "refundBase", "refundPieces")
      SELECT 'lin_' || i, 'ord_' || i, 0, '${planted.appleOffer}', '${planted.campaign}', '${planted.apple}', '${planted.supplier}', '${planted.point}', ${leaderOf}, 'cus', 1, 1000, 1000, 1000, 1 FROM n`,
    `${numbers(all)} INSERT INTO "payments" ("id", "orderId", "amount", "reference", "outcome", "collectedBy", "receivedAt")
      SELECT 'pay_' || i, 'ord_' || i, 1000, 'till ' || i, 'accepted', 'host', 1 FROM n`,
    `${numbers(all)} INSERT INTO "commission_movements" ("id", "leaderId", "orderLineId", "kind", "amount", "datedAt", "statementId", "source")
      SELECT 'mov_' || i, ${leaderOf}, 'lin_' || i, 'earned', 100, 1, ${statementOf}, 'm' || i FROM n`,
  ];
}

/** What such rows break, which have no sale and no postings behind them: the audit holds all the rest. */
const plantedAgainst = [
  'host_money',
  'leader_account',
  'leader_credit',
  'leader_history',
  'line_partition',
  'offer_customer_pieces',
  'offer_sold',
  'order_amount_due',
  'order_history',
  'payment_amount',
  'payout_within_credit',
  'settlement_within_statement',
];

test('settlement: 200 leaders of 30 orders each in one file, set by set, read page by page, confirmed in bulk', async () => {
  const shop = await testShop({ plantedAgainst });
  await shop.tuan.engine.run(plantedSql().map((sql) => ({ sql, params: [] })));
  const made = await shop.tuan.settlements.create({ to: '2026-11-23' });
  expect(made).toMatchObject({ created: leaderCount, lines: 6000, split: { amount: 600_000 } });
  const numbersSeen = new Set<string>();
  let cursor: string | null | undefined;
  do {
    const page = await shop.tuan.settlements.lines({ limit: 200, ...(cursor ? { cursor } : {}) });
    for (const { number, leaderId, orderId } of page.data) {
      numbersSeen.add(number);
      expect(leaderId).toBe(`led_${String(1 + Math.floor((Number(orderId.slice(4)) - 1) / ordersEach))}`);
    }
    cursor = page.nextCursor;
  } while (cursor);
  expect(numbersSeen.size).toBe(6000);
  const results = [...numbersSeen].slice(0, 1000).map((number) => ({ number }));
  expect(await shop.tuan.settlements.confirm({ results })).toMatchObject({ changed: 1000, refused: 0 });
  expect(await shop.tuan.settlements.confirm({ results })).toMatchObject({ changed: 0, refused: 0 });
  await expect(
    shop.tuan.settlements.confirm({ results: [...results, { number: 'one too many' }] }),
  ).rejects.toMatchObject({ code: 'invalid_input' });
  const { broken } = await shop.tuan.audit.run({});
  const own = ['settlement_lines', 'split_within_cap', 'settlement_line_told'];
  expect(broken.filter(({ invariant }) => own.includes(invariant))).toEqual([]);
  await shop.close();
}, 60_000);
