import { expect } from 'vitest';
import type { OrderView } from '../../orders/schemas.ts';
import { profitGroups } from '../../reports/schemas.ts';
import { balances } from '../ready-orders.ts';
import type { Month } from './month.ts';

/*
 * What must be true of the money, by the notebook and by plain sums: nothing here asks the code that moved it.
 */

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const totalOf = (book: ReadonlyMap<string, number>) => sum([...book.values()]);
const leftOf = ({ lines }: OrderView) =>
  sum(lines.map(({ net, refunded }) => Math.max(0, net.amount - refunded.amount)));

/** At any moment: money lies where the notebook says, and every page says the same as the ledger. */
export async function agreeOnMoney(month: Month): Promise<void> {
  const { notebook, tuan, shop } = month;
  const held = await balances(shop);
  const on = (account: number) => held[String(account)] ?? 0;
  expect(on(1100)).toBe(notebook.host);
  const { data: statements } = await tuan.statements.list({ limit: 200 });
  const setOff = sum(statements.map(({ cashSetOff }) => cashSetOff.amount));
  expect(on(1110)).toBe(totalOf(notebook.cash) - setOff);
  const all = await tuan.commissions.summary({});
  // What the clock has earned is earned for every reader, whether or not a job has written it down (C15).
  expect(all.pending.amount + all.earned.amount + on(2300) + on(2310)).toBe(0);
  expect(all.settled.amount + on(2320)).toBe(0);
  expect(all.paying.amount + on(2330)).toBe(0);
  expect(all.cash.amount).toBe(on(1110));
  for (const leaderId of month.leaders) {
    const own = await tuan.commissions.summary({ leaderId });
    const made = statements.filter((one) => one.leaderId === leaderId);
    const stated = sum(made.map(({ total }) => total.amount));
    const taken = sum(made.map(({ cashSetOff }) => cashSetOff.amount));
    expect(own.settled.amount + own.paying.amount).toBe(
      stated - taken - (notebook.received.get(leaderId) ?? 0),
    );
    expect(own.cash.amount).toBe((notebook.cash.get(leaderId) ?? 0) - taken);
    expect(own.debt.amount).toBe(Math.max(0, -own.settled.amount));
  }
  await agreeOnSuppliers(month);
  const { profit } = await tuan.ledger.trialBalance({});
  const report = await tuan.reports.profit({ from: '2026-11-01', to: '2027-02-01' });
  expect(report.total.profit).toEqual(profit);
}

async function agreeOnSuppliers(month: Month): Promise<void> {
  const { notebook, tuan, shop } = month;
  for (const supplierId of month.suppliers) {
    const rows = await tuan.reader.rows<{ payable: number; recovered: number; due: number }>(
      `SELECT coalesce(-sum(CASE WHEN "account" = 2400 THEN "amount" END), 0) AS "payable",
         coalesce(-sum(CASE WHEN "account" = 5100 AND "fault" = 'supplier' THEN "amount" END), 0) AS "recovered",
         coalesce(sum(CASE WHEN "account" = 1400 THEN "amount" END), 0) AS "due"
       FROM "ledger_entries" WHERE "supplierId" = ?`,
      [supplierId],
    );
    const { payable = 0, recovered = 0, due = 0 } = rows[0] ?? {};
    expect(payable).toBe((notebook.owed.get(supplierId) ?? 0) - recovered);
    const now = new Date(shop.now + 8 * 3_600_000).toISOString().slice(0, 7);
    const { closing } = await tuan.supplierStatements.forecast({ supplierId, month: now });
    expect(closing.amount).toBe(payable);
    expect((await tuan.rebates.list({ supplierId })).due.amount).toBe(due);
  }
}

/** When all is over: each customer paid for what is left of the order, and the profit is the money kept. */
export async function agreeAtTheEnd(month: Month): Promise<void> {
  const { notebook, tuan, shop } = month;
  const held = await balances(shop);
  for (const account of [1400, 1500, 1600, 2100, 2200, 2300, 2310, 2330, 2400])
    expect([account, held[String(account)] ?? 0]).toEqual([account, 0]);
  for (const { id: orderId } of month.everything) {
    const order = await tuan.orders.get({ orderId });
    const kept = (notebook.paid.get(orderId) ?? 0) - (notebook.back.get(orderId) ?? 0);
    expect([orderId, kept]).toEqual([orderId, order.paidAt === null ? 0 : leftOf(order)]);
    if (order.confirmedAt !== null) for (const line of order.lines) agreeOnLine(line);
  }
  const [stock] = await tuan.reader.rows<{ cost: number }>(
    'SELECT coalesce(sum("cost"), 0) AS "cost" FROM "stock"',
  );
  const debts = -(held['2320'] ?? 0);
  const { profit } = await tuan.ledger.trialBalance({});
  expect(held['1300'] ?? 0).toBe(stock?.cost ?? 0);
  expect(profit.amount).toBe(notebook.host + (held['1110'] ?? 0) + (stock?.cost ?? 0) - debts);
}

/** What the pages of reports show: net sales are what customers finally paid, and every grouping has the same profit. */
export async function agreeOnReports(month: Month): Promise<void> {
  const { notebook, tuan, wish } = month;
  const period = { from: '2026-11-01', to: '2027-02-01' };
  const { total } = await tuan.reports.profit(period);
  const kept = (orderId: string) => (notebook.paid.get(orderId) ?? 0) - (notebook.back.get(orderId) ?? 0);
  expect(total.netSales.amount).toBe(sum(month.everything.map(({ id }) => kept(id))));
  for (const by of profitGroups) {
    const { data } = await tuan.reports.profit({ ...period, by });
    expect([by, sum(data.map(({ profit }) => profit.amount))]).toEqual([by, total.profit.amount]);
  }
  for (const supplierId of month.suppliers)
    for (const stated of (await tuan.supplierStatements.list({ supplierId, limit: 100 })).data)
      expect(stated.rebate.amount).toBe(rebateByHand(stated.volume.amount, wish.rebate));
}

/** R43: 3.33 % above one threshold and 7.77 % above the next, on all of it or slice by slice. */
function rebateByHand(volume: number, { mode, threshold }: Month['wish']['rebate']): number {
  const next = threshold + 5000;
  const rate = volume > next ? 777 : volume > threshold ? 333 : 0;
  const slices = Math.max(0, Math.min(volume, next) - threshold) * 333 + Math.max(0, volume - next) * 777;
  return Math.floor(((mode === 'whole' ? volume * rate : slices) * 2 + 10_000) / 20_000);
}

type Line = OrderView['lines'][number];

/** A price accepted never rises: nobody pays more for what was kept than its price, and nothing for nothing. */
function agreeOnLine({ net, refunded, unitPrice, gift, ...line }: Line): void {
  const { pieces, cancelled, short, lost, withdrawn, handedOver, uncollected } = line;
  expect(pieces).toBe(cancelled + short + lost + withdrawn + handedOver + uncollected);
  const left = net.amount - refunded.amount;
  expect(left).toBeGreaterThanOrEqual(0);
  if (!gift) expect(left).toBeLessThanOrEqual(unitPrice.amount * (handedOver + uncollected));
}
