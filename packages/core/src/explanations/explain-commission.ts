import { basisAtPayment, type CommissionEntry } from '../commissions/commission-of.ts';
import type { OrderLine } from '../orders/order.ts';
import { localText } from '../shared/time.ts';
import { type ExplainedAmount, type ExplainedStep, step, tell, told } from './explained.ts';
import { type Calculation, sumOf, sumOfAll } from './calculation.ts';
import { commissionCalculation } from './commission-calculation.ts';
import { titleOf } from './explain-price.ts';
import { explainRule } from './explain-rule.ts';
import type { OrderFacts } from './order-facts.ts';
import { rateNotes } from './rate-notes.ts';
import type { LineHistory, LineState } from './replay-line.ts';
import { reasonText } from './sentences.ts';

/** What the commission is for, by its kind. */
const kinds: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  sale: ['卖货佣金', 'sale'],
  help: ['帮卖佣金', 'help-selling'],
  point: ['自提点佣金', 'pickup point share'],
  referral: ['推荐奖励', 'referral'],
  bonus: ['奖励', 'bonus'],
};

/** A line as it stood, for the function that reckons commissions. */
function lineAt(line: OrderLine, { net, refunded, balance }: LineState): OrderLine {
  return {
    ...line,
    net,
    refunded,
    refundBase: balance.base,
    refundPieces: balance.pieces,
    refundDone: balance.done,
  };
}

/** A commission as it went: accrued once, then taken back by what happened to the line. */
export interface CommissionHistory {
  readonly accrual: Calculation;
  readonly reversals: readonly Reversal[];
}

export function replayCommission(
  facts: OrderFacts,
  entry: CommissionEntry,
  line: OrderLine,
  history: LineHistory,
): CommissionHistory {
  const paidLine = lineAt(line, history.paid);
  const entries = facts.commissions
    .filter(({ orderLineId }) => orderLineId === line.id)
    .map((one) => ({ ...one, ...basisAtPayment(one, paidLine) }));
  const own = entries.find(({ id }) => id === entry.id) ?? entry;
  const worthOf: WorthOf = (state) => commissionCalculation(own, entries, lineAt(line, state));
  const reversals = entry.status === 'unpaid' ? [] : reversalsOf(facts, worthOf, history);
  return { accrual: worthOf(history.paid), reversals };
}

/** The commission of one beneficiary on a line: which rule, of what, accrued, taken back, earned, settled. */
export function explainCommission(
  facts: OrderFacts,
  entry: CommissionEntry,
  line: OrderLine,
  history: LineHistory,
): ExplainedAmount {
  const { say } = facts;
  const name = facts.leaders.get(entry.beneficiaryId)?.name ?? entry.beneficiaryId;
  const [zh, en] = kinds[entry.kind] ?? [entry.kind, entry.kind];
  const title = titleOf(facts, line);
  const { accrual, reversals } = replayCommission(facts, entry, line, history);
  const due = sumOf({
    accrued: entry.status === 'unpaid' ? 0 : accrual.rounded,
    ...Object.fromEntries(reversals.map(({ key, back }) => [key, -back])),
  });
  return {
    name: 'commission.due',
    about: { commissionId: entry.id, orderLineId: line.id, leaderId: entry.beneficiaryId, kind: entry.kind },
    amount: entry.due,
    texts: tell(
      say,
      entry.due,
      (sum) => `${name}的${zh}：${title} ${sum}`,
      (sum) => `${name}, ${en}: ${sum} for ${title}`,
    ),
    steps: [
      ...explainRule(facts, entry, line),
      ...rateNotes(entry, say),
      accrualStep(facts, entry, accrual),
      ...reversals.map(({ step: one }) => one),
      ...lifeSteps(facts, entry),
      step('R34', told('应得减收回', 'What accrued less what was taken back'), due),
    ],
  };
}

type WorthOf = (state: LineState) => Calculation;

export function accrualStep(
  { say }: OrderFacts,
  { status }: CommissionEntry,
  worth: Calculation,
): ExplainedStep {
  const texts =
    status === 'unpaid'
      ? tell(
          say,
          worth.rounded,
          (sum) => `订单未付款，付款时计 ${sum}`,
          (sum) => `The order is not paid yet; at the payment it would be ${sum}`,
        )
      : tell(
          say,
          worth.rounded,
          (sum) => `付款时计 ${sum}（待赚）`,
          (sum) => `${sum} accrued at the payment`,
        );
  return step(status === 'unpaid' ? 'R17' : 'R34', texts, worth);
}

/** What one change of the line took back. */
interface Reversal {
  /** The refund, or that a gift was charged. */
  readonly key: string;
  /** It was earned by then, so it is an entry of the next statement. */
  readonly late: boolean;
  readonly back: number;
  readonly step: ExplainedStep;
}

/** Due before − due after, at each change of the line; never a rate times the refund (R34). */
function reversalsOf(facts: OrderFacts, worthOf: WorthOf, { paid, changes }: LineHistory): Reversal[] {
  const { say } = facts;
  let due = worthOf(paid).rounded;
  return changes.flatMap((change, index): Reversal[] => {
    const before = due;
    const worth = worthOf(change.after);
    due = worth.rounded;
    const back = before - due;
    if (back === 0) return [];
    const key = change.refund?.id ?? change.reduced?.changeId ?? `giftCharged${String(index + 1)}`;
    const reason = reasonText(change.refund?.reason ?? change.reduced?.reason ?? 'giftCharged');
    const late = isLate(facts, key);
    const texts = told(
      `${reason.zh}后应得 ${say.zh(due)}（${worth.exact}），收回 ${say.zh(back)}${late ? '；已赚之后，从下一张结算单扣' : ''}`,
      `${reason.en}: due falls to ${say.en(due)} (${worth.exact}), ${say.en(back)} taken back${late ? '; it was earned, so in the next statement' : ''}`,
    );
    return [{ key, late, back, step: step('R34', texts, sumOf({ before, after: -due })) }];
  });
}

function isLate({ movements }: OrderFacts, refundId: string): boolean {
  return movements.some(({ kind, source }) => kind === 'reversed' && source.startsWith(`${refundId} `));
}

/** Why it is earned when it is, and which statements took it (R35–R37). */
function lifeSteps(facts: OrderFacts, entry: CommissionEntry): ExplainedStep[] {
  const steps: ExplainedStep[] = [];
  const own = facts.claims.filter(({ orderLineId }) => orderLineId === entry.orderLineId);
  const hours = String(facts.shop.policies.claimWindowHours);
  if (entry.completedAt !== null) {
    const at = entry.earnedAt ?? entry.earnableAt;
    const claim = own.findLast(({ decidedAt }) => decidedAt !== null && decidedAt === at);
    const wait =
      claim === undefined
        ? told(`售后期 ${hours} 小时已过`, `the claim window of ${hours} hours is over`)
        : told(`售后单 ${claim.id} 已处理`, `the claim ${claim.id} is decided`);
    const when = at === null ? null : localText(at, facts.shop.zone);
    const texts =
      when === null
        ? told('有售后单未处理，处理后才算已赚', 'A claim is open: it is earned once that is decided')
        : told(
            `${when} 起算已赚：商品已交付，${wait.zh}`,
            `Earned from ${when}: the goods are delivered and ${wait.en}`,
          );
    steps.push(step('R35', texts));
  }
  const settled = facts.movements.filter(
    ({ commissionEntryId, statementId }) => commissionEntryId === entry.id && statementId !== null,
  );
  if (settled.length === 0) return steps;
  const ids = [...new Set(settled.map(({ statementId }) => statementId))].join(', ');
  const total = sumOfAll(settled.map(({ amount }) => amount));
  return [...steps, step('R37', told(`已计入结算单 ${ids}`, `Settled in ${ids}`), total)];
}
