import type * as z from 'zod';
import { instantOrNull, money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Row, Work } from '../work.ts';
import type { refundSchema } from './refund-schemas.ts';
import { refunds } from './tables.ts';

export type Refund = Row<typeof refunds>;
export type RefundView = z.output<typeof refundSchema>;

export function refundView(refund: Refund, currency: string): RefundView {
  const { id, orderId, orderLineId, kind, reason, fault, pieces, status, reference, failure, paidBackBy } =
    refund;
  return {
    id,
    orderId,
    orderLineId,
    kind,
    reason,
    fault,
    pieces,
    status,
    reference,
    failure,
    paidBackBy,
    amount: money(refund.amount, currency),
    createdAt: instantText(refund.createdAt),
    settledAt: instantOrNull(refund.settledAt),
  };
}

/** The refund as it is answered, read anew after everything that followed. */
export function refundAnswer(work: Work, refundId: string): RefundView {
  return refundView(work.get(refunds, refundId), theShop(work).currency);
}
