import { orderPaid, unusablePayment } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { leftOf, linesOf, type Order, type OrderLine } from '../orders/order.ts';
import { orders, payments } from '../orders/tables.ts';
import type { Reaction } from '../reactions.ts';
import type { Work } from '../work.ts';
import { basisAtPayment, commissionOf } from './commission-of.ts';
import { addToLeaderAccount } from './leader-account.ts';
import { commissionEntries } from './tables.ts';

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
  const byId = new Map(lines.map((line) => [line.id, line]));
  const pending = new Map<string, number>();
  const shares = [];
  for (const entry of work.list(commissionEntries, { orderId: order.id })) {
    const line = byId.get(entry.orderLineId);
    if (!line || entry.status !== 'unpaid') continue;
    const basis = basisAtPayment(entry, line);
    const amount = commissionOf({ ...entry, ...basis }, line);
    work.set(commissionEntries, entry, { status: 'accrued', accrued: amount, due: amount, ...basis });
    pending.set(entry.beneficiaryId, (pending.get(entry.beneficiaryId) ?? 0) + amount);
    shares.push({
      amount,
      about: { ...aboutLine(order, line), leaderId: entry.beneficiaryId, kind: entry.kind },
    });
  }
  for (const [leaderId, amount] of pending) addToLeaderAccount(work, leaderId, { pending: amount });
  return shares;
}

/** The dimensions of an entry about a line. */
export function aboutLine(order: Pick<Order, 'leaderId' | 'communityId'>, line: OrderLine) {
  const { campaignId, variantId, supplierId, orderId, id } = line;
  const { leaderId, communityId } = order;
  return { campaignId, variantId, supplierId, leaderId, communityId, orderId, orderLineId: id };
}
