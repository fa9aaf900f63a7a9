/** Errors of suppliers and what is paid to them. */
export const supplierErrors = {
  supplier_payment_reference_used:
    'This reference was counted for another payment to a supplier. Each payment counts once.',
} as const;
