import { afterAll, beforeAll, expect, test } from 'vitest';
import { campaigns } from '../campaigns/tables.ts';
import { addToLeaderAccount } from '../commissions/leader-account.ts';
import { payouts } from '../commissions/tables.ts';
import { payoutClaimed } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { orderLines, orders } from '../orders/tables.ts';
import { handoverLines, handovers } from '../pickup/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, buyApples } from '../testing/ready-orders.ts';
import { type PlayedRound, playRound } from '../testing/whole-round.ts';
import { auditDatabase } from './audit-database.ts';
import { invariants } from './invariants.ts';
import { supplierInvariants } from './suppliers.ts';

let shop: TestShop;
let round: PlayedRound;
beforeAll(async () => {
  shop = await testShop();
  round = await playRound(shop);
  // The neighbourhood is planted: its leaders were never approved by anyone.
  for (const leader of [planted.leader, planted.otherLeader]) await run(eventSql(leader, 'leader.approved'));
});
afterAll(() => shop.close());

async function run(...statements: readonly string[]): Promise<void> {
  await shop.tuan.engine.run(statements.map((sql) => ({ sql, params: [] })));
}

async function brokenNames(): Promise<readonly string[]> {
  return (await auditDatabase(shop.tuan.reader)).broken.map(({ invariant }) => invariant);
}

function eventSql(subject: string, type: string): string {
  return `INSERT INTO "events" ("id", "type", "subject", "occurredAt", "recordedAt", "actor", "data")
    VALUES ('evt_${subject}_${type}', '${type}', '${subject}', 1, 1, 'system', '{}')`;
}

/** A fault and what takes it back. */
type Fault = readonly [breaks: readonly string[], mends: readonly string[]];

/** Adds to a column of one row. */
function added(table: string, column: string, where: string, amount = 1): Fault {
  const change = (sign: string) =>
    `UPDATE "${table}" SET "${column}" = "${column}" ${sign} ${String(amount)} WHERE ${where}`;
  return [[change('+')], [change('-')]];
}

/** Puts another text into a column of one row. */
function replaced(table: string, column: string, from: string, to: string, where = 'TRUE'): Fault {
  const change = (before: string, after: string) =>
    `UPDATE "${table}" SET "${column}" = '${after}' WHERE "${column}" = '${before}' AND ${where}`;
  return [[change(from, to)], [change(to, from)]];
}

function inserted(table: string, columns: string, values: string, where: string): Fault {
  return [
    [`INSERT INTO "${table}" (${columns}) VALUES (${values})`],
    [`DELETE FROM "${table}" WHERE ${where}`],
  ];
}

/** A balanced transaction that moves 5 of one account between two campaigns that do not exist. */
function moved(account: number): Fault {
  const entry = (position: number, amount: number, campaign: string) =>
    `INSERT INTO "ledger_entries" ("transactionId", "position", "account", "amount", "postedAt", "campaignId")
      VALUES ('txn_fault', ${String(position)}, ${String(account)}, ${String(amount)}, 1, '${campaign}')`;
  return [
    [
      `INSERT INTO "ledger_transactions" ("id", "type", "subject", "postedAt") VALUES ('txn_fault', 'fault', 'fault', 1)`,
      entry(0, 5, 'cam_x'),
      entry(1, -5, 'cam_y'),
    ],
    [
      `DELETE FROM "ledger_entries" WHERE "transactionId" = 'txn_fault'`,
      `DELETE FROM "ledger_transactions" WHERE "id" = 'txn_fault'`,
    ],
  ];
}

/** The event of a state is there under another name. */
function untold(type: string, subject: string): Fault {
  return replaced('events', 'type', type, 'something.else', subject);
}

const counters: Readonly<Record<string, () => Fault>> = {
  offer_sold: () => added('offers', 'sold', `"id" = '${planted.appleOffer}'`),
  offer_firm: () => added('offers', 'firm', `"id" = '${planted.appleOffer}'`, -1),
  offer_customer_pieces: () =>
    added('offer_customers', 'pieces', `"customerId" = '${planted.otherCustomer}'`),
  offer_community_firm: () => added('offer_communities', 'firm', `"offerId" = '${planted.eggOffer}'`),
  flash_sold: () =>
    inserted(
      'flash_windows',
      '"id", "offerId", "startsAt", "endsAt", "price", "stock", "sold"',
      `'fla_x', '${planted.appleOffer}', 1, 2, 900, 5, 1`,
      `"id" = 'fla_x'`,
    ),
  pool_sold: () =>
    inserted(
      'pools',
      '"variantId", "pickupDate", "cap", "sold"',
      `'${planted.apple}', '2026-11-24', 100, 1`,
      'TRUE',
    ),
  slot_taken: () =>
    inserted(
      'pickup_slots',
      '"id", "pickupPointId", "date", "opens", "closes", "capacity", "taken", "source"',
      `'slo_x', '${planted.point}', '2026-11-24', '16:00', '17:00', 5, 1, 'x'`,
      'TRUE',
    ),
  customer_live_orders: () => added('customers', 'liveOrders', `"id" = '${planted.customer}'`),
  community_members: () => added('communities', 'memberCount', 'TRUE'),
};

const payments: Readonly<Record<string, () => Fault>> = {
  line_net: () => added('order_lines', 'unitPrice', `"id" = '${round.keptLine}'`),
  order_total: () => added('orders', 'total', `"id" = '${round.kept}'`),
  order_amount_due: () => added('orders', 'amountDue', `"id" = '${round.kept}'`),
  payment_amount: () => added('orders', 'paid', `"id" = '${round.kept}'`),
  line_refunds: () => [
    [`UPDATE "refunds" SET "orderLineId" = "orderLineId" || 'x' WHERE "orderId" = '${round.cancelled}'`],
    [`UPDATE "refunds" SET "orderLineId" = rtrim("orderLineId", 'x') WHERE "orderId" = '${round.cancelled}'`],
  ],
  order_refunded: () => added('orders', 'refunded', `"id" = '${round.kept}'`),
  refunds_due: () => replaced('refunds', 'campaignId', planted.campaign, 'cam_x', `"status" = 'failed'`),
  deposits: () => moved(2100),
  sales_kept: () => moved(4000),
  host_money: () => added('operating_costs', 'amount', 'TRUE'),
};

const goods: Readonly<Record<string, () => Fault>> = {
  line_partition: () => added('order_lines', 'uncollected', `"orderId" = '${round.uncollected}'`, -1),
  pickup_code: () => [
    [`UPDATE "orders" SET "pickupCode" = 'AAAAAAAA' WHERE "id" = '${round.kept}'`],
    [`UPDATE "orders" SET "pickupCode" = NULL WHERE "id" = '${round.kept}'`],
  ],
  line_handed_over: () => added('handover_lines', 'pieces', `"orderLineId" = '${round.keptLine}'`, -1),
  bought_once: () => [
    [
      `UPDATE "allocations" SET "allocated" = "allocated" - 1, "needed" = "needed" - 1 WHERE "orderLineId" = '${round.claimedLine}'`,
    ],
    [
      `UPDATE "allocations" SET "allocated" = "allocated" + 1, "needed" = "needed" + 1 WHERE "orderLineId" = '${round.claimedLine}'`,
    ],
  ],
  purchase_receipts: () => added('goods_receipt_lines', 'rejected', 'TRUE'),
  purchase_shared_out: () => added('purchase_lines', 'surplus', 'TRUE'),
  goods_pieces: () => added('campaign_goods', 'pieces', 'TRUE'),
  goods_cost: () => moved(1300),
  line_cost: () => moved(5000),
  shrinkage_cost: () => moved(5300),
  stop_differences: () => added('delivery_stop_lines', 'delivered', 'TRUE'),
  claim_refund: () => added('claims', 'approvedAmount', `"orderLineId" = '${round.claimedLine}'`),
};

const commissions: Readonly<Record<string, () => Fault>> = {
  commission_follows_money: () =>
    added('commission_entries', 'basisPoints', `"orderLineId" = '${round.keptLine}'`, 100),
  commission_pending: () =>
    replaced(
      'commission_entries',
      'beneficiaryId',
      planted.leader,
      planted.otherLeader,
      `"orderLineId" = '${round.cashLine}'`,
    ),
  commission_accrued: () => moved(2300),
  commission_expense: () => moved(6000),
  commission_movements: () => {
    const entryOf = (lineId: string) =>
      `(SELECT "id" FROM "commission_entries" WHERE "orderLineId" = '${lineId}')`;
    const change = (to: string) =>
      `UPDATE "commission_movements" SET "commissionEntryId" = ${entryOf(to)} WHERE "orderLineId" = '${round.keptLine}'`;
    return [[change(round.claimedLine)], [change(round.keptLine)]];
  },
  earning_deferred: () => [
    [
      `UPDATE "commission_entries" SET "earnableAt" = ${String(shop.now)} WHERE "orderLineId" = '${round.cashLine}'`,
    ],
    [`UPDATE "commission_entries" SET "earnableAt" = NULL WHERE "orderLineId" = '${round.cashLine}'`],
  ],
  commission_unsettled: () =>
    inserted(
      'commission_movements',
      '"id", "leaderId", "kind", "amount", "datedAt", "source"',
      `'mov_x', '${planted.leader}', 'bonus', 5, 1, 'x'`,
      `"id" = 'mov_x'`,
    ),
  statement_movements: () => [
    [`UPDATE "statements" SET "earned" = "earned" + 1, "bonus" = "bonus" - 1`],
    [`UPDATE "statements" SET "earned" = "earned" - 1, "bonus" = "bonus" + 1`],
  ],
  statement_periods: () => [
    [`UPDATE "statements" SET "from" = 5`],
    [`UPDATE "statements" SET "from" = NULL`],
  ],
  statement_balance: () => added('statements', 'balance', 'TRUE'),
  leader_credit: () => added('leader_accounts', 'paid', `"leaderId" = '${planted.leader}'`),
  leader_cash: () => replaced('remittances', 'leaderId', planted.leader, planted.otherLeader),
  leader_account: () => added('leader_accounts', 'pending', `"leaderId" = '${planted.leader}'`),
};

const books: Readonly<Record<string, () => Fault>> = {
  ledger_balanced: () => added('ledger_entries', 'amount', `"account" = 6900`),
  ledger_transactions: () =>
    inserted(
      'ledger_transactions',
      '"id", "type", "subject", "postedAt"',
      `'txn_x', 'fault', 'fault', 1`,
      `"id" = 'txn_x'`,
    ),
  campaign_orders: () => [
    [
      `INSERT INTO "orders" ("id", "campaignId", "customerId", "leaderId", "pickupPointId", "status", "payment", "total", "amountDue", "placedAt", "earliestCutoff", "placedBy", "quoteToken", "priceSteps")
        VALUES ('ord_x', '${planted.campaign}', 'cus_x', '${planted.leader}', '${planted.point}', 'held', 'host', 0, 0, 1, 1, 'system', '', '[]')`,
      eventSql('ord_x', 'order.placed'),
    ],
    [`DELETE FROM "orders" WHERE "id" = 'ord_x'`, `DELETE FROM "events" WHERE "subject" = 'ord_x'`],
  ],
};

const histories: Readonly<Record<string, () => Fault>> = {
  order_history: () => untold('order.collected', `"subject" = '${round.kept}'`),
  campaign_history: () => untold('campaign.completed', 'TRUE'),
  refund_history: () => untold('refund.failed', 'TRUE'),
  claim_history: () => untold('claim.opened', `"subject" = '${round.openClaim}'`),
  purchase_order_history: () => untold('purchaseOrder.closed', 'TRUE'),
  delivery_run_history: () => untold('deliveryRun.finished', 'TRUE'),
  delivery_stop_history: () => untold('deliveryStop.handedOver', 'TRUE'),
  leader_history: () => untold('leader.approved', `"subject" = '${planted.leader}'`),
  commission_history: () => untold('commission.earned', 'TRUE'),
  payout_history: () => untold('payout.sent', 'TRUE'),
};

const faults = { ...counters, ...payments, ...goods, ...commissions, ...books, ...histories };

test('audit: a round played by its verbs breaks nothing', async () => {
  expect(await auditDatabase(shop.tuan.reader)).toEqual({ checked: invariants.length, broken: [] });
});

test.each(Object.entries(faults))(
  'audit %s: a planted fault is named, and nothing else',
  async (name, fault) => {
    const [breaks, mends] = fault();
    await run(...breaks);
    const broken = await brokenNames();
    await run(...mends);
    expect(broken).toEqual([name]);
    expect(await brokenNames()).toEqual([]);
  },
);

/** Faults that no row alone can have: each has a test below; those of suppliers need a month that is over. */
const elsewhere = ['campaign_closed', 'payout_within_credit', ...supplierInvariants.map(({ name }) => name)];

test('audit: every invariant has a planted fault', () => {
  const tested = [...Object.keys(faults), ...elsewhere].toSorted();
  expect(tested).toEqual(invariants.map(({ name }) => name).toSorted());
});

test('audit payout_within_credit: a payout without credit, in order everywhere else, is named alone', async () => {
  const other = await testShop();
  await other.plant((work, context) => {
    const [leaderId, amount] = [planted.leader, 5];
    work.insert(payouts, { id: 'pyt_x', leaderId, amount, status: 'claimed', claimedAt: context.now });
    addToLeaderAccount(work, leaderId, { settled: -amount, paying: amount });
    postTransaction(
      work,
      context,
      { type: 'payout.claimed', subject: 'pyt_x' },
      payoutClaimed(amount, { leaderId }),
    );
    work.emit({ type: 'payout.claimed', subject: 'pyt_x', data: { leaderId, amount, statementId: null } });
    return null;
  });
  await expect(other.audit()).rejects.toThrow('payout_within_credit');
  await other.audit(['payout_within_credit']);
  await other.close();
});

test('audit campaign_closed: goods that left without a sale in the books are named alone', async () => {
  const other = await testShop();
  const order = await buyApples(other, 2, 'till-1');
  await arrive(other, [order.id]);
  await other.plant((work, { now }) => {
    const line = work.get(orderLines, order.lines[0]?.id ?? '');
    const at = { occurredAt: now, receivedAt: now, pickupPointId: planted.point, handedOverBy: 'system' };
    work.insert(handovers, { id: 'handover-x', orderId: order.id, outcome: 'accepted', ...at });
    work.insert(handoverLines, { handoverId: 'handover-x', orderLineId: line.id, pieces: 2 });
    work.set(orderLines, line, { handedOver: 2 });
    work.set(orders, work.get(orders, order.id), { status: 'collected', pickupCode: null });
    work.set(campaigns, work.get(campaigns, planted.campaign), { status: 'completed' });
    return null;
  });
  await expect(other.audit()).rejects.toThrow('campaign_closed');
  await other.audit(['campaign_closed']);
  await other.close();
});
