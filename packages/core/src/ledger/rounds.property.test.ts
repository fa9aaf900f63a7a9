import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testShop, type TestShop } from '../testing/index.ts';
import { playRandomRound, type RandomRound, randomRound } from '../testing/random-round.ts';
import { balances } from '../testing/ready-orders.ts';
import { counted, patience, runsOf } from '../testing/runs.ts';
import { type AccountName, accounts } from './accounts.ts';

/*
 * The posting table of section 5, played through random rounds: at the end every clearing account is at zero and the
 * profit is the money kept. Each row of the table must have been posted by one of them.
 */

/** Not cleared by the round itself: what people still owe each other, and goods that were left over. */
const debts: readonly AccountName[] = ['hostMoney', 'leaderCash', 'goods', 'commissionSettled'];
const numberOf = (name: AccountName) => String(accounts[name]);

async function expectClosed(shop: TestShop): Promise<void> {
  await shop.audit();
  const held = await balances(shop);
  const clearing = Object.keys(held).filter((account) => Number(account) < 4000);
  expect(clearing.filter((account) => !debts.map(numberOf).includes(account))).toEqual([]);
  const [kept] = await shop.tuan.reader.rows<{ amount: number; stock: number }>(keptSql);
  expect(held[numberOf('goods')] ?? 0).toBe(kept?.stock);
  const { profit } = await shop.tuan.ledger.trialBalance({});
  expect(profit.amount).toBe(kept?.amount);
}

/**
 * By hand: what customers paid and did not get back, less the goods, what leaders got and what the round did cost beside,
 * with the rebates and what others answer for.
 */
const keptSql = `WITH sums AS (SELECT
    (SELECT coalesce(sum("amount"), 0) FROM "payments") AS "paid",
    (SELECT coalesce(sum("amount"), 0) FROM "refunds") AS "back",
    (SELECT coalesce(sum("acceptedCost"), 0) FROM "purchase_lines") AS "bought",
    (SELECT coalesce(sum("cost"), 0) FROM "goods_returns") AS "sentBack",
    (SELECT coalesce(sum("amount"), 0) FROM "supplier_adjustments") AS "adjusted",
    (SELECT coalesce(sum("cost"), 0) FROM "stock") AS "stock",
    (SELECT coalesce(sum("total"), 0) FROM "statements") AS "leaders",
    (SELECT coalesce(sum("amount"), 0) FROM "operating_costs") AS "beside",
    (SELECT coalesce(sum("rebate"), 0) FROM "supplier_statements") AS "rebates",
    (SELECT coalesce(sum("amount"), 0) FROM "ledger_entries" WHERE "account" IN (1500, 2400) AND "fault" IS NOT NULL AND "amount" > 0) AS "recovered")
  SELECT "paid" - "back" - ("bought" - "sentBack" + "adjusted" - "stock") - "leaders" - "beside" + "rebates" + "recovered" AS "amount", "stock" FROM sums`;

/** The posting table: what each row debits and credits. `=bonus` is the kind of one of its entries. */
const table: Readonly<Record<string, readonly string[]>> = {
  'order paid': ['+hostMoney', '-deposits', '+commissionDeferred', '-commissionAccrued'],
  "order paid by the leader's hand": ['+leaderCash', '-deposits'],
  'unusable payment': ['+hostMoney', '-refundsDue'],
  'refund before completion': ['+deposits', '-refundsDue', '+commissionAccrued', '-commissionDeferred'],
  'refund confirmed': ['+refundsDue', '-hostMoney'],
  'refund confirmed, the leader paid back': ['+refundsDue', '-leaderCash'],
  'goods accepted': ['+goods', '-supplierPayable'],
  'goods sent back': ['+supplierPayable', '-goods'],
  'goods cost less than received': ['+supplierPayable', '-costOfGoods'],
  'goods cost more than received': ['+costOfGoods', '-supplierPayable'],
  'supplier paid': ['+supplierPayable', '-hostMoney'],
  'supplier gives money back': ['+hostMoney', '-supplierPayable'],
  'line completed': ['+deposits', '-sales', '+costOfGoods', '-goods', '+commission', '-commissionDeferred'],
  'line completed with a discount': ['+deposits', '+promotions', '-sales'],
  'gift completed': ['+promotions', '-goods'],
  shrinkage: ['+shrinkage', '-goods'],
  'to stock, or stock used': ['+goods', '-goods'],
  'claim refund after completion, not earned yet': [
    '+returns',
    '-refundsDue',
    '+commissionAccrued',
    '-commission',
  ],
  'claim refund after completion, earned': ['+returns', '-refundsDue', '+commissionEarned', '-commission'],
  'fault of the supplier': ['+supplierPayable', '-recoveries'],
  'fault of the carrier': ['+carrierDue', '-recoveries'],
  'fault of the leader': ['+commissionEarned', '-recoveries'],
  'commission earned': ['+commissionAccrued', '-commissionEarned'],
  bonus: ['+commission', '-commissionEarned'],
  'bonus withheld': ['+commissionEarned', '-commission', '=bonus'],
  statement: ['+commissionEarned', '-commissionSettled'],
  'cash set off': ['+commissionSettled', '-leaderCash'],
  'payout claimed': ['+commissionSettled', '-payoutsDue'],
  'payout sent': ['+payoutsDue', '-hostMoney'],
  'payout failed': ['+payoutsDue', '-commissionSettled'],
  'leader hands over money': ['+hostMoney', '-leaderCash'],
  'carrier hands over money': ['+hostMoney', '-carrierDue'],
  'other costs': ['+otherCosts', '-hostMoney'],
  'rebate accrued': ['+rebateDue', '-rebates'],
  'rebate received': ['+hostMoney', '-rebateDue'],
  'rebate set off': ['+supplierPayable', '-rebateDue'],
};

const posted = new Map<string, number>(Object.keys(table).map((row) => [row, 0]));

/** Counts which rows of the table the transactions of a round are. */
async function notePostings(shop: TestShop): Promise<void> {
  const rows = await shop.tuan.reader.rows<{ sides: string }>(
    `SELECT json_group_array((CASE WHEN "amount" > 0 THEN '+' ELSE '-' END) || "account") || coalesce(max('=' || "kind"), '') AS "sides"
      FROM "ledger_entries" GROUP BY "transactionId"`,
  );
  for (const [row, sides] of Object.entries(table)) {
    const wanted = sides.map((side) =>
      side.startsWith('=') ? side : `"${side.charAt(0)}${numberOf(side.slice(1) as AccountName)}"`,
    );
    const found = rows.filter((one) => wanted.every((side) => one.sides.includes(side)));
    posted.set(row, (posted.get(row) ?? 0) + found.length);
  }
}

const usual = {
  customer: 'cus_xiaoyu',
  leader: 'led_chen',
  apples: 4,
  eggs: 1,
  pays: 'till',
  cancels: false,
  fetches: 'all',
} as const;
const claim = { order: 0, line: 0, percent: 20, moment: 'afterEarning', byClaim: true } as const;
const complaint = { ...claim, fault: 'supplier', half: 'carrier' } as const;

/** A round in which everything happens that chance may leave out. */
const everything: RandomRound = {
  orders: [
    { ...usual, customer: 'cus_wang' },
    { ...usual, pays: 'toLeader' },
    { ...usual, pays: 'tooLate' },
    { ...usual, pays: 'atPickup' },
    { ...usual, cancels: true },
    { ...usual, fetches: 'never' },
    { ...usual, pays: 'toLeader', leader: 'led_zhou' },
  ],
  arrivesPercent: 100,
  unitCost: 800,
  missing: 1,
  commission: { basisPoints: 1000 },
  policies: { commissionBase: 'net', faultBasis: 'cost', uncollected: 'refund' },
  complaints: [
    { ...complaint, moment: 'beforeWindowEnd' },
    complaint,
    { ...complaint, order: 1, half: 'leader' },
    { ...complaint, order: 1, moment: 'afterPayout' },
  ],
  promotion: 'gift',
  target: { threshold: 2000, withheld: 100 },
  sentBack: 1,
  money: { percent: 30, setOff: true, payoutFails: true },
};
const missed = { ...everything, target: { threshold: 100_000_000, withheld: 100 } };

const runs = runsOf(25);

test(
  'section 5, posting table: random rounds close every clearing account, and the profit is the money kept',
  async () => {
    const counter = counted('rounds', runs);
    await fc.assert(
      fc.asyncProperty(randomRound, async (wanted) => {
        const shop = await testShop();
        await playRandomRound(shop, wanted);
        await expectClosed(shop);
        await notePostings(shop);
        await shop.close();
        counter.next();
      }),
      {
        numRuns: runs,
        examples: [[everything], [{ ...missed, promotion: 'firstOrder', arrivesPercent: 50 }]],
      },
    );
    const postings = [...posted.values()].reduce((sum, times) => sum + times, 0);
    counter.done(
      `${String(runs)} random rounds, ${String(postings)} rows of the posting table, all closed at zero`,
    );
  },
  patience(240_000),
);

test('section 5, posting table: every row of it was posted by one of these rounds', () => {
  expect([...posted].filter(([, times]) => times === 0).map(([row]) => row)).toEqual([]);
});
