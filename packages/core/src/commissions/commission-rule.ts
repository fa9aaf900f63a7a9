import { instantOrNull, money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { type CommissionRule, ruleLinks } from './match-rule.ts';

export function ruleView(rule: CommissionRule, currency: string) {
  const { id, offerId, campaignId, leaderId, leaderTier, category, basisPoints, perPiece } = rule;
  return {
    id,
    offerId,
    campaignId,
    leaderId,
    leaderTier,
    category,
    basisPoints,
    perPiece: perPiece === null ? null : money(perPiece, currency),
    validFrom: instantText(rule.validFrom),
    validTo: instantOrNull(rule.validTo),
    createdAt: instantText(rule.createdAt),
  };
}

/** Whether two rules name the same things, so that the later one takes the place of the other. */
export function nameTheSame(one: CommissionRule, other: CommissionRule): boolean {
  return ruleLinks.every((link) => one[link] === other[link]);
}
