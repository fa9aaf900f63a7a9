import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../shared/error.ts';
import { addDays, calendarDate } from '../shared/time.ts';
import { collectApples } from '../testing/collected-orders.ts';
import { unexplained } from '../testing/explain-everything.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { plantBonus } from '../testing/plant-bonus.ts';
import { patience, runsOf } from '../testing/runs.ts';
import { giveReceiver } from '../testing/settled-statement.ts';

const leaderId = planted.leader;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

/** What happens on a day after the goods were fetched; `of` and `percent` choose what it is about. */
const step = fc.record({
  kind: fc.constantFrom(
    'refund',
    'bonus',
    'settle',
    'confirm',
    'fail',
    'retry',
    'payout',
    'failPayout',
    'remit',
  ),
  of: fc.nat({ max: 30 }),
  percent: fc.integer({ min: 1, max: 100 }),
});
const order = fc.record({
  pieces: fc.integer({ min: 1, max: 9 }),
  cash: fc.constantFrom(false, false, false, true),
});
const round = fc.record({
  cap: fc.constantFrom(0, 333, 700, 3000, 3000),
  /** Else the cash of customers is set off, which leaves little to split. */
  remitted: fc.constantFrom(true, true, true, false),
  orders: fc.array(order, { minLength: 1, maxLength: 5 }),
  /** Each day what happens, then a statement, mostly its file, and mostly what the provider did. */
  days: fc.array(
    fc.record({
      steps: fc.array(step, { maxLength: 5 }),
      settles: fc.constantFrom(true, true, false),
      confirms: fc.constantFrom(true, true, false),
    }),
    { minLength: 2, maxLength: 5 },
  ),
});
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;
type Round = typeof round extends fc.Arbitrary<infer One> ? One : never;

/** Refusals are fine: a random call may ask for too much. */
async function tryTo<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

async function linesOf({ tuan }: TestShop, status: 'claimed' | 'failed') {
  return (await tuan.settlements.lines({ status, limit: 200 })).data;
}

async function play(
  shop: TestShop,
  { kind, of, percent }: Step,
  lines: readonly { orderId: string; lineId: string }[],
  name: string,
) {
  const { tuan } = shop;
  const line = lines[of % lines.length];
  if (kind === 'refund' && line) {
    const stored = (await tuan.orders.get({ orderId: line.orderId })).lines[0];
    const left = (stored?.net.amount ?? 0) - (stored?.refunded.amount ?? 0);
    const amount = yuan(Math.max(1, Math.floor((left * percent) / 100)));
    await tryTo(tuan.orders.refund({ ...line, amount, reason: '补偿', fault: 'shop' }));
  }
  if (kind === 'bonus') await plantBonus(shop, percent, shop.now);
  if (kind === 'settle') await tuan.settlements.create({ to: calendarDate(shop.now, 'Asia/Shanghai') });
  const chosen = (await linesOf(shop, kind === 'retry' ? 'failed' : 'claimed')).filter(
    (_, at) => (at + of) % 3 !== 0,
  );
  if (chosen.length > 0) {
    if (kind === 'confirm')
      await tuan.settlements.confirm({ results: chosen.map(({ number }) => ({ number })) });
    if (kind === 'fail')
      await tuan.settlements.fail({ results: chosen.map(({ number }) => ({ number, failure: 'x' })) });
    if (kind === 'retry') await tuan.settlements.retry({ results: chosen.map(({ number }) => ({ number })) });
  }
  if (kind === 'remit')
    await tuan.remittances.record({ leaderId, amount: yuan(percent), reference: `remitted ${name}` });
  if (kind !== 'payout' && kind !== 'failPayout') return;
  const payout = await tryTo(tuan.payouts.claim({ leaderId, ...(of % 2 ? {} : { amount: yuan(percent) }) }));
  if (!payout) return;
  if (kind === 'payout') await tuan.payouts.confirm({ payoutId: payout.id, reference: `transfer ${name}` });
  else await tuan.payouts.fail({ payoutId: payout.id, failure: 'x' });
}

async function playRound(shop: TestShop, { cap, remitted, orders, days }: Round): Promise<void> {
  await shop.tuan.shop.change({ policies: { splitCapBasisPoints: cap } });
  await giveReceiver(shop);
  const lines = await collectApples(
    shop,
    ...orders.map(({ pieces, cash }, at) => ({
      pieces,
      ...(cash
        ? { payment: { amount: yuan(pieces * 1000), reference: `cash ${String(at)}`, collectedBy: 'leader' } }
        : {}),
    })),
  );
  const cash = orders.reduce((sum, one) => sum + (one.cash ? one.pieces * 1000 : 0), 0);
  if (remitted && cash > 0)
    await shop.tuan.remittances.record({ leaderId, amount: yuan(cash), reference: 'all of it' });
  for (const [day, { steps, settles, confirms }] of days.entries()) {
    const date = addDays('2026-11-27', day);
    shop.at(`${date}T18:00:00+08:00`);
    for (const [at, one] of steps.entries()) await play(shop, one, lines, `${String(day)} ${String(at)}`);
    await shop.tuan.statements.create({ to: date });
    if (settles) await shop.tuan.settlements.create({ to: date });
    if (confirms) await play(shop, { kind: 'confirm', of: day, percent: 1 }, lines, '');
    await shop.audit();
  }
  await settleAll(shop);
  expect(await unexplained(shop)).toEqual([]);
}

/** Everything is settled, split, taken back and paid. */
async function settleAll(shop: TestShop): Promise<void> {
  const { tuan } = shop;
  shop.at('2026-12-05T09:00:00+08:00');
  await tuan.statements.create({ to: '2026-12-05' });
  for (const { id: statementId } of (await tuan.statements.list({ limit: 200 })).data)
    await tryTo(tuan.settlements.create({ statementId }));
  const failed = await linesOf(shop, 'failed');
  if (failed.length > 0) await tuan.settlements.retry({ results: failed.map(({ number }) => ({ number })) });
  const claimed = await linesOf(shop, 'claimed');
  if (claimed.length > 0)
    await tuan.settlements.confirm({ results: claimed.map(({ number }) => ({ number })) });
  const payout = await tryTo(tuan.payouts.claim({ leaderId }));
  if (payout) await tuan.payouts.confirm({ payoutId: payout.id, reference: 'the last' });
  await shop.audit();
}

/** A statement of nothing, since what was taken back and a bonus come to the same, and a payout at the instant of it. */
const paidInTheSameInstant: Round = {
  cap: 0,
  remitted: true,
  orders: [{ pieces: 2, cash: false }],
  days: [
    { steps: [], settles: true, confirms: true },
    {
      steps: [
        { kind: 'refund', of: 0, percent: 14 },
        { kind: 'bonus', of: 0, percent: 28 },
      ],
      settles: true,
      confirms: true,
    },
  ],
};

const sumsSql = `SELECT (SELECT coalesce(sum("total"), 0) FROM "statements") AS "statements",
  (SELECT coalesce(sum("cashSetOff"), 0) FROM "statements") AS "setOff",
  (SELECT coalesce(sum("amount"), 0) FROM "payouts" WHERE "status" = 'sent') AS "paid",
  (SELECT coalesce(sum("amount"), 0) FROM "settlement_lines" WHERE "kind" = 'split' AND "status" = 'sent') AS "split",
  (SELECT coalesce(sum("amount"), 0) FROM "settlement_lines" WHERE "kind" = 'reversal' AND "status" = 'sent') AS "back",
  (SELECT coalesce(sum("amount"), 0) FROM "ledger_entries" WHERE "account" = 2330) AS "onItsWay"`;
type Sums = Readonly<Record<'statements' | 'setOff' | 'paid' | 'split' | 'back' | 'onItsWay', number>>;

test(
  'C6, R38: after everything is settled, split, taken back and paid: credit = Σ statements − set off − splits − payouts',
  async () => {
    const seen = { split: 0, back: 0 };
    await fc.assert(
      fc.asyncProperty(round, async (wanted) => {
        const shop = await testShop();
        await playRound(shop, wanted);
        const { settled } = await shop.tuan.commissions.summary({ leaderId });
        const [sums] = await shop.tuan.reader.rows<Sums & Record<string, number>>(sumsSql);
        const { statements = 0, setOff = 0, paid = 0, split = 0, back = 0, onItsWay } = sums ?? {};
        expect(settled.amount).toBe(statements - setOff - split + back - paid);
        // What a failed line could not take again is no more than credit, and debt is all that may be left.
        expect(onItsWay).toBe(0);
        expect(settled.amount).toBeLessThanOrEqual(0);
        for (const one of (await shop.tuan.settlements.list({ limit: 200 })).data)
          expect(one.split.amount - one.reversal.amount + one.outside.total.amount).toBe(one.total.amount);
        seen.split += split;
        seen.back += back;
        await shop.close();
      }),
      { numRuns: runsOf(40), examples: [[paidInTheSameInstant]] },
    );
    expect(Math.min(seen.split, seen.back)).toBeGreaterThan(0);
  },
  patience(180_000),
);
