import { orderPaid, unusablePayment } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { leftOf, linesOf, type Order, type OrderLine } from '../orders/order.ts';
import { orders, payments } from '../orders/tables.ts';
import type { Reaction } from '../reactions.ts';
import type { Work } from '../work.ts';
import { basisAtPayment, type CommissionEntry } from './commission-of.ts';
import { duesOfLine } from './dues-of-line.ts';
import { addToLeaderAccount } from './leader-account.ts';
import { commissionEntries, leaderAccounts } from './tables.ts';

/** When an order is paid: the deposit of each line, and its commission accrued (R17: also at pickup). */
export const followPayment: Reaction<'order.paid'> = (work, { subject, data }, context) => {
  const order = work.get(orders, subject);
  const lines = linesOf(work, order.id);
  const money = data.collectedBy === 'leader' ? 'leaderCash' : 'hostMoney';
  const nets = lines.map((line) => ({ amount: leftOf(line), about: aboutLine(order, line) }));
  const commissions = accrue(work, order, lines);
  const about = { campaignId: order.campaignId, leaderId: order.leaderId, orderId: order.id };
  const occasion = { type: 'order.paid', subject: order.id };
  postTransaction(work, context, occasion, orderPaid(money, about, nets, commissions));
  if (money === 'leaderCash') addToLeaderAccount(work, order.leaderId, { cash: data.amount });
};

/** Money that is of no use is owed back at once. */
export const followUnusablePayment: Reaction<'payment.unusable'> = (work, { subject, data }, context) => {
  const order = work.get(orders, subject);
  const about = { campaignId: order.campaignId, leaderId: order.leaderId, orderId: order.id };
  const occasion = { type: 'payment.unusable', subject: data.paymentId };
  const payment = work.get(payments, data.paymentId);
  const money = payment.collectedBy === 'leader' ? 'leaderCash' : 'hostMoney';
  postTransaction(work, context, occasion, unusablePayment(money, data.amount, about));
  if (money === 'leaderCash') addToLeaderAccount(work, order.leaderId, { cash: data.amount });
};

function accrue(work: Work, order: Order, lines: readonly OrderLine[]) {
  const entries = work.list(commissionEntries, { orderId: order.id });
  work.need(...entries.map(({ beneficiaryId }) => [leaderAccounts, { leaderId: beneficiaryId }] as const));
  const pending = new Map<string, number>();
  const shares = lines.flatMap((line) => {
    const own = entries.filter(({ orderLineId, status }) => orderLineId === line.id && status === 'unpaid');
    return accrueLine(work, line, own).map(({ beneficiaryId, kind, due }) => {
      pending.set(beneficiaryId, (pending.get(beneficiaryId) ?? 0) + due);
      return { amount: due, about: { ...aboutLine(order, line), leaderId: beneficiaryId, kind } };
    });
  });
  for (const [leaderId, amount] of pending) addToLeaderAccount(work, leaderId, { pending: amount });
  return shares;
}

function accrueLine(work: Work, line: OrderLine, unpaid: readonly CommissionEntry[]): CommissionEntry[] {
  const bases = new Map(unpaid.map((entry) => [entry.id, basisAtPayment(entry, line)]));
  const dues = duesOfLine(
    unpaid.map((entry) => ({ ...entry, ...bases.get(entry.id) })),
    line,
  );
  return unpaid.map((entry) => {
    const due = dues.get(entry.id) ?? 0;
    return work.set(commissionEntries, entry, {
      status: 'accrued',
      accrued: due,
      due,
      ...bases.get(entry.id),
    });
  });
}

/** The dimensions of an entry about a line. */
export function aboutLine(order: Pick<Order, 'leaderId' | 'communityId'>, line: OrderLine) {
  const { campaignId, variantId, supplierId, orderId, id } = line;
  const { leaderId, communityId } = order;
  return { campaignId, variantId, supplierId, leaderId, communityId, orderId, orderLineId: id };
}
