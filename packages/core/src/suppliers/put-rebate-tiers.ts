import type * as z from 'zod';
import { defineVerb } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { refuse } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { amountOf, type Shop, theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { rebateContractOf, tierViews } from './rebate-contract.ts';
import type { RebateTier } from './rebate-of.ts';
import { putRebateTiersSchema, rebateTiersSchema } from './rebate-schemas.ts';
import { rebateTiers, suppliers } from './tables.ts';

/**
 * Sets what a supplier gives back on a month's volume (返点), in place of what was agreed before. It counts for every
 * month that is not stated yet; a statement keeps the tiers it was reckoned by. The same again changes nothing.
 *
 * Refuses: invalid_input (thresholds that do not rise), currency_mismatch, not_found, not_allowed.
 */
export const putRebateTiers = defineVerb({
  name: 'rebateTiers.put',
  summary: 'Set the rebate tiers of a supplier',
  input: putRebateTiersSchema,
  answer: rebateTiersSchema,
  decide: (work, { mode, ...command }, context) => {
    demandShop(context);
    const shop = theShop(work);
    const supplier = work.resolve(suppliers, command.supplierId);
    const tiers = risingTiers(shop, command.tiers);
    const known = rebateContractOf(work, supplier.id);
    const contract = { mode, tiers };
    if (JSON.stringify(known) !== JSON.stringify(contract)) {
      // Changes the supplier's row also when the mode stays, so that two contracts at once never mix.
      work.set(suppliers, supplier, { rebateMode: mode, updatedAt: context.now });
      replaceTiers(work, supplier.id, tiers, context);
      work.emit({ type: 'rebateTiers.changed', subject: supplier.id, data: contract });
    }
    return { supplierId: supplier.id, mode, tiers: tierViews(tiers, shop.currency) };
  },
});

function risingTiers(
  shop: Shop,
  wished: z.output<typeof putRebateTiersSchema>['tiers'],
): readonly RebateTier[] {
  const tiers = wished.map(({ threshold, basisPoints }, position) => ({
    threshold: amountOf(shop, threshold, `tiers.${String(position)}.threshold`),
    basisPoints,
  }));
  const fields = tiers.flatMap(({ threshold }, position) =>
    position > 0 && threshold <= (tiers[position - 1]?.threshold ?? 0)
      ? [
          {
            path: `tiers.${String(position)}.threshold`,
            code: 'not_rising',
            message: 'Must be above the threshold of the tier before.',
          },
        ]
      : [],
  );
  return fields.length === 0 ? tiers : refuse('invalid_input', { fields });
}

function replaceTiers(
  work: Work,
  supplierId: string,
  tiers: readonly RebateTier[],
  { now, newId }: Context,
): void {
  for (const tier of work.list(rebateTiers, { supplierId })) {
    if (tier.retiredAt === null) work.set(rebateTiers, tier, { retiredAt: now });
  }
  for (const tier of tiers)
    work.insert(rebateTiers, { id: newId('rti'), supplierId, ...tier, createdAt: now });
}
