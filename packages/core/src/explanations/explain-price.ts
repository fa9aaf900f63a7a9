import type { OrderLine } from '../orders/order.ts';
import { textOfStep } from '../orders/step-text.ts';
import { allocate } from '../shared/money.ts';
import { countsFor } from '../promotions/terms.ts';
import { allocationOf, type Calculation, given, lowestOf, productOf, rateOf, sumOf } from './calculation.ts';
import { type ExplainedAmount, type ExplainedStep, percentOf, step, tell, told } from './explained.ts';
import type { OrderFacts } from './order-facts.ts';

type Benefit = OrderFacts['benefits'][number];

/** A discount as it was made: what it was taken of, and how it fell on the lines. */
export interface ReplayedDiscount {
  readonly benefit: Benefit;
  readonly name: string;
  /** What the sum follows from. */
  readonly calculation: Calculation;
  /** The running net of each line that counted, 0 for the others; in the order of the lines. */
  readonly weights: readonly number[];
  readonly parts: readonly number[];
}

/** Plays the discounts of an order again in their order (R9), from the terms that the order has kept. */
export function replayDiscounts(facts: OrderFacts): ReplayedDiscount[] {
  const lines = facts.lines.filter(({ gift }) => !gift);
  const nets = lines.map(({ unitPrice, pieces }) => unitPrice * pieces);
  const taken = new Set<number>();
  return facts.benefits
    .filter(({ terms }) => terms.gift === null)
    .map((benefit) => {
      const promotion = facts.promotions.get(benefit.promotionId);
      const saves = promotion?.kind === 'spendSave';
      const weights = nets.map((net, index) => {
        const category = facts.offers.get(lines[index]?.offerId ?? '')?.category ?? '';
        return countsFor(benefit.terms, category) && !(saves && taken.has(index)) ? net : 0;
      });
      const calculation = discountOf(benefit, weights);
      const parts = calculation.rounded === 0 ? weights.map(() => 0) : allocate(calculation.rounded, weights);
      for (const [index, part] of parts.entries()) {
        nets[index] = (nets[index] ?? 0) - part;
        if (saves && (weights[index] ?? 0) > 0) taken.add(index);
      }
      return { benefit, name: promotion?.name ?? '', calculation, weights, parts };
    });
}

function discountOf({ terms }: Benefit, weights: readonly number[]): Calculation {
  const reached = weights.reduce((sum, net) => sum + net, 0);
  const reachedStep = terms.steps.filter(({ from }) => from <= reached).at(-1);
  if (reachedStep === undefined) return given(0);
  const { amount, basisPoints } = reachedStep;
  return amount === null ? rateOf(reached, basisPoints ?? 0) : lowestOf({ amount, goods: reached });
}

/** What a promotion took off the order, and how that was split over the lines. */
export function explainDiscount(facts: OrderFacts, replayed: ReplayedDiscount): ExplainedAmount {
  const { benefit, name, calculation } = replayed;
  const { say } = facts;
  const rule = ruleOf(benefit);
  const amount = facts.discounts
    .filter(({ promotionId }) => promotionId === benefit.promotionId)
    .reduce((sum, one) => sum + one.amount, 0);
  const why =
    calculation.rate === null
      ? tell(
          say,
          calculation.rounded,
          (sum) => `${name}：减 ${sum}，不超过商品金额`,
          (sum) => `${name}: ${sum} off, at most the goods`,
        )
      : told(
          `${name}：对当时的实付打折 ${percentOf(calculation.rate)}`,
          `${name}: ${percentOf(calculation.rate)} of the running net`,
        );
  return {
    name: 'promotion.discount',
    about: { promotionId: benefit.promotionId },
    amount,
    texts: tell(
      say,
      amount,
      (sum) => `${name}共减 ${sum}`,
      (sum) => `${name} took ${sum} off`,
    ),
    steps: [step('R9', why), step(rule, conditionText(facts, benefit), calculation)],
  };
}

function conditionText({ say }: OrderFacts, { terms, reached }: Benefit) {
  const from = terms.steps.filter((one) => one.from <= reached).at(-1)?.from ?? 0;
  return told(
    `适用商品当时 ${say.zh(reached)}，门槛 ${say.zh(from)}`,
    `The goods that count came to ${say.en(reached)}; it begins at ${say.en(from)}`,
  );
}

/** A promotion and the version of it that decided. */
function ruleOf({ promotionId, promotionVersion }: Benefit): string {
  return `${promotionId} v${String(promotionVersion)}`;
}

/** Why a piece costs what it does: the stored step of the quote (R6, R7). */
export function explainUnitPrice(facts: OrderFacts, line: OrderLine): ExplainedAmount {
  const { say, shop, order } = facts;
  const quoted = order.priceSteps.find(
    (one) => one.line === line.position && ['offer', 'tier', 'flash'].includes(one.kind),
  );
  const priced =
    quoted ?? (line.gift ? undefined : order.priceSteps.find(({ line: at }) => at === line.position));
  const texts = priced === undefined ? told('赠品', 'A gift') : textOfStep(priced, shop.currency);
  const lowered =
    priced?.kind === 'tier' && typeof priced.facts?.instead === 'number' ? priced.facts.instead : null;
  const steps = [step(priced?.kind === 'tier' ? 'R7' : 'R6', texts, given(priced?.amount ?? line.unitPrice))];
  if (lowered !== null) {
    const instead = lowestOf({ offer: lowered, tier: line.unitPrice });
    steps.push(
      step('R6', told('取团购价和阶梯价中较低的', 'The lower of the campaign price and the tier'), instead),
    );
  }
  return {
    name: 'line.unitPrice',
    about: { orderLineId: line.id },
    amount: line.unitPrice,
    texts: tell(
      say,
      line.unitPrice,
      (sum) => `${titleOf(facts, line)}每${unitOf(facts, line)} ${sum}`,
      (sum) => `${titleOf(facts, line)}: ${sum} each`,
    ),
    steps,
  };
}

/** The part of each discount that fell on a line, by largest remainder. */
export function explainLineDiscount(
  facts: OrderFacts,
  line: OrderLine,
  discounts: readonly ReplayedDiscount[],
): ExplainedAmount[] {
  if (line.discount === 0) return [];
  const position = facts.lines.filter(({ gift }) => !gift).findIndex(({ id }) => id === line.id);
  const parts = discounts.filter(({ parts: all }) => (all[position] ?? 0) > 0);
  const shares = parts.map(({ benefit, name, calculation, weights }): ExplainedStep => {
    const share = allocationOf(calculation.rounded, weights, position);
    const texts = told(
      `${name}按当时实付分摊到各行，余数大的先得一分`,
      `${name}, split over the lines by their running net; the largest remainders get the odd units`,
    );
    return step(ruleOf(benefit), texts, share);
  });
  const total = sumOf(
    Object.fromEntries(parts.map(({ benefit, parts: all }) => [benefit.promotionId, all[position] ?? 0])),
  );
  return [
    {
      name: 'line.discount',
      about: { orderLineId: line.id },
      amount: line.discount,
      texts: tell(
        facts.say,
        line.discount,
        (sum) => `${titleOf(facts, line)}优惠 ${sum}`,
        (sum) => `${titleOf(facts, line)}: ${sum} of discounts`,
      ),
      steps: [...shares, step('R9', told('这一行的优惠合计', 'The discounts of this line together'), total)],
    },
  ];
}

export function goodsOf(line: OrderLine): Calculation {
  return productOf(line.gift ? 0 : line.unitPrice, line.pieces);
}

export function titleOf({ offers }: OrderFacts, { offerId }: OrderLine): string {
  return offers.get(offerId)?.title ?? offerId;
}

function unitOf({ offers }: OrderFacts, { offerId }: OrderLine): string {
  return offers.get(offerId)?.unit ?? '件';
}
