import type { OrderLine } from '../orders/order.ts';
import { basisPointsOf } from '../shared/money.ts';
import { given, lowestOf, productOf, rateOf, shareOf, sumOf } from './calculation.ts';
import { type ExplainedStep, percentOf, step, tell, told } from './explained.ts';
import type { OrderFacts } from './order-facts.ts';
import type { LineChange } from './replay-line.ts';
import { reasonText } from './sentences.ts';

/** How a price fell after the payment: the drop of the goods, less what percent discounts took of it, at most what is left. */
type DropOf = (facts: OrderFacts, line: OrderLine, change: LineChange) => ExplainedStep[] | null;

/** One function for each reason of a price adjustment; what is not here is told as it is stored. */
const drops: Readonly<Record<string, DropOf>> = { tier: tierSteps, weight: weightSteps };

export function priceDropSteps(facts: OrderFacts, line: OrderLine, change: LineChange): ExplainedStep[] {
  const { say } = facts;
  const stored = change.refund?.amount ?? change.whole;
  const found = drops[change.refund?.reason ?? '']?.(facts, line, change) ?? null;
  if (found?.at(-1)?.calculation?.rounded === stored) return found;
  const reason = reasonText(change.refund?.reason ?? '');
  return [
    step(
      'R31',
      told(`${reason.zh}：少付 ${say.zh(stored)}`, `${say.en(stored)} less: ${reason.en}`),
      given(stored),
    ),
  ];
}

function tierSteps(facts: OrderFacts, line: OrderLine, change: LineChange): ExplainedStep[] | null {
  const repriced = facts.events.find(({ type, subject }) => type === 'line.repriced' && subject === line.id);
  const tierPrice = repriced?.data.unitPrice;
  if (typeof tierPrice !== 'number') return null;
  const { pieces, done } = change.before.balance;
  const each = line.unitPrice - tierPrice;
  const texts = told(
    `封单时到了阶梯价 ${facts.say.zh(tierPrice)}，每件低 ${facts.say.zh(each)}`,
    `At the freeze the tier of ${facts.say.en(tierPrice)} was reached, ${facts.say.en(each)} less each`,
  );
  return discounted(facts, line, change, step('R7', texts, productOf(each, pieces - done)));
}

function weightSteps(facts: OrderFacts, line: OrderLine, change: LineChange): ExplainedStep[] | null {
  const weighing = facts.weighings.find(({ id }) => change.refund?.source === `weight ${id}`);
  if (weighing === undefined) return null;
  const { grams, gramsPerUnit, pieces, paidPieces, unitPrice } = weighing;
  const nominal = String(gramsPerUnit * pieces);
  const texts = told(
    `实际重量 ${String(grams)} 克，名义重量 ${nominal} 克：按重量计价`,
    `It weighed ${String(grams)} g of ${nominal} g: what the weight comes to`,
  );
  const goods = unitPrice * paidPieces;
  const weighed = shareOf(goods, grams, gramsPerUnit * pieces);
  const missing = told('比名义重量少的部分', 'What is missing of the nominal weight');
  const drop = step('R27', missing, sumOf({ nominal: goods, weighed: -weighed.rounded }));
  const steps = discounted(facts, line, change, drop);
  const last = steps.at(-1)?.calculation?.rounded ?? 0;
  const before = last - weighing.given;
  const earlier = told('减去前次称重已减的', 'Less what an earlier weighing took off');
  const corrected = before === 0 ? [] : [step('R27', earlier, sumOf({ drop: last, before: -before }))];
  return [step('R27', texts, weighed), ...steps, ...corrected];
}

/** R8: amount discounts stay; percent discounts apply to the drop too, one after the other. */
function discounted(
  facts: OrderFacts,
  line: OrderLine,
  change: LineChange,
  first: ExplainedStep,
): ExplainedStep[] {
  const steps = [first];
  let drop = first.calculation?.rounded ?? 0;
  for (const { orderLineId, basisPoints } of facts.discounts) {
    if (orderLineId !== line.id || basisPoints === null) continue;
    const percent = percentOf(basisPoints);
    const part = basisPointsOf(drop, basisPoints);
    steps.push(
      step(
        'R8',
        told(`折扣 ${percent} 也适用于降价部分`, `The discount of ${percent} applies to the drop too`),
        rateOf(drop, basisPoints),
      ),
    );
    drop -= part;
  }
  const amount = lowestOf({ drop, left: change.before.balance.left });
  return [
    ...steps,
    step(
      'R8',
      tell(
        facts.say,
        amount.rounded,
        (sum) => `少付 ${sum}，不超过余额`,
        (sum) => `${sum} less, at most what is left`,
      ),
      amount,
    ),
  ];
}
