import { depositMoved } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { orderLines, orders } from '../orders/tables.ts';
import type { Reaction } from '../reactions.ts';
import { aboutLine } from './follow-payment.ts';
import { reverseCommissions } from './follow-refund.ts';

/** What was kept of a refund becomes the price of a gift (R11): the deposit moves along, and a gift earns nothing. */
export const followGiftCharged: Reaction<'gift.charged'> = (work, { subject, data }, context) => {
  const order = work.get(orders, subject);
  if (order.paidAt === null || data.lines.length === 0) return;
  const id = context.newId('chg');
  const share = ({ orderLineId, amount }: { readonly orderLineId: string; readonly amount: number }) => ({
    amount,
    about: aboutLine(order, work.get(orderLines, orderLineId)),
  });
  const gifts = data.gifts.map(({ orderLineId, price }) => share({ orderLineId, amount: price }));
  const commission = data.lines.flatMap(({ orderLineId }) =>
    reverseCommissions(
      work,
      work.get(orderLines, orderLineId),
      { id, afterCompletion: false },
      'giftCharged',
      context,
    ),
  );
  postTransaction(work, context, { type: 'gift.charged', subject: id }, [
    ...depositMoved(data.lines.map(share), gifts),
    ...commission,
  ]);
};
