import { claimOfSource, isJudged } from '../orders/refund-source.ts';
import { faults, type FaultShares } from '../aftersales/tables.ts';
import { accounts } from '../ledger/accounts.ts';
import { allocationOf, given, shareOf, sumOf } from './calculation.ts';
import { type ExplainedAmount, type ExplainedStep, percentOf, step, tell, told } from './explained.ts';
import { refundStep } from './explain-line.ts';
import { titleOf } from './explain-price.ts';
import type { OrderFacts } from './order-facts.ts';
import { priceDropSteps } from './price-drop-steps.ts';
import { type LineChange, replayLine } from './replay-line.ts';
import { partyText, reasonText } from './sentences.ts';

type Refund = OrderFacts['refunds'][number];
type Line = OrderFacts['lines'][number];

/** A refund: how much, and who bears the cost of it (R33). */
export function explainRefundAmounts(facts: OrderFacts, refund: Refund): ExplainedAmount[] {
  const line = facts.lines.find(({ id }) => id === refund.orderLineId);
  const change = line && replayLine(facts, line).changes.find((one) => one.refund?.id === refund.id);
  if (line === undefined || change === undefined) return [unusable(facts, refund)];
  const steps =
    change.kind === 'adjustment' ? priceDropSteps(facts, line, change) : [refundStep(facts, change)];
  const amount: ExplainedAmount = {
    name: 'refund.amount',
    about: { refundId: refund.id, orderLineId: line.id },
    amount: refund.amount,
    texts: sentenceOf(facts, refund, titleOf(facts, line)),
    steps,
  };
  return [amount, ...explainFault(facts, refund, line, change)];
}

function sentenceOf({ say }: OrderFacts, refund: Refund, title: string) {
  const reason = reasonText(refund.reason);
  return tell(
    say,
    refund.amount,
    (sum) => `${title}退 ${sum}：${reason.zh}`,
    (sum) => `${title}: ${sum} back, ${reason.en}`,
  );
}

function unusable(facts: OrderFacts, refund: Refund): ExplainedAmount {
  const payment = facts.payments.find(({ id }) => refund.source === `unusable ${id}`);
  const texts = told(
    '付款到得太晚或已有付款，全额退回',
    'The payment came too late, or the order was paid: all of it goes back',
  );
  return {
    name: 'refund.amount',
    about: { refundId: refund.id },
    amount: refund.amount,
    texts: sentenceOf(facts, refund, told('付款', 'payment').zh),
    steps: [step('R16', texts, given(payment?.amount ?? refund.amount))],
  };
}

/** What each party at fault is charged: its share of the cost of the goods concerned, or of the refund by policy. */
function explainFault(facts: OrderFacts, refund: Refund, line: Line, change: LineChange): ExplainedAmount[] {
  if (!isJudged(refund.source)) return [];
  const shares = sharesOf(facts, refund);
  const weights = faults.map((fault) => shares[fault] ?? 0);
  return faults.flatMap((party, position): ExplainedAmount[] => {
    const stored = chargedTo(facts, refund, party);
    if ((weights[position] ?? 0) === 0 || !isCharged(facts, line, party)) return [];
    const basis = basisOf(facts, refund, line, change, weights, position, stored);
    const share = allocationOf(basis.at(-1)?.calculation?.rounded ?? 0, weights, position);
    const who = partyText(party);
    const percent = percentOf(weights[position] ?? 0);
    return [
      {
        name: 'fault.share',
        about: { refundId: refund.id, orderLineId: line.id, party },
        amount: stored,
        texts: tell(
          facts.say,
          stored,
          (sum) => `${who.zh}承担 ${sum}`,
          (sum) => `${sum} is borne by ${who.en}`,
        ),
        steps: [
          ...basis,
          step(
            'R33',
            told(
              `${who.zh}的责任 ${percent}，按最大余数分`,
              `Fault of ${who.en}: ${percent}, split by largest remainder`,
            ),
            share,
          ),
        ],
      },
    ];
  });
}

function sharesOf(facts: OrderFacts, refund: Refund): FaultShares {
  const claimId = claimOfSource(refund.source);
  const claim = facts.claims.find(({ id }) => id === claimId);
  if (claim !== undefined) return claim.faultShares;
  return { [faults.find((one) => one === refund.fault) ?? 'shop']: 10_000 };
}

/** Shop and customer are charged nothing more; nor does the shop charge itself as leader. */
function isCharged({ leaders }: OrderFacts, { leaderId }: Line, party: string): boolean {
  if (party === 'shop' || party === 'customer') return false;
  return party !== 'leader' || leaders.get(leaderId)?.house !== true;
}

function chargedTo({ entries }: OrderFacts, refund: Refund, party: string): number {
  return entries
    .filter(
      ({ type, subject, account, fault }) =>
        type === 'fault.charged' &&
        subject === refund.id &&
        account === accounts.recoveries &&
        fault === party,
    )
    .reduce((sum, { amount }) => sum - amount, 0);
}

/** What is split: by the policy of that day, which is the one that leads to what was charged. */
function basisOf(
  facts: OrderFacts,
  refund: Refund,
  line: Line,
  change: LineChange,
  weights: readonly number[],
  position: number,
  stored: number,
): ExplainedStep[] {
  const byRefund = step('R33', told('按退款金额分担', 'The refund itself is shared'), given(refund.amount));
  const judged = facts.refunds
    .slice(0, facts.refunds.findIndex(({ id }) => id === refund.id) + 1)
    .filter(({ orderLineId, source }) => orderLineId === line.id && isJudged(source))
    .reduce((sum, { amount }) => sum + amount, 0);
  const left = change.after.balance.left + judged;
  const texts = told(
    '按涉及商品的成本分担：该行成本 × 退款 ÷ 首次售后前的余额',
    "The cost of the goods concerned is shared: the line's cost × refund ÷ what was left before the first claim",
  );
  const byCost = step('R33', texts, shareOf(line.cost, refund.amount, Math.max(1, left)));
  const isSame = (one: ExplainedStep): boolean =>
    allocationOf(one.calculation?.rounded ?? 0, weights, position).rounded === stored;
  const wished = facts.shop.policies.faultBasis === 'refund' ? [byRefund, byCost] : [byCost, byRefund];
  const found = wished.find(isSame);
  if (found !== undefined) return [found];
  // Before completion the goods cost what the moving average was at that moment, which later receipts change.
  if (!isAfterCompletion(facts, refund)) {
    const average = told(
      '交付前：按当时的移动平均成本',
      'Before completion: at the moving average of that moment',
    );
    return [step('R25', average, given(sumOfCharges(facts, refund, weights)))];
  }
  return wished.slice(0, 1);
}

function isAfterCompletion({ entries }: OrderFacts, refund: Refund): boolean {
  return entries.some(({ subject, account }) => subject === refund.id && account === accounts.returns);
}

/** What was shared out in all, as far as somebody was charged. */
function sumOfCharges(facts: OrderFacts, refund: Refund, weights: readonly number[]): number {
  const charges = Object.fromEntries(faults.map((party) => [party, chargedTo(facts, refund, party)]));
  const known = sumOf(charges).rounded;
  const weight = faults.reduce(
    (sum, party, index) => sum + (charges[party] === 0 ? 0 : (weights[index] ?? 0)),
    0,
  );
  return weight === 0 ? 0 : Math.round((known * 10_000) / weight);
}
