import { boostShare, demandReferral, demandShares } from '../commissions/demand-shares.ts';
import { commissionRules } from '../commissions/tables.ts';
import { defineVerb } from '../define.ts';
import { differing, isAnything } from '../shared/bulk-rows.ts';
import { demand } from '../shared/error.ts';
import type { Work } from '../work.ts';
import { demandShop } from './demand-shop.ts';
import type { ShopPolicies } from './policies.ts';
import { changeShopSchema, shopSchema } from './schemas.ts';
import { shopView } from './shop.ts';
import { shops } from './tables.ts';
import { shopId, theShop } from './the-shop.ts';

/**
 * Changes the shop's name, locale or policies. They apply to what happens from now on.
 *
 * Refuses: currency_mismatch (R47), commission_share_too_high (the launch boost), not_allowed, invalid_input.
 */
export const changeShop = defineVerb({
  name: 'shop.change',
  summary: 'Change the shop',
  input: changeShopSchema,
  answer: shopSchema,
  decide: (work, { name, locale, currency, policies }, context) => {
    demandShop(context);
    const shop = theShop(work);
    demand(currency === undefined || currency === shop.currency, 'currency_mismatch', {
      currency: shop.currency,
      fields: [{ path: 'currency', code: 'immutable', message: 'The currency of a shop never changes.' }],
    });
    const policyChanges = differing(shop.policies, policies ?? {});
    const settings = differing(shop, { name, locale });
    const fields = [
      ...Object.keys(settings),
      ...Object.keys(policyChanges).map((field) => `policies.${field}`),
    ];
    if (fields.length === 0) return shopView(shop);
    const after = { ...shop.policies, ...policyChanges };
    demandBoost(work, after, policyChanges);
    if ('referral' in policyChanges) demandReferral(after);
    else if ('maximumShareBasisPoints' in policyChanges)
      demandReferral(after, 'policies.maximumShareBasisPoints');
    const changed = work.set(shops, shop, {
      ...settings,
      ...(isAnything(policyChanges) ? { policies: after } : {}),
    });
    work.emit({ type: 'shop.updated', subject: shopId, data: { fields } });
    return shopView(changed);
  },
});

/** A boost must not pass the cap alone, nor with the highest rate the whole. */
function demandBoost(work: Work, after: ShopPolicies, changes: Partial<ShopPolicies>): void {
  const { launchBoostBasisPoints, launchBoostDays } = changes;
  if (launchBoostBasisPoints === undefined && launchBoostDays === undefined) return;
  const rates = work.list(commissionRules, { active: 1 }).map(({ basisPoints }) => basisPoints ?? 0);
  const highest = { part: 'rule', basisPoints: Math.max(0, ...rates) } as const;
  demandShares(after, 'policies.launchBoostBasisPoints', [boostShare(after)], [highest]);
}
