import { afterAll, beforeAll, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { type PlayedRound, playRound } from '../testing/whole-round.ts';

/*
 * What the schema itself forbids needs no query: the batch with the fault is refused, by the name of the rule.
 */

let shop: TestShop;
let round: PlayedRound;
beforeAll(async () => {
  shop = await testShop();
  round = await playRound(shop);
});
afterAll(() => shop.close());

/** A copy of a row with some columns changed. */
function copied(table: string, columns: string, changed: string, where = 'TRUE'): string {
  return `INSERT INTO "${table}" (${columns}) SELECT ${changed} FROM "${table}" WHERE ${where} LIMIT 1`;
}

const faults: readonly (readonly [rule: string, says: string, sql: () => string])[] = [
  ['offer_sold_within_cap', 'more is sold than the cap', () => `UPDATE "offers" SET "cap" = "sold" - 1`],
  ['offer_firm_within_sold', 'more is firm than was sold', () => `UPDATE "offers" SET "firm" = "sold" + 1`],
  [
    'offer_customer_within_limit',
    'a customer has more than the limit',
    () => `UPDATE "offer_customers" SET "limitPerCustomer" = "pieces" - 1`,
  ],
  [
    'flash_sold_within_stock',
    'more is sold in a flash than its stock',
    () =>
      `INSERT INTO "flash_windows" ("id", "offerId", "startsAt", "endsAt", "price", "stock", "sold") VALUES ('f', '${planted.appleOffer}', 1, 2, 1, 1, 2)`,
  ],
  [
    'flash_customer_within_limit',
    'a customer has more than the limit of a flash window',
    () =>
      `INSERT INTO "flash_customers" ("flashWindowId", "customerId", "offerId", "pieces", "limitPerCustomer") VALUES ('f', 'c', 'o', 2, 1)`,
  ],
  [
    'order_replaced',
    'an order was replaced by none',
    () => `UPDATE "orders" SET "cancelReason" = 'replaced' WHERE "id" = '${round.cancelled}'`,
  ],
  [
    'order_replaced',
    'an order stands though another took its place',
    () => `UPDATE "orders" SET "replacedById" = '${round.kept}' WHERE "id" = '${round.cancelled}'`,
  ],
  [
    'pool_sold_within_cap',
    'a shared stock is oversold',
    () => `INSERT INTO "pools" ("variantId", "pickupDate", "cap", "sold") VALUES ('v', '2026-11-24', 1, 2)`,
  ],
  [
    'slot_taken_within_capacity',
    'a slot is overbooked',
    () =>
      `INSERT INTO "pickup_slots" ("id", "pickupPointId", "date", "opens", "closes", "capacity", "taken", "source") VALUES ('s', '${planted.point}', 'd', 'a', 'b', 1, 2, 's')`,
  ],
  [
    'line_refunded_within_net',
    'a line gives back more than its net',
    () => `UPDATE "order_lines" SET "refunded" = "net" + 1`,
  ],
  [
    'order_refunded_within_paid',
    'an order gives back more than was paid',
    () => `UPDATE "orders" SET "refunded" = "paid" + 1`,
  ],
  [
    'line_pieces_partition',
    'pieces have two fates',
    () => `UPDATE "order_lines" SET "lost" = "pieces" WHERE "id" = '${round.keptLine}'`,
  ],
  [
    'line_within_allocated',
    'more is handed over than was allocated',
    () => `UPDATE "order_lines" SET "allocated" = 0 WHERE "id" = '${round.keptLine}'`,
  ],
  [
    'allocation_sums',
    'an allocation does not sum up',
    () => `UPDATE "allocations" SET "short" = "short" + 1`,
  ],
  [
    'sent_back_within_accepted',
    'more goes back to the supplier than was accepted',
    () => `UPDATE "goods_receipt_lines" SET "sentBack" = "accepted" + 1`,
  ],
  [
    'receipt_within_ordered',
    'more arrived than was ordered',
    () => `UPDATE "purchase_lines" SET "missing" = "ordered" + 1`,
  ],
  [
    'commission_sums',
    'due is not accrued less reversed',
    () => `UPDATE "commission_entries" SET "due" = "due" + 1`,
  ],
  [
    'statement_sums',
    'a total is not the sum of its parts',
    () => `UPDATE "statements" SET "total" = "total" + 1`,
  ],
  ['payout_amount', 'a payout of nothing', () => `UPDATE "payouts" SET "amount" = 0`],
  [
    'payout_sent_with_reference',
    'a payout sent without a reference',
    () => `UPDATE "payouts" SET "reference" = NULL`,
  ],
  ['refund_amount', 'a refund of nothing', () => `UPDATE "refunds" SET "amount" = 0`],
  ['ledger_amount', 'an entry of nothing', () => `UPDATE "ledger_entries" SET "amount" = 0`],
  [
    'payments.reference',
    'a payment reference counts twice',
    () =>
      copied(
        'payments',
        '"id", "orderId", "amount", "reference", "outcome", "collectedBy", "receivedAt"',
        `'p', "orderId", "amount", "reference", "outcome", "collectedBy", "receivedAt"`,
      ),
  ],
  ['refunds.reference', 'a refund reference counts twice', () => `UPDATE "refunds" SET "reference" = 'r'`],
  ['refunds.source', 'one cause refunds twice', () => `UPDATE "refunds" SET "source" = 's'`],
  ['payouts.reference', 'a transfer counts twice', () => `UPDATE "payouts" SET "reference" = 'r'`],
  [
    'payouts.leaderId',
    'a leader has two payouts on their way',
    () => `UPDATE "payouts" SET "status" = 'claimed'`,
  ],
  [
    'remittances.reference',
    'cash handed over counts twice',
    () =>
      copied(
        'remittances',
        '"id", "leaderId", "amount", "reference", "receivedAt"',
        `'r', "leaderId", "amount", "reference", "receivedAt"`,
      ),
  ],
  [
    'handovers.id',
    'a handover counts twice',
    () =>
      copied(
        'handovers',
        '"id", "orderId", "pickupPointId", "handedOverBy", "outcome", "occurredAt", "receivedAt"',
        `"id", "orderId", "pickupPointId", "handedOverBy", "outcome", 1, 1`,
      ),
  ],
  [
    'purchase_orders.source',
    'a cutoff is bought for twice',
    () =>
      copied(
        'purchase_orders',
        '"id", "campaignId", "cutoff", "supplierId", "status", "createdAt", "source"',
        `'p', "campaignId", "cutoff", "supplierId", "status", "createdAt", "source"`,
      ),
  ],
  [
    'freezes.source',
    'a cutoff freezes twice',
    () =>
      copied(
        'freezes',
        '"id", "campaignId", "cutoff", "frozenAt", "source"',
        `'f', "campaignId", "cutoff", "frozenAt", "source"`,
      ),
  ],
  [
    'commission_entries.source',
    'a line earns twice for one leader',
    () => `UPDATE "commission_entries" SET "source" = 's'`,
  ],
  [
    'commission_movements.source',
    'an entry is earned twice',
    () => `UPDATE "commission_movements" SET "source" = 's'`,
  ],
  [
    'target_results.source',
    'a target has two results for one leader and period',
    () =>
      `INSERT INTO "target_results" ("id", "targetId", "leaderId", "from", "to", "sales", "amount", "postedAt", "source")
        VALUES ('a', 't', '${planted.leader}', 1, 2, 0, 0, 3, 's'), ('b', 't', '${planted.leader}', 1, 2, 0, 0, 3, 's')`,
  ],
  [
    'leader_level_changes.source',
    'a month moves a leader twice',
    () =>
      `INSERT INTO "leader_level_changes" ("id", "leaderId", "cause", "changedAt", "source") VALUES ('a', 'l', 'review', 1, 's'), ('b', 'l', 'review', 1, 's')`,
  ],
  [
    'referral_not_oneself',
    'a leader recruits themselves',
    () =>
      `INSERT INTO "leader_referrals" ("recruitId", "recruiterId", "amount", "approvedAt") VALUES ('${planted.leader}', '${planted.leader}', 1, 1)`,
  ],
  [
    'statements.source',
    'a period is settled twice',
    () =>
      copied(
        'statements',
        '"id", "leaderId", "to", "createdAt", "source"',
        `'s', "leaderId", "to", "createdAt", "source"`,
      ),
  ],
  [
    'claims.orderLineId',
    'two claims are open on a line',
    () => `UPDATE "claims" SET "status" = 'open', "orderLineId" = '${round.cashLine}'`,
  ],
  ['orders.pickupCode', 'a code opens two orders', () => `UPDATE "orders" SET "pickupCode" = 'AAAAAAAA'`],
  [
    'idempotency_keys.scope, idempotency_keys.key',
    'a key has two effects',
    () =>
      `INSERT INTO "idempotency_keys" ("scope", "key", "fingerprint", "answer", "createdAt") VALUES ('a', 'b', 'c', '1', 1), ('a', 'b', 'd', '2', 2)`,
  ],
  ['guard_holds', 'a guard counts what must not be', () => `UPDATE "guards" SET "failed" = 1`],
];

test.each(faults)('schema %s: %s', async (constraint, _says, sql) => {
  await expect(shop.tuan.engine.run([{ sql: sql(), params: [] }])).rejects.toMatchObject({ constraint });
});
