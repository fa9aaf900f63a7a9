import type { claims } from '../aftersales/tables.ts';
import type { OrderLine } from '../orders/order.ts';
import type { Row } from '../work.ts';
import { type Calculation, given, shareOf } from './calculation.ts';
import { type ExplainedAmount, type ExplainedStep, step, tell, told } from './explained.ts';
import { titleOf } from './explain-price.ts';
import type { OrderFacts } from './order-facts.ts';
import { replayLine } from './replay-line.ts';

type Claim = Row<typeof claims>;

const names = [
  ['suggested', '这部分商品值', 'What is concerned is worth'],
  ['requested', '顾客要求', 'Asked for'],
  ['proposed', '建议', 'Proposed'],
  ['approved', '批准', 'Approved'],
] as const;
type Name = (typeof names)[number][0];

/** The sums of a claim, from what the goods concerned are worth to what was approved, as far as they are named. */
export function explainClaimAmounts(facts: OrderFacts, claim: Claim): ExplainedAmount[] {
  const line = facts.lines.find(({ id }) => id === claim.orderLineId);
  if (line === undefined) return [];
  const title = titleOf(facts, line);
  return names.flatMap(([name, zh, en]): ExplainedAmount[] => {
    const amount = claim[`${name}Amount`];
    if (amount === null) return [];
    return [
      {
        name: `claim.${name}`,
        about: { claimId: claim.id, orderLineId: line.id },
        amount,
        texts: tell(
          facts.say,
          amount,
          (sum) => `${title}：${zh} ${sum}`,
          (sum) => `${title}: ${en} ${sum}`,
        ),
        steps:
          name === 'suggested' ? suggestedSteps(facts, claim, line, amount) : namedSteps(claim, name, amount),
      },
    ];
  });
}

function namedSteps(claim: Claim, name: Exclude<Name, 'suggested'>, amount: number): ExplainedStep[] {
  if (name === 'requested')
    return [step('R33', told('开售后单时写明的金额', 'As it was asked for with the claim'), given(amount))];
  if (name === 'proposed')
    return [step('R33', told('处理人建议的金额', 'As it was proposed to the shop'), given(amount))];
  const from = names.findLast(([one]) => one !== 'approved' && claim[`${one}Amount`] === amount)?.[0];
  const texts = {
    proposed: told('按建议的金额批准', 'Approved as it was proposed'),
    requested: told('按顾客要求的金额批准', 'Approved as it was asked for'),
    suggested: told('按这部分商品值的金额批准', 'Approved as what is concerned is worth'),
    named: told('由处理人决定，不超过余额', 'As it was decided, at most what is left of the line'),
  }[from === undefined || from === 'approved' ? 'named' : from];
  return [step('R33', texts, given(amount))];
}

/** The share of what was left of the line when the claim was opened, by pieces or by the packed weight. */
function suggestedSteps(facts: OrderFacts, claim: Claim, line: OrderLine, amount: number): ExplainedStep[] {
  const share = shareConcerned(facts, claim, line);
  const found = share.rounded === amount ? share : undefined;
  const byWeight = isWeighed(claim, line);
  const texts =
    found === undefined
      ? told(
          '开售后单时，这部分商品在余额中所占的份额',
          'The share of the goods concerned in what was left of the line when the claim was opened',
        )
      : byWeight
        ? told(
            '该行实付 × 有问题的克数 ÷ 实际重量',
            'What the line costs × the grams concerned ÷ its packed weight',
          )
        : told(
            '该行余额 × 有问题的件数 ÷ 尚未赔过的件数',
            'What is left of the line × the pieces concerned ÷ those that were not made good before',
          );
  return [step('R31', texts, found ?? given(amount))];
}

function isWeighed({ grams }: Claim, line: OrderLine): boolean {
  return grams !== null && line.grams !== null && line.grams > 0;
}

/** As the line stood when the claim was opened; what was handed over later or comes again makes it another one. */
function shareConcerned(facts: OrderFacts, claim: Claim, line: OrderLine): Calculation {
  const { changes, paid } = replayLine(facts, line);
  const before = changes.findLast(
    ({ refund }) => (refund?.createdAt ?? 0) <= claim.openedAt && refund?.id !== claim.refundId,
  );
  const { net, balance } = before?.after ?? paid;
  if (isWeighed(claim, line) && line.grams !== null)
    return shareOf(net, Math.min(claim.grams ?? 0, line.grams), line.grams);
  const madeGood = facts.claims
    .slice(0, facts.claims.indexOf(claim))
    .filter(
      ({ orderLineId, decidedAt, outcome }) =>
        orderLineId === line.id && outcome !== null && (decidedAt ?? 0) <= claim.openedAt,
    )
    .reduce((sum, { pieces }) => sum + pieces, 0);
  const kept = Math.max(1, line.handedOver - madeGood);
  return shareOf(balance.left, Math.min(claim.pieces, kept), kept);
}
