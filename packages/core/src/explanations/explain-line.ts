import type { OrderLine } from '../orders/order.ts';
import { percentOf, type ExplainedAmount, type ExplainedStep, step, tell, told } from './explained.ts';
import { type Calculation, given, lowestOf, piecesOf, sumOf, sumOfAll } from './calculation.ts';
import { goodsOf, titleOf } from './explain-price.ts';
import type { OrderFacts } from './order-facts.ts';
import { priceDropSteps } from './price-drop-steps.ts';
import type { LineChange, LineHistory } from './replay-line.ts';
import { reasonText } from './sentences.ts';

/** What the line costs: goods, less discounts, less what its price fell by afterwards. */
export function explainNet(facts: OrderFacts, line: OrderLine, history: LineHistory): ExplainedAmount {
  const { say } = facts;
  const goods = goodsOf(line);
  const steps: ExplainedStep[] = [];
  if (line.gift) steps.push(step('R12', told('赠品，不收钱', 'A gift, free of charge'), given(0)));
  else steps.push(step('R6', told('单价 × 件数', 'Unit price × pieces'), goods));
  const terms: Record<string, number> = { goods: goods.rounded };
  if (line.discount > 0) terms.discount = -line.discount;
  const before = history.paid.net - history.placed.net;
  if (before > 0) {
    terms.gift = before;
    steps.push(chargedStep(facts, before));
  } else if (before < 0) {
    terms.beforePayment = before;
    steps.push(
      step(
        'R17',
        tell(
          say,
          -before,
          (sum) => `付款前减少 ${sum}（到店付，退件、缺货、降价直接少付）`,
          (sum) => `${sum} less before the payment: what is paid at pickup is lowered directly`,
        ),
        given(-before),
      ),
    );
  }
  for (const [index, change] of history.changes.entries()) {
    const lowered = change.after.net - change.before.net;
    if (change.kind === 'priced') terms.gift = (terms.gift ?? 0) + lowered;
    else if (lowered !== 0) terms[`change${String(index + 1)}`] = lowered;
    if (change.kind === 'adjustment') steps.push(...priceDropSteps(facts, line, change));
    if (change.kind === 'priced' || change.moved) steps.push(giftStep(facts, change));
  }
  const net = sumOf(terms);
  return {
    name: 'line.net',
    about: { orderLineId: line.id },
    amount: line.net,
    texts: tell(
      say,
      line.net,
      (sum) => `${titleOf(facts, line)} ×${String(line.pieces)} 实付 ${sum}`,
      (sum) => `${titleOf(facts, line)} × ${String(line.pieces)}: ${sum} to pay`,
    ),
    steps: [...steps, step('R9', told('商品金额减优惠和降价', 'Goods less discounts and price drops'), net)],
  };
}

function chargedStep({ say }: Pick<OrderFacts, 'say'>, price: number): ExplainedStep {
  return step(
    'R11',
    tell(
      say,
      price,
      (sum) => `满赠条件不再满足，赠品收费 ${sum}`,
      (sum) => `The condition of the gift no longer holds: it is charged at ${sum}`,
    ),
    given(price),
  );
}

function giftStep({ say }: OrderFacts, change: LineChange): ExplainedStep {
  if (change.kind === 'priced') return chargedStep({ say }, change.whole);
  return step(
    'R11',
    tell(
      say,
      change.kept,
      (sum) => `从退款中留下 ${sum}，转为赠品的价钱`,
      (sum) => `${sum} of the refund was kept and became the price of a gift`,
    ),
    given(-change.kept),
  );
}

/** Each refund of the line in the order of time, by the formula of its kind (R31). */
export function explainRefunded(facts: OrderFacts, line: OrderLine, history: LineHistory): ExplainedAmount[] {
  const back = history.changes.filter(({ kind, refund }) => refund !== null && kind !== 'adjustment');
  if (back.length === 0 && line.refunded === 0) return [];
  const steps = back.map((change) => refundStep(facts, change));
  const total = sumOfAll(back.map(({ whole, kept }) => whole - kept));
  return [
    {
      name: 'line.refunded',
      about: { orderLineId: line.id },
      amount: line.refunded,
      texts: tell(
        facts.say,
        line.refunded,
        (sum) => `${titleOf(facts, line)}已退 ${sum}`,
        (sum) => `${titleOf(facts, line)}: ${sum} refunded`,
      ),
      steps: [...steps, step('R31', told('各次退款合计', 'The refunds together'), total)],
    },
  ];
}

/** What one change gave back, and why so much. */
export function refundStep({ say }: OrderFacts, change: LineChange): ExplainedStep {
  const reason = reasonText(change.refund?.reason ?? '');
  const amount = change.whole - change.kept;
  const zh = `${reason.zh}：退 ${say.zh(amount)}`;
  const en = `${say.en(amount)} back: ${reason.en}`;
  if (change.kept > 0)
    return step(
      'R11',
      told(`${zh}，因赠品留下 ${say.zh(change.kept)}`, `${en}; ${say.en(change.kept)} was kept for a gift`),
      sumOf({ refund: change.whole, kept: -change.kept }),
    );
  const calculation = refundCalculation(change);
  if (change.kind !== 'byPiece') return step('R31', told(zh, en), calculation);
  const pieces = String(change.pieces);
  const counted = change.pieces === 1 ? 'piece' : 'pieces';
  return step(
    'R31',
    told(`${zh}（${pieces} 件，累计后相减）`, `${en} (${pieces} ${counted}, counted up and subtracted)`),
    calculation,
  );
}

function refundCalculation(change: LineChange): Calculation {
  const { base, pieces, done, left } = change.before.balance;
  if (change.kind === 'byPiece' && pieces > 0)
    return piecesOf({ base, pieces, done, back: change.pieces, left });
  return lowestOf({ approved: change.refund?.amount ?? change.whole, left });
}

/** What the customer kept paying. */
export function explainLeft(facts: OrderFacts, line: OrderLine, history: LineHistory): ExplainedAmount {
  const left = line.net - line.refunded;
  const { net, refunded } = history.now;
  const percent = net > 0 && refunded > 0 ? percentOf(Math.round((10_000 * left) / net)) : null;
  const more = percent === null ? '' : `（${percent}）`;
  return {
    name: 'line.left',
    about: { orderLineId: line.id },
    amount: left,
    texts: tell(
      facts.say,
      left,
      (sum) => `${titleOf(facts, line)}最后付了 ${sum}${more}`,
      (sum) => `${titleOf(facts, line)}: ${sum} kept paid${percent === null ? '' : ` (${percent})`}`,
    ),
    steps: [step('R31', told('实付减已退', 'Net less refunds'), sumOf({ net, refunded: -refunded }))],
  };
}
