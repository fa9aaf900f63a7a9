import type { ErrorCode } from '../error-codes.ts';
import type { ConstraintError } from './engine.ts';

/** What a named rule of the schema means to the caller, when it was this rule that ended a race. */
const codes: Readonly<Record<string, ErrorCode>> = {
  offer_sold_within_cap: 'offer_sold_out',
  pool_sold_within_cap: 'offer_sold_out',
  flash_sold_within_stock: 'offer_sold_out',
  slot_taken_within_capacity: 'slot_full',
  offer_customer_within_limit: 'over_limit',
  line_refunded_within_net: 'refund_too_high',
  order_refunded_within_paid: 'refund_too_high',
  receipt_within_ordered: 'receipt_over_ordered',
  sent_back_within_accepted: 'sent_back_too_many',
  sent_back_within_received: 'sent_back_too_many',
  purchase_line_arrived: 'sent_back_too_many',
  'imports.fingerprint': 'import_taken_already',
  'shrinkage_records.reference': 'shrinkage_reference_used',
  'payments.reference': 'payment_reference_used',
  'refunds.reference': 'refund_reference_used',
  'payouts.leaderId': 'payout_under_way',
  'payouts.reference': 'payout_reference_used',
  'payout_returns.reference': 'payout_reference_used',
  'remittances.reference': 'remittance_reference_used',
  'operating_costs.reference': 'cost_reference_used',
  'carrier_remittances.reference': 'carrier_remittance_reference_used',
  'supplier_payments.reference': 'supplier_payment_reference_used',
  'supplier_adjustments.reference': 'supplier_adjustment_reference_used',
  'supplier_rebates.reference': 'rebate_reference_used',
  'claims.orderLineId': 'claim_open_already',
  flash_customer_within_limit: 'over_limit',
  promotion_spent_within_budget: 'quote_changed',
  coupon_uses_left: 'quote_changed',
  'coupons.code': 'coupon_code_used',
  'benefit_uses.onceKey': 'quote_changed',
};

/** The error code of a broken constraint; a unique rule without one of its own is a `conflict`. */
export function codeOfConstraint(error: ConstraintError): ErrorCode | undefined {
  const known = codes[error.constraint];
  if (known !== undefined) return known;
  return error.kind === 'unique' || error.constraint === 'guard_holds' ? 'conflict' : undefined;
}
