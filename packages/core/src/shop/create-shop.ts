import type * as z from 'zod';
import { boostShare, demandReferral, demandShares } from '../commissions/demand-shares.ts';
import { commissionRules, leaderAccounts } from '../commissions/tables.ts';
import { defineVerb } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { randomText } from '../shared/id.ts';
import type { Work } from '../work.ts';
import { demandShop } from './demand-shop.ts';
import { defaultPolicies } from './policies.ts';
import { createShopSchema, shopSchema } from './schemas.ts';
import { shopView } from './shop.ts';
import { shops } from './tables.ts';
import { shopId } from './the-shop.ts';

/** What leaders earn until the shop says otherwise, in basis points. */
const defaultCommission = 1000;
/** Characters of five bits each: 260 bits of chance. */
const secretLength = 52;

/**
 * Sets the shop up, once per database: its settings, its house leader and its default commission of 10 %.
 *
 * Refuses: shop_exists, commission_share_too_high (the launch boost, recruits), not_allowed, invalid_input.
 */
export const createShop = defineVerb({
  name: 'shop.create',
  summary: 'Set up the shop',
  input: createShopSchema,
  answer: shopSchema,
  decide: (work, command, context) => {
    demandShop(context);
    demand(work.find(shops, shopId) === undefined, 'shop_exists');
    const policies = command.policies ?? defaultPolicies;
    demandShares(policies, 'policies.launchBoostBasisPoints', [boostShare(policies)]);
    demandReferral(policies);
    const houseLeaderId = plantHouseLeader(work, command, context);
    work.insert(commissionRules, {
      id: context.newId('rul'),
      basisPoints: defaultCommission,
      validFrom: context.now,
      createdAt: context.now,
    });
    const { name, zone, currency, locale } = command;
    const shop = work.insert(shops, {
      id: shopId,
      name,
      zone,
      currency,
      locale,
      houseLeaderId,
      policies,
      sessionSecret: randomText(context.random, secretLength),
      createdAt: context.now,
    });
    work.emit({ type: 'shop.created', subject: shopId, data: { currency, zone } });
    return shopView(shop);
  },
});

/** Every order has a leader; this one stands for the shop itself and earns nothing. */
function plantHouseLeader(
  work: Work,
  { locale }: z.output<typeof createShopSchema>,
  context: Context,
): string {
  const leader = work.insert(leaders, {
    id: context.newId('led'),
    name: locale.toLowerCase().startsWith('zh') ? '店铺自营' : 'The shop itself',
    house: true,
    status: 'active',
    appliedAt: context.now,
    approvedAt: context.now,
  });
  work.insert(leaderAccounts, { leaderId: leader.id });
  return leader.id;
}
