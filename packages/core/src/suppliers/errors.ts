/** Errors of suppliers and what is paid to them. */
export const supplierErrors = {
  supplier_payment_reference_used:
    'This reference was counted for another payment to a supplier. Each payment counts once.',
  supplier_refund_above_paid:
    'More than this supplier was ever paid, and more than it owes. At most `most` can come back.',
  supplier_adjustment_reference_used:
    'This reference was counted for another adjustment. Each adjustment counts once.',
  supplier_adjustment_above_goods:
    'More than is owed for these goods. At most `most` can be taken off; name the campaign and the goods as they were received.',
  supplier_adjustment_without_goods:
    'No such goods were accepted from this supplier. Name the campaign and the goods as they were received, or leave them out.',
  supplier_statement_too_early:
    'A month is stated when it is over. Until then ask for the forecast; `now` is the time of the shop.',
  rebate_above_due: 'More than the rebate that this supplier owes. At most `due`.',
  rebate_is_reversal:
    'This row takes a rebate back; it cannot be taken back itself. Record the rebate again.',
  rebate_reference_used: 'This reference was counted for another rebate. Each rebate counts once.',
} as const;
