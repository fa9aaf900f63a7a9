import { type ExplainedAmount, type ExplainedStep, step, tell, told } from './explained.ts';
import { sumOf, sumOfAll } from './calculation.ts';
import type { OrderFacts } from './order-facts.ts';
import type { LineHistory } from './replay-line.ts';
import { reasonText } from './sentences.ts';

/** The sums of an order: what it came to, what was paid, what went back and what is left. */
export function explainOrderSums(facts: OrderFacts, histories: readonly LineHistory[]): ExplainedAmount[] {
  const { order, say } = facts;
  const about = { orderId: order.id };
  const total = sumOfAll(histories.map(({ placed }) => placed.net));
  const amounts: ExplainedAmount[] = [
    {
      name: 'order.total',
      about,
      amount: order.total,
      texts: tell(
        say,
        order.total,
        (sum) => `订单合计 ${sum}`,
        (sum) => `The order came to ${sum}`,
      ),
      steps: [step('R9', told('下单时各行实付合计', 'The lines together, when it was placed'), total)],
    },
    explainPaid(facts),
    explainOrderRefunded(facts),
  ];
  if (order.paidAt === null && order.paid === 0) return [...amounts, explainAmountDue(facts, histories)];
  const left = sumOf({ paid: order.paid, refunded: -order.refunded });
  const kept = facts.lines.reduce((sum, line) => sum + line.net - line.refunded, 0);
  amounts.push({
    name: 'order.left',
    about,
    amount: kept,
    texts: tell(
      say,
      kept,
      (sum) => `顾客最后付了 ${sum}`,
      (sum) => `The customer kept paying ${sum}`,
    ),
    steps: [step('R31', told('已付减已退', 'Paid less refunded'), left)],
  });
  return amounts;
}

function explainPaid({ order, payments, say }: OrderFacts): ExplainedAmount {
  const accepted = payments.filter(({ outcome }) => outcome === 'accepted');
  const unusable = payments.filter(({ outcome }) => outcome === 'refundDue');
  const late = unusable.map(({ amount, reference }) =>
    step(
      'R16',
      tell(
        say,
        amount,
        (sum) => `付款 ${reference}（${sum}）到得太晚，不能使用，应退回`,
        (sum) => `The payment ${reference} of ${sum} could no longer be used and goes back`,
      ),
    ),
  );
  const paid = sumOf(Object.fromEntries(accepted.map(({ reference, amount }) => [reference, amount])));
  const how =
    order.collectedBy === 'leader'
      ? told('由团长代收，从下一张结算单中抵扣', 'Collected by the leader, set off in the next statement')
      : told('收到的付款', 'The payments that were accepted');
  return {
    name: 'order.paid',
    about: { orderId: order.id },
    amount: order.paid,
    texts: tell(
      say,
      order.paid,
      (sum) => `已付 ${sum}`,
      (sum) => `${sum} paid`,
    ),
    steps: [...late, step(order.collectedBy === 'leader' ? 'R18' : 'R15', how, paid)],
  };
}

function explainOrderRefunded({ order, refunds, say }: OrderFacts): ExplainedAmount {
  const own = refunds.filter(({ kind }) => kind !== 'unusablePayment');
  const steps = own.map(({ id, amount, reason, status }): ExplainedStep => {
    const why = reasonText(reason);
    const zh = { requested: '已申请', confirmed: '已退回', failed: '失败，待重试' }[status];
    const en = { requested: 'requested', confirmed: 'confirmed', failed: 'failed, to be tried again' }[
      status
    ];
    return step(id, told(`${why.zh}：${say.zh(amount)}，${zh}`, `${say.en(amount)}: ${why.en}; ${en}`));
  });
  return {
    name: 'order.refunded',
    about: { orderId: order.id },
    amount: order.refunded,
    texts: tell(
      say,
      order.refunded,
      (sum) => `共退 ${sum}`,
      (sum) => `${sum} refunded in all`,
    ),
    steps: [
      ...steps,
      step('R31', told('各次退款合计', 'The refunds together'), sumOfAll(own.map(({ amount }) => amount))),
    ],
  };
}

/** R17: what an unpaid order still owes, as its lines stand. */
function explainAmountDue({ order, say }: OrderFacts, histories: readonly LineHistory[]): ExplainedAmount {
  const due = sumOfAll(histories.map(({ now }) => now.net - now.refunded));
  return {
    name: 'order.amountDue',
    about: { orderId: order.id },
    amount: order.amountDue,
    texts: tell(
      say,
      order.amountDue,
      (sum) => `还应付 ${sum}`,
      (sum) => `${sum} is still to be paid`,
    ),
    steps: [step('R17', told('各行现在的实付合计', 'The lines together as they stand'), due)],
  };
}
