import type { Row } from '../work.ts';
import { commissionRules } from './tables.ts';

export type CommissionRule = Row<typeof commissionRules>;

/** What a rule is matched against. */
export interface CommissionSubject {
  readonly offerId: string;
  readonly campaignId: string;
  readonly leaderId: string;
  readonly leaderTier: string | null;
  readonly category: string;
}

/** From the most to the least specific link (C18). A rule that names none of them is the shop's default. */
export const ruleLinks = ['offerId', 'campaignId', 'leaderId', 'leaderTier', 'category'] as const;

/** Where an order looks for a rule that names these. */
export function shelfOf({
  offerId,
  campaignId,
  leaderId,
}: Pick<CommissionRule, 'offerId' | 'campaignId' | 'leaderId'>): string {
  return offerId ?? campaignId ?? leaderId ?? 'shop';
}

/** The rules that stand where an order looks for those that name this, or nothing. */
export const rulesAbout = (shelf = 'shop') => ({ active: 1, shelf }) as const;

/** All rules that may decide about a line: what is not known yet is left out. */
export function rulesWanted(
  names: readonly (string | undefined)[],
): (readonly [typeof commissionRules, ReturnType<typeof rulesAbout>])[] {
  const known = names.filter((name) => name !== undefined);
  return [undefined, ...known].map((name) => [commissionRules, rulesAbout(name)] as const);
}

/** The rule that decides: the first link that only one of two names decides between them, then the later `validFrom`. */
export function matchRule(
  rules: readonly CommissionRule[],
  subject: CommissionSubject,
  now: number,
): CommissionRule | undefined {
  return rules
    .filter((rule) => rule.validFrom <= now && (rule.validTo === null || now < rule.validTo))
    .filter((rule) => ruleLinks.every((link) => rule[link] === null || rule[link] === subject[link]))
    .toSorted(bySpecificity)[0];
}

function bySpecificity(first: CommissionRule, second: CommissionRule): number {
  for (const link of ruleLinks) {
    const named = Number(second[link] !== null) - Number(first[link] !== null);
    if (named !== 0) return named;
  }
  return second.validFrom - first.validFrom || (first.id < second.id ? 1 : -1);
}
