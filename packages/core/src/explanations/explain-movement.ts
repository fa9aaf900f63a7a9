import { bonusOf, withheldOf } from '../commissions/bonus-of.ts';
import type { leaderReferrals } from '../commissions/referral-tables.ts';
import type { commissionMovements } from '../commissions/tables.ts';
import type { commissionTargets, targetResults } from '../commissions/target-tables.ts';
import { localText } from '../shared/time.ts';
import type { Shop } from '../shop/the-shop.ts';
import type { Row } from '../work.ts';
import { given, rateOf, sumOf } from './calculation.ts';
import { type ExplainedAmount, type ExplainedStep, type Say, step, tell, told } from './explained.ts';
import { accrualStep, replayCommission } from './explain-commission.ts';
import { titleOf } from './explain-price.ts';
import { explainRefundAmounts } from './explain-refund-amounts.ts';
import { explainRule } from './explain-rule.ts';
import type { OrderFacts } from './order-facts.ts';
import { rateNotes } from './rate-notes.ts';
import { replayLine } from './replay-line.ts';

export type Movement = Row<typeof commissionMovements>;

/** What movements of a statement follow from, beside themselves. */
export interface MovementFacts {
  readonly shop: Shop;
  readonly say: Say;
  /** The order of a line, by the line. */
  readonly orderOfLine: ReadonlyMap<string, OrderFacts>;
  readonly results: ReadonlyMap<string, Row<typeof targetResults>>;
  readonly targets: ReadonlyMap<string, Row<typeof commissionTargets>>;
  /** By the recruited leader. */
  readonly referrals: ReadonlyMap<string, Row<typeof leaderReferrals>>;
}

type StepsOf = (facts: MovementFacts, movement: Movement) => ExplainedStep[];

/** One function for each kind of movement. */
const stepsByKind: Readonly<Record<Movement['kind'], StepsOf>> = {
  earned: earnedSteps,
  reversed: reversedSteps,
  fault: faultSteps,
  bonus: bonusSteps,
};

const names: Readonly<Record<Movement['kind'], readonly [zh: string, en: string]>> = {
  earned: ['已赚佣金', 'Commission earned'],
  reversed: ['退款收回', 'Taken back by a refund'],
  bonus: ['奖励', 'Bonus'],
  fault: ['责任承担', 'What the leader answers for'],
};

/** One movement of a statement, reckoned anew from its line. */
export function explainMovement(facts: MovementFacts, movement: Movement): ExplainedAmount {
  const { say } = facts;
  const [zh, en] = names[movement.kind];
  const order = facts.orderOfLine.get(movement.orderLineId ?? '');
  const line = order?.lines.find(({ id }) => id === movement.orderLineId);
  const title = order === undefined || line === undefined ? movement.reason : titleOf(order, line);
  const { id, commissionEntryId, orderLineId } = movement;
  const at = localText(movement.datedAt, facts.shop.zone);
  return {
    name: `movement.${movement.kind}`,
    about: {
      movementId: id,
      ...(order === undefined ? {} : { orderId: order.order.id }),
      ...(orderLineId === null ? {} : { orderLineId }),
      ...(commissionEntryId === null ? {} : { commissionId: commissionEntryId }),
    },
    amount: movement.amount,
    texts: tell(
      say,
      movement.amount,
      (sum) => `${at} ${zh} ${sum} ${title}`.trim(),
      (sum) => `${at} ${en}: ${sum} ${title}`.trim(),
    ),
    steps: stepsByKind[movement.kind](facts, movement),
  };
}

function commissionOf(facts: MovementFacts, movement: Movement) {
  const order = facts.orderOfLine.get(movement.orderLineId ?? '');
  const line = order?.lines.find(({ id }) => id === movement.orderLineId);
  const entry = order?.commissions.find(({ id }) => id === movement.commissionEntryId);
  if (order === undefined || line === undefined || entry === undefined) return undefined;
  return { order, line, entry, ...replayCommission(order, entry, line, replayLine(order, line)) };
}

function earnedSteps(facts: MovementFacts, movement: Movement): ExplainedStep[] {
  const found = commissionOf(facts, movement);
  if (found === undefined) return asStored(movement);
  const { order, entry, line, accrual, reversals } = found;
  const before = reversals.filter(({ late }) => !late);
  const terms = {
    accrued: accrual.rounded,
    ...Object.fromEntries(before.map(({ key, back }) => [key, -back])),
  };
  return [
    ...explainRule(order, entry, line),
    ...rateNotes(entry, facts.say),
    accrualStep(order, entry, accrual),
    ...before.map((one) => one.step),
    step('R35', told('已赚时的佣金', 'The commission when it was earned'), sumOf(terms)),
  ];
}

function reversedSteps(facts: MovementFacts, movement: Movement): ExplainedStep[] {
  const found = commissionOf(facts, movement);
  const reversal = found?.reversals.find(({ key }) => movement.source.startsWith(`${key} `));
  if (reversal === undefined) return asStored(movement);
  const back = told(
    '已赚之后的收回，计入下一张结算单',
    'It was earned, so it is an entry of the next statement',
  );
  return [reversal.step, step('R36', back, sumOf({ back: -reversal.back }))];
}

/** The leader's share of a claim's cost (R33). */
function faultSteps(facts: MovementFacts, movement: Movement): ExplainedStep[] {
  const order = facts.orderOfLine.get(movement.orderLineId ?? '');
  const refund = order?.refunds.find(({ id }) => movement.source === `${id} fault`);
  if (order !== undefined && refund === undefined) return replacedSteps(movement);
  if (order === undefined || refund === undefined) return asStored(movement);
  const share = explainRefundAmounts(order, refund).find(
    ({ name, about }) => name === 'fault.share' && about.party === 'leader',
  );
  if (share === undefined) return asStored(movement);
  const charged = share.steps.at(-1)?.calculation?.rounded ?? 0;
  return [
    ...share.steps,
    step('R33', told('从佣金中扣', 'Taken off the commission'), sumOf({ share: -charged })),
  ];
}

/** Of goods that came again (补发) the leader bears a share of what they did cost. */
function replacedSteps({ amount }: Movement): ExplainedStep[] {
  const why = told(
    '补发商品的成本中由团长承担的部分，从佣金中扣',
    'The share of the cost of goods that came again, taken off the commission',
  );
  return [step('R33', why, sumOf({ share: amount }))];
}

/** What a bonus is for stands before the id in its source. */
const bonuses: Readonly<Record<string, StepsOf>> = { target: targetSteps, referral: referralSteps };

function bonusSteps(facts: MovementFacts, movement: Movement): ExplainedStep[] {
  const [kind = ''] = movement.source.split(' ');
  return bonuses[kind]?.(facts, movement) ?? asStored(movement);
}

/** A fixed sum for a recruited leader, once (R40). */
function referralSteps({ referrals, say }: MovementFacts, movement: Movement): ExplainedStep[] {
  const amount = referrals.get(movement.source.replace('referral ', ''))?.amount ?? null;
  if (amount === null) return asStored(movement);
  const texts = tell(
    say,
    amount,
    (sum) => `推荐的团长赚到第一笔佣金，一次性奖励 ${sum}`,
    (sum) => `A recruited leader earned a first commission: ${sum}, once`,
  );
  return [step('R40', texts, given(amount))];
}

/** The highest step reached, and only that one; or what was withheld (R40). */
function targetSteps(facts: MovementFacts, movement: Movement): ExplainedStep[] {
  const result = facts.results.get(movement.source.replace('target ', ''));
  const target = facts.targets.get(result?.targetId ?? '');
  if (result === undefined || target === undefined) return asStored(movement);
  const { say } = facts;
  const { sales } = result;
  const reached = target.steps[(result.step ?? 0) - 1];
  const sold = told(
    `${target.name}：这段时间的销售 ${say.zh(sales)}，${reached === undefined ? '没有达到' : `达到 ${say.zh(reached.threshold)}`}`,
    `${target.name}: sales of ${say.en(sales)} in the period, ${reached === undefined ? 'no step reached' : `the step of ${say.en(reached.threshold)} reached`}`,
  );
  if (reached === undefined) {
    const rate = target.withheldBasisPoints;
    const withheld =
      rate === null || target.withheldAmount !== null
        ? given(withheldOf(target, sales))
        : rateOf(sales, rate);
    return [
      step('R40', sold, withheld),
      step('R40', told('未达标扣留', 'Withheld'), sumOf({ withheld: -withheld.rounded })),
    ];
  }
  const paid =
    reached.basisPoints === null || reached.bonus !== null
      ? given(bonusOf(target.steps, sales))
      : rateOf(sales, reached.basisPoints);
  return [step(target.id, sold, paid)];
}

/** Nothing further is stored of it. */
function asStored({ reason, amount }: Movement): ExplainedStep[] {
  const texts = reason === '' ? told('按登记的金额', 'As it was posted') : told(reason, reason);
  return [step(null, texts, given(amount))];
}
