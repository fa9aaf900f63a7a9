import { boostShare, demandShares } from '../commissions/demand-shares.ts';
import { ruleLinks, rulesAbout, shelfOf } from '../commissions/match-rule.ts';
import { commissionRules } from '../commissions/tables.ts';
import type { Context } from '../shared/context.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';

/**
 * Gives a leader an own commission rate from now on, in basis points. A rule is never changed, only replaced (C18);
 * the same rate again changes nothing. Answers whether anything was written. Refuses: commission_share_too_high.
 */
export function setOwnRate(work: Work, leaderId: string, basisPoints: number, context: Context): boolean {
  const { now } = context;
  const { policies } = theShop(work);
  demandShares(policies, 'basisPoints', [{ part: 'rule', basisPoints }], [boostShare(policies)]);
  const links = { offerId: null, campaignId: null, leaderId, leaderTier: null, category: null };
  const current = work
    .list(commissionRules, rulesAbout(leaderId))
    .filter((rule) => ruleLinks.every((link) => rule[link] === links[link]))
    .filter((rule) => rule.validFrom <= now && rule.validTo === null);
  if (current.length === 1 && current[0]?.basisPoints === basisPoints) return false;
  const id = context.newId('rul');
  work.insert(commissionRules, {
    id,
    ...links,
    shelf: shelfOf(links),
    basisPoints,
    validFrom: now,
    createdAt: now,
  });
  work.emit({ type: 'commissionRule.created', subject: id, data: { validFrom: now, validTo: null } });
  for (const rule of current) {
    work.set(commissionRules, rule, { validTo: now, active: 0 });
    work.emit({ type: 'commissionRule.retired', subject: rule.id, data: { validTo: now, replacedBy: id } });
  }
  return true;
}
