import type { Context } from '../shared/context.ts';
import { flooredShare, WHOLE_BASIS_POINTS } from '../shared/money.ts';
import { given, lowestOf } from './calculation.ts';
import {
  type ExplainedAmount,
  type ExplainedStep,
  percentOf,
  type Say,
  sayIn,
  step,
  tell,
  told,
} from './explained.ts';
import type { SettledOrder, SettlementFacts } from './settlement-facts.ts';

type Line = SettlementFacts['lines'][number];

/**
 * A line from its order as it stood when the settlement was made. A leader who has only a share of another leader's
 * order reads neither what was paid of it nor what the others were given.
 */
export function explainSettlementLine(
  facts: SettlementFacts,
  line: Line,
  { actor }: Pick<Context, 'actor'>,
): ExplainedAmount {
  const { settlement, orders, shop } = facts;
  const say = sayIn(shop.currency);
  const { id: number, orderId, kind, amount, reverses } = line;
  const { leaderId } = settlement;
  const order = orders.get(orderId) ?? { orderId, leaderId, amount, paid: 0, refunded: 0, before: 0 };
  const mayRead = actor.kind !== 'leader' || order.leaderId === actor.leaderId;
  const [zh, en] = kind === 'split' ? ['分账', 'split'] : ['分账回退', 'of a split taken back'];
  return {
    name: 'settlement.line',
    about: { settlementId: settlement.id, number, orderId, ...(kind === 'split' ? {} : { reverses }) },
    amount,
    texts: tell(
      say,
      amount,
      (sum) => `${orderId} ${zh} ${sum}`,
      (sum) => `${orderId}: ${sum} ${en}`,
    ),
    steps:
      kind === 'split'
        ? mayRead
          ? splitSteps(order, amount, settlement.capBasisPoints, say)
          : [step('R38', ofAnother, given(amount))]
        : [reversalStep(order, line)],
  };
}

const ofAnother = told(
  '这单属于另一位团长：您的佣金，不超过这单可分的部分和已结余额',
  'An order of another leader: your commission, at most what may be split of it and what the credit covers',
);

function reversalStep({ amount: moved }: SettledOrder, { amount, reverses }: Line): ExplainedStep {
  const texts = told(
    `收回的佣金，不超过分账 ${reverses} 还剩的部分`,
    `Commission taken back, at most what is left of the split ${reverses}`,
  );
  return step('R36', texts, lowestOf({ takenBack: -moved, left: amount }));
}

function splitSteps(order: SettledOrder, split: number, capBasisPoints: number, say: Say): ExplainedStep[] {
  const { amount: commission, paid, refunded, before } = order;
  const percent = percentOf(capBasisPoints);
  const left = paid - refunded;
  const cap = flooredShare(paid, capBasisPoints, WHOLE_BASIS_POINTS);
  const most = Math.min(cap, left) - before;
  const room = told(
    `已付 ${say.zh(paid)} 的 ${percent}，向下取整；退款后还剩 ${say.zh(left)}`,
    `${percent} of the ${say.en(paid)} paid, rounded down; ${say.en(left)} are left after refunds`,
  );
  const taken = told('其他结算单已占用', 'Taken by other statements before');
  const isCovered = Math.min(commission, most) === split;
  const last = isCovered
    ? told('佣金，不超过可分的部分', 'The commission, at most what may be split')
    : told(
        '佣金，不超过可分的部分和已结余额',
        'The commission, at most what may be split and what the credit covers',
      );
  return [
    step('R38', room, lowestOf({ cap, left })),
    ...(before === 0 ? [] : [step('R38', taken, given(before))]),
    step('R38', last, lowestOf({ commission, most, ...(isCovered ? {} : { credit: split }) })),
  ];
}
