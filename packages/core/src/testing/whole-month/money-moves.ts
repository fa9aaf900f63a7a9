import { calendarDate } from '../../shared/time.ts';
import { planted } from '../neighbourhood.ts';
import { byLeader } from '../flows/flow.ts';
import type { Month } from './month.ts';
import type { MoneyStep } from './wishes.ts';

const today = ({ shop }: Month) => calendarDate(shop.now, 'Asia/Shanghai');
const partOf = (sum: number, percent: number) => Math.max(1, Math.floor((sum * percent) / 100));

/** Money between the shop and the others, at any moment. */
export async function moveMoney(month: Month, step: MoneyStep): Promise<void> {
  await moves[step.kind](month, step);
}

type Move = (month: Month, step: MoneyStep) => Promise<unknown>;

const moves: Readonly<Record<MoneyStep['kind'], Move>> = {
  statement: (month) => month.try('statement', month.tuan.statements.create({ to: today(month) })),
  payout: (month, step) => payOut(month, step, 'sent'),
  payoutFails: (month, step) => payOut(month, step, 'failed'),
  payoutReturns: (month, step) => payOut(month, step, 'returned'),
  split: (month) => split(month, 'confirm'),
  splitFails: (month) => split(month, 'fail'),
  confirmRefunds: (month, { percent }) => confirmRefunds(month, percent),
  failRefund: async (month) => {
    const [refund] = (await month.tuan.refunds.list({ status: 'requested' })).data;
    if (refund)
      await month.try('failRefund', month.tuan.refunds.fail({ refundId: refund.id, failure: '账户已注销' }));
  },
  remit: async (month, { leader, percent }) => remit(month, month.leaders[leader] ?? '', percent),
  paySupplier: async (month, { leader, percent }) =>
    paySupplier(month, month.suppliers[leader % 2] ?? '', percent),
  adjust,
  rebate: (month, { leader, percent, setOff }) =>
    receiveRebate(month, month.suppliers[leader % 2] ?? '', percent, setOff),
  cost: async (month, { percent, setOff }) => {
    const { campaignId } = month;
    const cost = { kind: 'van', amount: month.money(percent), reference: month.name('van') };
    const { id } = await month.tuan.costs.record(setOff ? { ...cost, campaignId } : cost);
    month.notebook.cost(percent);
    if (percent % 3 !== 0) return;
    await month.tuan.costs.reverse({ costId: id, reason: '重复' });
    month.notebook.cost(-percent);
  },
};

/** A transfer that is sent, fails before it, or comes back from the bank; it may be tried again. */
export async function payOut(
  month: Month,
  { leader, percent }: Pick<MoneyStep, 'leader' | 'percent'>,
  outcome: 'sent' | 'failed' | 'returned',
): Promise<void> {
  const { payouts, commissions } = month.tuan;
  const leaderId = month.leaders[leader] ?? '';
  const { settled } = await commissions.summary({ leaderId });
  const amount = month.money(partOf(settled.amount, percent));
  const payout = await month.try(`payout ${outcome}`, payouts.claim({ leaderId, amount }));
  if (!payout) return;
  const payoutId = payout.id;
  if (outcome === 'failed') {
    await payouts.fail({ payoutId, failure: '账户已注销' });
    if (percent % 2 === 0 || !(await month.try('payout again', payouts.retry({ payoutId })))) return;
  }
  const reference = month.name('transfer');
  await payouts.confirm({ payoutId, reference });
  month.notebook.leaderGot(leaderId, amount.amount);
  if (outcome !== 'returned') return;
  await payouts.return({ payoutId, reference, reason: '户名不符' });
  month.notebook.leaderGot(leaderId, -amount.amount);
}

/** What is settled and not split yet goes through the provider, who does it or not. */
export async function split(month: Month, outcome: 'confirm' | 'fail'): Promise<void> {
  const { settlements, statements } = month.tuan;
  await month.try('settlement of a day', settlements.create({ to: today(month) }));
  month.shop.now += 1;
  // Which of two that are made in one instant was the first is nowhere written.
  for (const { id: statementId } of (await statements.list({ limit: 100 })).data)
    if (await month.try('settlement', settlements.create({ statementId }))) month.shop.now += 1;
  const lines = (await settlements.lines({ status: 'claimed', limit: 200 })).data;
  const failed = (await settlements.lines({ status: 'failed', limit: 200 })).data;
  if (failed.length > 0 && outcome === 'confirm') {
    const results = failed.map(({ number }) => ({ number }));
    await month.try('settlement again', settlements.retry({ results }));
    lines.push(...(await settlements.lines({ status: 'claimed', limit: 200 })).data);
  }
  const named = new Map(lines.map((line) => [line.number, line]));
  const chosen = [...named.values()].filter((_, position) => outcome === 'confirm' || position % 2 === 0);
  if (chosen.length === 0) return;
  if (outcome === 'fail') {
    await settlements.fail({ results: chosen.map(({ number }) => ({ number, failure: 'x' })) });
    month.done.add('settlement fail');
    return;
  }
  await settlements.confirm({ results: chosen.map(({ number }) => ({ number })) });
  for (const { kind, leaderId, amount } of chosen) {
    month.notebook.leaderGot(leaderId, kind === 'split' ? amount.amount : -amount.amount);
    month.done.add(`settlement ${kind}`);
  }
}

/** The host pays back what is asked for, and leaders what they took in cash. */
export async function confirmRefunds(month: Month, percent: number): Promise<void> {
  const { refunds } = month.tuan;
  const asked = (await refunds.list({ limit: 200 })).data.filter(({ status }) => status !== 'confirmed');
  for (const { id: refundId, orderId, amount } of asked.slice(0, Math.ceil((asked.length * percent) / 100))) {
    const leaderId = month.everything.find(({ id }) => id === orderId)?.leaderId ?? '';
    const reference = month.name('back');
    const byHand = { refundId, reference, paidBackBy: 'leader' as const };
    const byTheLeader = await month.try('leader paid back', refunds.confirm(byHand, byLeader(leaderId)));
    if (!byTheLeader) await refunds.confirm({ refundId, reference });
    month.notebook.customerGotBack(orderId, amount.amount, byTheLeader ? leaderId : null);
  }
}

export async function remit(month: Month, leaderId: string, percent: number): Promise<void> {
  const { cash } = await month.tuan.commissions.summary({ leaderId });
  if (cash.amount <= 0) return;
  const amount = partOf(cash.amount, percent);
  await month.tuan.remittances.record({
    leaderId,
    amount: month.money(amount),
    reference: month.name('cash'),
  });
  month.notebook.leaderHandedOver(leaderId, amount);
  month.done.add('remit');
}

/** What the shop owes a supplier, by the pages that people read. */
export async function owedTo(month: Month, supplierId: string): Promise<number> {
  const monthOf = today(month).slice(0, 7);
  return (await month.tuan.supplierStatements.forecast({ supplierId, month: monthOf })).closing.amount;
}

export async function paySupplier(month: Month, supplierId: string, percent: number): Promise<void> {
  const owed = await owedTo(month, supplierId);
  const { supplierPayments, supplierRefunds } = month.tuan;
  const amount = partOf(Math.abs(owed), percent);
  if (owed > 0) {
    await supplierPayments.record({ supplierId, amount: month.money(amount), reference: month.name('wire') });
    month.notebook.supplierPaid(supplierId, amount);
    month.done.add('pay supplier');
  } else if (owed < 0) {
    const back = { supplierId, amount: month.money(amount), reference: month.name('wire back') };
    if (!(await month.try('supplier gives back', supplierRefunds.receive(back)))) return;
    month.notebook.supplierPaid(supplierId, -amount);
  }
}

async function adjust(month: Month, { percent, setOff }: MoneyStep): Promise<void> {
  const { campaignId, notebook } = month;
  const supplierId = planted.supplier;
  const effect = setOff ? ('owedLess' as const) : ('owedMore' as const);
  const about = percent % 2 ? { campaignId, variantId: planted.apple } : {};
  const note = {
    supplierId,
    effect,
    amount: month.money(percent),
    reason: '差价',
    reference: month.name('note'),
  };
  const done = await month.try(
    `adjust ${effect}`,
    month.tuan.supplierAdjustments.record({ ...note, ...about }),
  );
  if (done) notebook.add(notebook.owed, supplierId, setOff ? -percent : percent);
}

export async function receiveRebate(month: Month, supplierId: string, percent: number, setOff: boolean) {
  const { due } = await month.tuan.rebates.list({ supplierId });
  if (due.amount <= 0) return;
  const amount = partOf(due.amount, percent);
  const rebate = { supplierId, amount: month.money(amount), reference: month.name('rebate'), setOff };
  if (await month.try('rebate', month.tuan.rebates.receive(rebate)))
    month.notebook.rebateCame(supplierId, amount, setOff);
}
