import { defineVerb } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import { ruleView } from './commission-rule.ts';
import { commissionRuleIdSchema, commissionRuleSchema } from './schemas.ts';
import { commissionRules } from './tables.ts';

/**
 * Ends a rule now: the next specific one decides from here on. Orders placed before keep their rate (R34).
 * A rule that has ended stays as it is.
 *
 * Refuses: not_found, not_allowed.
 */
export const retireCommissionRule = defineVerb({
  name: 'commissionRules.retire',
  summary: 'End a commission rate',
  input: commissionRuleIdSchema,
  answer: commissionRuleSchema,
  decide: (work, { ruleId }, context) => {
    demandShop(context);
    const { currency } = theShop(work);
    const rule = work.get(commissionRules, ruleId);
    const { now } = context;
    if (rule.validTo !== null && rule.validTo <= now) return ruleView(rule, currency);
    // One that has not begun never will: it ends where it begins.
    const validTo = Math.max(now, rule.validFrom);
    const retired = work.set(commissionRules, rule, { validTo, active: 0 });
    work.emit({ type: 'commissionRule.retired', subject: rule.id, data: { validTo, replacedBy: null } });
    return ruleView(retired, currency);
  },
});
