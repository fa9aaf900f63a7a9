import type * as z from 'zod';
import { campaigns, offers } from '../campaigns/tables.ts';
import { demandCategories } from '../catalog/demand-categories.ts';
import { defineVerb } from '../define.ts';
import { demandLevel } from '../leaders/demand-level.ts';
import { leaders } from '../leaders/tables.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { instantOf } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { amountOf, type Shop, theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { nameTheSame, ruleView } from './commission-rule.ts';
import { boostShare, demandShares, shareOfPrice } from './demand-shares.ts';
import type { Rate } from './help-selling.ts';
import { type CommissionRule, rulesAbout, shelfOf } from './match-rule.ts';
import { commissionRuleSchema, createCommissionRuleSchema } from './schemas.ts';
import { commissionRules } from './tables.ts';

type CreateRule = z.output<typeof createCommissionRuleSchema>;

/**
 * Sets a rate for an offer, a campaign, a leader, a tier of leaders, a category or the shop. A rule is never changed,
 * only replaced: this one ends what was in force for the same (C18). Orders placed before keep their rate (R34).
 *
 * Refuses: commission_rule_invalid, commission_share_too_high, leader_level_unknown, category_unknown,
 * currency_mismatch, not_found, not_allowed, invalid_input.
 */
export const createCommissionRule = defineVerb({
  name: 'commissionRules.create',
  summary: 'Set a commission rate',
  input: createCommissionRuleSchema,
  answer: commissionRuleSchema,
  alone: true,
  decide: (work, command, context) => {
    demandShop(context);
    const shop = theShop(work);
    const { validFrom, validTo } = period(command, context);
    const rate = rateOf(command, shop);
    demandAffordable(work, command, rate, shop);
    const links = linksOf(work, command);
    const rule = work.insert(commissionRules, {
      id: context.newId('rul'),
      ...links,
      shelf: shelfOf(links),
      ...rate,
      validFrom,
      validTo,
      createdAt: context.now,
    });
    work.emit({ type: 'commissionRule.created', subject: rule.id, data: { validFrom, validTo } });
    if (validTo === null) endReplaced(work, rule, context);
    putAwayPast(work, context);
    return ruleView(rule, shop.currency);
  },
});

function period({ validFrom, validTo }: CreateRule, { now }: Context) {
  // A rate is frozen when an order is placed, so a rule cannot reach back.
  const from = validFrom === undefined ? now : Math.max(now, instantOf(validFrom));
  const to = validTo === undefined ? null : instantOf(validTo);
  demand(to === null || from < to, 'commission_rule_invalid', {
    fields: [
      { path: 'validTo', code: 'period', message: 'Must be later than validFrom, and later than now.' },
    ],
  });
  return { validFrom: from, validTo: to };
}

function linksOf(work: Work, { offerId, campaignId, leaderId, leaderTier, category }: CreateRule) {
  if (leaderTier !== undefined) demandLevel(work, leaderTier, 'leaderTier');
  if (category !== undefined) demandCategories(work, [{ name: category, path: 'category' }]);
  return {
    offerId: offerId === undefined ? null : work.get(offers, offerId).id,
    campaignId: campaignId === undefined ? null : work.resolve(campaigns, campaignId).id,
    leaderId: leaderId === undefined ? null : work.resolve(leaders, leaderId).id,
    leaderTier: leaderTier ?? null,
    category: category ?? null,
  };
}

function rateOf({ basisPoints, perPiece }: CreateRule, shop: Shop): Rate {
  return {
    basisPoints: basisPoints ?? null,
    perPiece: perPiece === undefined ? null : amountOf(shop, perPiece, 'perPiece'),
  };
}

/** A rule must not pass the cap alone; a sum per piece can be measured where the rule names an offer. */
function demandAffordable(work: Work, { offerId }: CreateRule, rate: Rate, { policies }: Shop): void {
  const { perPiece } = rate;
  const sum =
    perPiece === null || offerId === undefined ? 0 : shareOfPrice(perPiece, work.get(offers, offerId).price);
  const rule = { part: 'rule', basisPoints: rate.basisPoints ?? sum } as const;
  const path = perPiece === null ? 'basisPoints' : 'perPiece';
  demandShares(policies, path, [rule], rule.basisPoints === 0 ? [] : [boostShare(policies)]);
}

/** An open-ended rule would decide over the older one for ever; a passing one (a launch boost) leaves it in force. */
function endReplaced(work: Work, rule: CommissionRule, { now }: Context): void {
  // What names the same things stands on the same shelf.
  for (const older of work.list(commissionRules, rulesAbout(rule.shelf))) {
    const outlives = older.validTo === null || older.validTo > rule.validFrom;
    if (older.id === rule.id || !outlives || older.validFrom > rule.validFrom || !nameTheSame(older, rule))
      continue;
    const validTo = rule.validFrom;
    work.set(commissionRules, older, { validTo, ...(validTo <= now && { active: 0 }) });
    work.emit({ type: 'commissionRule.retired', subject: older.id, data: { validTo, replacedBy: rule.id } });
  }
}

/**
 * Rules that have ended leave the shelves that orders read, so many with each new one: read past its end, a rule decides
 * nothing.
 */
function putAwayPast(work: Work, { now }: Context): void {
  const past = work.rows<{ id: string }>(
    `SELECT "id" AS "id" FROM "commission_rules" WHERE "active" = 1 AND "validTo" <= CAST(? AS INTEGER) ORDER BY "validTo" LIMIT ${String(putAwayMax)}`,
    [now],
  );
  work.need(...past.map(({ id }) => [commissionRules, { id }] as const));
  for (const { id } of past) work.set(commissionRules, work.get(commissionRules, id), { active: 0 });
}

const putAwayMax = 200;
