import { defineVerb } from '../define.ts';
import { demandDistinct, upserted } from '../shared/bulk-rows.ts';
import { phoneNumber } from '../shared/phone.ts';
import { upsertedSchema } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { amountOf, theShop } from '../shop/the-shop.ts';
import { upsertSuppliersSchema } from './schemas.ts';
import { storeSuppliers } from './store-suppliers.ts';

/**
 * Mirrors suppliers of the host shop, up to 1,000 in a call, all or none. What is the same already is not touched.
 *
 * Refuses: invalid_input (also for an `externalId` that stands in two rows), currency_mismatch, not_allowed.
 */
export const upsertSuppliers = defineVerb({
  name: 'suppliers.upsert',
  summary: 'Create or update suppliers by externalId',
  input: upsertSuppliersSchema,
  answer: upsertedSchema,
  decide: (work, { suppliers: rows }, context) => {
    demandShop(context);
    demandDistinct(rows.map(({ externalId }, index) => ({ path: `suppliers.${String(index)}`, externalId })));
    const shop = theShop(work);
    const values = rows.map(({ minimumValue, ...row }, index) => ({
      ...row,
      minimumValue: minimumValue && amountOf(shop, minimumValue, `suppliers.${String(index)}.minimumValue`),
      phone: typeof row.phone === 'string' ? phoneNumber(row.phone) : row.phone,
    }));
    return upserted(storeSuppliers(work, values, context));
  },
});
