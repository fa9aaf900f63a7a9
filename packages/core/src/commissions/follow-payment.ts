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
  const { cashLeaderId } = data;
  const nets = lines.map((line) => ({ amount: leftOf(line), about: aboutLine(order, line) }));
  const commissions = accrue(work, order, lines);
  const occasion = { type: 'order.paid', subject: order.id };
  const { money, about } = receivedBy(order, cashLeaderId);
  postTransaction(work, context, occasion, orderPaid(money, about, nets, commissions));
  if (cashLeaderId !== null) addToLeaderAccount(work, cashLeaderId, { cash: data.amount });
};

/** Money that is of no use is owed back at once. */
export const followUnusablePayment: Reaction<'payment.unusable'> = (work, { subject, data }, context) => {
  const order = work.get(orders, subject);
  const occasion = { type: 'payment.unusable', subject: data.paymentId };
  const { cashLeaderId } = work.get(payments, data.paymentId);
  const { money, about } = receivedBy(order, cashLeaderId);
  postTransaction(work, context, occasion, unusablePayment(money, data.amount, about));
  if (cashLeaderId !== null) addToLeaderAccount(work, cashLeaderId, { cash: data.amount });
};

/** Cash is a debt of the leader who took it, whoever the order earns for (R18, R44). */
function receivedBy({ id: orderId, campaignId, leaderId }: Order, cashLeaderId: string | null) {
  const money = cashLeaderId === null ? ('hostMoney' as const) : ('leaderCash' as const);
  return { money, about: { campaignId, leaderId: cashLeaderId ?? leaderId, orderId } };
}

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
