import { variants } from '../catalog/tables.ts';
import { defineVerb } from '../define.ts';
import { refuse } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { RowRequest, Work } from '../work.ts';
import { poolSchema, putPoolSchema } from './round-schemas.ts';
import { offers, pools } from './tables.ts';

interface Pooled {
  readonly id: string;
  readonly sold: number;
}

/** Offers of the goods ?1 in campaigns with the pickup date ?2. */
const ofPool = `FROM "offers" o JOIN "campaigns" c ON c."id" = o."campaignId" WHERE o."variantId" = ?1 AND c."pickupDate" = ?2`;

/**
 * Gives goods one stock for all campaigns of a pickup date, beside the cap of each offer (R3); or changes how large it
 * is, not below what is sold. What was ordered before counts.
 *
 * Refuses: invalid_input, not_found, not_allowed.
 */
export const putPool = defineVerb({
  name: 'pools.put',
  summary: 'Share a stock between campaigns',
  input: putPoolSchema,
  answer: poolSchema,
  // What was sold before is summed up in the database, and guarded there.
  alone: true,
  decide: (work, { variantId: reference, pickupDate, cap }, context) => {
    demandShop(context);
    const variantId = work.resolve(variants, reference).id;
    const known = work.find(pools, { variantId, pickupDate });
    const sold = known?.sold ?? startPool(work, variantId, pickupDate);
    if (cap < sold) {
      const message = `${String(sold)} are ordered already.`;
      refuse('invalid_input', { fields: [{ path: 'cap', code: 'below_sold', message }] });
    }
    if (known) work.set(pools, known, { cap });
    else work.insert(pools, { variantId, pickupDate, cap, sold });
    work.emit({ type: 'pool.put', subject: variantId, data: { pickupDate, cap } });
    return { variantId, pickupDate, cap, sold, left: cap - sold };
  },
});

interface PoolMove {
  readonly variantId: string;
  /** The day whose stock the template draws on. */
  readonly from: string;
  readonly pickupDate: string;
}

/**
 * Lets new offers of the goods draw on the stock of their day. Where there is none but the template's day has one,
 * one as large is made, and never smaller than what other campaigns of the day have sold.
 */
export function joinPool(
  work: Work,
  { variantId, from, pickupDate }: PoolMove,
  added: readonly string[],
): void {
  work.need([pools, { variantId, pickupDate: from }], [pools, { variantId, pickupDate }]);
  const template = work.find(pools, { variantId, pickupDate: from });
  if (work.find(pools, { variantId, pickupDate }) === undefined) {
    if (template === undefined) return;
    const sold = startPool(work, variantId, pickupDate, added.length);
    const cap = Math.max(template.cap, sold);
    work.insert(pools, { variantId, pickupDate, cap, sold });
    work.emit({ type: 'pool.put', subject: variantId, data: { pickupDate, cap } });
  }
  for (const id of added) work.set(offers, work.get(offers, id), { poolDate: pickupDate });
}

/**
 * Ties the offers there are to the new pool; answers what they have sold together.
 *
 * @param added how many offers of the goods the same command adds
 */
function startPool(work: Work, variantId: string, pickupDate: string, added = 0): number {
  const key = [variantId, pickupDate];
  const rows = work.rows<Pooled>(`SELECT o."id" AS "id", o."sold" AS "sold" ${ofPool}`, key);
  work.need(...rows.map(({ id }): RowRequest => [offers, { id }]));
  for (const { id } of rows) work.set(offers, work.get(offers, id), { poolDate: pickupDate });
  const sold = rows.reduce((sum, row) => sum + row.sold, 0);
  // An order that another process placed since would not be counted.
  work.guard(
    `SELECT coalesce(sum(o."sold"), 0) <> CAST(?3 AS INTEGER) OR count(*) <> CAST(?4 AS INTEGER) ${ofPool}`,
    [...key, sold, rows.length + added],
  );
  return sold;
}

/** The pickup date of the pool that an offer of these goods draws on; null where there is none. */
export function poolDateOf(work: Work, variantId: string, pickupDate: string): string | null {
  return work.find(pools, { variantId, pickupDate }) === undefined ? null : pickupDate;
}
