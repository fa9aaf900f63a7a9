/** Errors of products and variants. */
export const catalogErrors = {
  supplier_unknown: 'This supplier is not known. Upsert the supplier first; `fields` names the rows.',
} as const;
