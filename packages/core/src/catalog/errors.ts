/** Errors of products and variants. */
export const catalogErrors = {
  supplier_unknown: 'This supplier is not known. Upsert the supplier first; `fields` names the rows.',
  category_unknown:
    'No goods of the shop are in this category; `categories` lists those it has. Upsert the goods first, or mend the name.',
} as const;
