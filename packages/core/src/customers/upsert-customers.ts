import type * as z from 'zod';
import { defineVerb } from '../define.ts';
import {
  countOf,
  demandDistinct,
  differing,
  isAnything,
  type RowOutcome,
  touchedIds,
  upserted,
} from '../shared/bulk-rows.ts';
import type { Context } from '../shared/context.ts';
import { phoneNumber } from '../shared/phone.ts';
import { upsertedSchema } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { shopId } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { claimPhones, type PhoneClaim, takePhones } from './claim-phones.ts';
import type { Customer } from './customer.ts';
import { mergeCustomers } from './merge-customers.ts';
import { upsertCustomersSchema } from './schemas.ts';
import { customers } from './tables.ts';

type CustomerRow = z.output<typeof upsertCustomersSchema>['customers'][number];
type PlacedClaim = PhoneClaim & { readonly row: CustomerRow };

/**
 * Mirrors customers of the host shop, up to 1,000 in a call, all or none. What is the same already is not touched.
 * A phone that the host has verified brings along what a leader ordered for it (R46).
 *
 * Refuses: invalid_input (also for an `externalId` that stands in two rows, or a verified phone that is somebody
 * else's), not_allowed.
 */
export const upsertCustomers = defineVerb({
  name: 'customers.upsert',
  summary: 'Create or update customers by externalId',
  input: upsertCustomersSchema,
  answer: upsertedSchema,
  alone: true,
  decide: (work, { customers: rows }, context) => {
    demandShop(context);
    demandDistinct(rows.map(({ externalId }, index) => ({ path: `customers.${String(index)}`, externalId })));
    const claims = claimsOf(work, rows);
    const { phones, merges } = claimPhones(work, claims, context);
    const taken: [string, string][] = [];
    const outcomes = claims.map((claim) => {
      const { phone = null, adopted } = phones.get(claim) ?? {};
      const outcome = storeCustomer(work, claim, phone, adopted, context);
      if (outcome.outcome === 'updated' && phone !== null && phone !== claim.stored?.phone)
        taken.push([outcome.id, phone]);
      return outcome;
    });
    takePhones(work, taken);
    mergeCustomers(work, merges, context);
    const customerIds = touchedIds(outcomes);
    if (customerIds.length > 0) {
      const data = {
        created: countOf(outcomes, 'created'),
        updated: countOf(outcomes, 'updated'),
        customerIds,
      };
      work.emit({ type: 'customers.upserted', subject: shopId, data });
    }
    return upserted(outcomes);
  },
});

/** What each row says, with the stored row as it was before anything of the call is done. */
function claimsOf(work: Work, rows: readonly CustomerRow[]): PlacedClaim[] {
  const numbers = rows.map(({ phone }) => (typeof phone === 'string' ? phoneNumber(phone) : phone));
  work.need(
    ...rows.map(({ externalId }) => [customers, { externalId }] as const),
    ...numbers.flatMap((phone) => (typeof phone === 'string' ? [[customers, { phone }] as const] : [])),
  );
  return rows.map((row, index) => {
    const stored = work.first(customers, { externalId: row.externalId });
    const number = numbers[index];
    const phone = number === undefined ? (stored?.phone ?? null) : number;
    const verified = row.phoneVerified ?? (phone !== null && phone === stored?.phone && stored.phoneVerified);
    return { row, path: `customers.${String(index)}`, stored, phone, verified: verified && phone !== null };
  });
}

function storeCustomer(
  work: Work,
  { row, stored, verified }: PlacedClaim,
  phone: string | null,
  adopted: Customer | undefined,
  { now, newId }: Context,
): RowOutcome {
  const { externalId, name, firstOrderBefore } = row;
  const values = { externalId, phone, phoneVerified: phone !== null && verified };
  const known = stored ?? adopted;
  if (known === undefined) {
    const optional = { name: name ?? '', firstOrderBefore: firstOrderBefore ?? false };
    const customer = work.insert(customers, {
      id: newId('cus'),
      ...values,
      ...optional,
      createdAt: now,
      updatedAt: now,
    });
    return { externalId, id: customer.id, outcome: 'created' };
  }
  const { phone: _, ...changes } = differing(known, { ...values, name, firstOrderBefore });
  if (!isAnything(changes) && known.phone === phone)
    return { externalId, id: known.id, outcome: 'unchanged' };
  work.set(customers, work.get(customers, known.id), { ...changes, updatedAt: now });
  return { externalId, id: known.id, outcome: 'updated' };
}
