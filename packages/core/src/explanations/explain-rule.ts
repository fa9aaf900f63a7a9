import type { CommissionEntry } from '../commissions/commission-of.ts';
import { type CommissionRule, matchRule, ruleLinks } from '../commissions/match-rule.ts';
import type { StepText } from '../orders/step-text.ts';
import type { OrderLine } from '../orders/order.ts';
import { instantText } from '../shared/time.ts';
import { type ExplainedStep, percentOf, type Say, step, told } from './explained.ts';
import type { OrderFacts } from './order-facts.ts';

/** How many rules that did not decide are told of. */
const othersMax = 5;

const links: Readonly<Record<(typeof ruleLinks)[number], readonly [zh: string, en: string]>> = {
  offerId: ['团品', 'the offer'],
  campaignId: ['开团', 'the campaign'],
  leaderId: ['团长', 'the leader'],
  leaderTier: ['团长等级', "the leader's tier"],
  category: ['品类', 'the category'],
};

/** Which rule decided when the order was placed, and why it won over the others that matched (C18). */
export function explainRule(facts: OrderFacts, entry: CommissionEntry, line: OrderLine): ExplainedStep[] {
  const { say } = facts;
  const rate = rateText(entry, say);
  const base = baseText(entry);
  const rule = facts.rules.find(({ id }) => id === entry.ruleId);
  if (rule === undefined)
    return [
      step(
        'C18',
        told(`下单时定下 ${rate.zh}，${base.zh}`, `${rate.en}, fixed when the order was placed; ${base.en}`),
      ),
    ];
  const names = namesOf(rule);
  const decided = told(
    `${rate.zh}：按${names.zh}的规则，下单时定下，之后改规则不影响；${base.zh}`,
    `${rate.en} by the rule for ${names.en}, fixed when the order was placed; ${base.en}`,
  );
  const others = othersOf(facts, entry, line, rule).map((other) => step(other.id, whyNot(rule, other, say)));
  return [step(versioned(rule), decided), ...others];
}

/** A rule is never changed, only replaced: when it began is its version. */
function versioned({ id, validFrom }: CommissionRule): string {
  return `${id} @${instantText(validFrom)}`;
}

function othersOf(
  facts: OrderFacts,
  entry: CommissionEntry,
  line: OrderLine,
  winner: CommissionRule,
): CommissionRule[] {
  const category = facts.offers.get(line.offerId)?.category ?? '';
  // The tier of that day: what the winner names, else the leader's own.
  const leaderTier = winner.leaderTier ?? facts.leaders.get(entry.beneficiaryId)?.tier ?? null;
  const { offerId, campaignId } = line;
  const subject = { offerId, campaignId, leaderId: entry.beneficiaryId, leaderTier, category };
  let rules = facts.rules.filter(({ id }) => id !== winner.id);
  const others: CommissionRule[] = [];
  while (others.length < othersMax) {
    const next = matchRule(rules, subject, facts.order.placedAt);
    if (next === undefined) break;
    rules = rules.filter((rule) => rule !== next);
    // One that would have won by the leader's tier of today did not match on that day.
    if (matchRule([winner, next], subject, facts.order.placedAt) === winner) others.push(next);
  }
  return others;
}

function whyNot(winner: CommissionRule, other: CommissionRule, say: Say): StepText {
  const rate = rateText(other, say);
  const names = namesOf(other);
  const link = ruleLinks.find((one) => (winner[one] === null) !== (other[one] === null));
  if (link === undefined)
    return told(
      `${names.zh}的另一条规则（${rate.zh}）较早，由较新的代替`,
      `Another rule for ${names.en} (${rate.en}) is older`,
    );
  const [zh, en] = links[link];
  return told(
    `${names.zh}的规则（${rate.zh}）也适用，但没有指定${zh}，不如前一条具体`,
    `The rule for ${names.en} (${rate.en}) matched too, but does not name ${en}, so it is less specific`,
  );
}

function namesOf(rule: CommissionRule): StepText {
  const named = ruleLinks.filter((link) => rule[link] !== null).map((link) => links[link]);
  if (named.length === 0) return told('店铺', 'the shop');
  return told(named.map(([zh]) => zh).join('＋'), named.map(([, en]) => en).join(' and '));
}

function rateText(rate: Pick<CommissionEntry, 'basisPoints' | 'perPiece'>, say: Say): StepText {
  if (rate.perPiece !== null)
    return told(`每件 ${say.zh(rate.perPiece)}`, `${say.en(rate.perPiece)} a piece`);
  const percent = percentOf(rate.basisPoints ?? 0);
  return told(percent, percent);
}

function baseText({ base, perPiece }: CommissionEntry): StepText {
  if (perPiece !== null)
    return told('随顾客最后留下的件数和金额', 'it follows the pieces and the money that the customer keeps');
  return base === 'net'
    ? told('按优惠后的实付计', 'of what is paid after discounts')
    : told('按优惠前的金额计', 'of the goods before discounts');
}
