import { defineQuery } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { flooredShare, WHOLE_BASIS_POINTS } from '../shared/money.ts';
import { isShop } from '../shop/demand-shop.ts';
import { type Calculation, given, lowestOf, sumOf } from './calculation.ts';
import { forLeader } from './explain-commission-entry.ts';
import { type ExplainedAmount, percentOf, sayIn, step, tell, told } from './explained.ts';
import { mayRead } from './explain-order.ts';
import { explanationView } from './explanation-view.ts';
import { explainSettlementSchema, explanationSchema } from './schemas.ts';
import { readSettlement, type SettlementFacts } from './settlement-facts.ts';

/**
 * What of a statement goes through the split-payment provider, what stays outside and why; and its lines, a page at a
 * time, each from its order as it stood then. Leaders see their own. Refuses: not_found.
 */
export const explainSettlement = defineQuery({
  name: 'settlements.explain',
  summary: 'Explain a settlement',
  input: explainSettlementSchema,
  answer: explanationSchema,
  async read(reader, { settlementId, language, ...request }, context) {
    const facts = await readSettlement(reader, settlementId, request);
    const { leaderId } = facts.settlement;
    demand(maySee(leaderId, context), 'not_found', { what: 'settlements', key: settlementId });
    const entries = mayRead(context, 'ledger.entries')
      ? facts.entries
      : context.actor.kind === 'leader'
        ? forLeader(facts.entries, leaderId)
        : [];
    return explanationView({
      shop: facts.shop,
      subject: settlementId,
      language,
      amounts: [...explainSums(facts), ...facts.lines.map((line) => explainLine(facts, line))],
      entriesOf: ({ name }) => (name === 'settlement.split' ? entries : []),
      nextCursor: facts.nextCursor,
    });
  },
});

function maySee(leaderId: string, context: Context): boolean {
  const { actor } = context;
  return actor.kind === 'leader' ? actor.leaderId === leaderId : isShop(context);
}

type SumName = 'split' | 'reversal' | 'bonus' | 'charged' | 'noReference' | 'overCap' | 'uncovered' | 'debt';

interface Sum {
  readonly name: SumName;
  readonly zh: string;
  readonly en: string;
  readonly why: readonly [zh: string, en: string];
  readonly calculation: Calculation;
}

/** Each sum with the reason for it, in the order of the answer. */
function sumsOf({ settlement, sums }: SettlementFacts): Sum[] {
  const { split, splits, reversal, reversals, wanted, allowed, takenBack } = sums;
  const percent = percentOf(settlement.capBasisPoints);
  const counted = (count: number, zh: string, en: string): Sum['why'] => [
    `${String(count)} 笔${zh}合计`,
    `All ${en} together (${String(count)})`,
  ];
  return [
    {
      name: 'split',
      zh: '经支付机构分账',
      en: 'Split by the provider',
      why: counted(splits, '分账', 'splits'),
      calculation: given(split),
    },
    {
      name: 'reversal',
      zh: '分账回退',
      en: 'Splits taken back',
      why: counted(reversals, '回退', 'reversals'),
      calculation: given(reversal),
    },
    {
      name: 'bonus',
      zh: '奖励',
      en: 'Bonuses',
      why: ['奖励不属于任何订单，不能分账', 'Bonuses belong to no order, so nothing of them can be split'],
      calculation: given(sums.bonus),
    },
    {
      name: 'charged',
      zh: '责任承担',
      en: 'What the leader answers for',
      why: ['从打款中扣，不经分账', 'Taken off what is paid out, not off a split'],
      calculation: given(sums.charged),
    },
    {
      name: 'noReference',
      zh: '没有支付机构单号的订单',
      en: 'Orders that were not paid at the provider',
      why: ['现金或团长代收的订单不能分账', 'What was paid in cash or to the leader cannot be split'],
      calculation: given(sums.noReference),
    },
    {
      name: 'overCap',
      zh: '超过可分比例',
      en: 'Above what the provider lets go',
      why: [
        `每单最多分已付的 ${percent}（向下取整），也不超过退款后的余额；以前分过的先占用`,
        `Of an order at most ${percent} of what was paid, rounded down, and what is left after refunds, less what was split before`,
      ],
      calculation: sumOf({ wanted, allowed: -allowed }),
    },
    {
      name: 'uncovered',
      zh: '余额不足',
      en: 'Not covered by the credit',
      why: ['分账不超过已结余额', 'Never more is split than the settled credit'],
      calculation: sumOf({ allowed, split: -split }),
    },
    {
      name: 'debt',
      zh: '退不回的收回',
      en: 'Taken back beyond what was split',
      why: [
        '收回的佣金中没有对应分账的部分，记为欠款结转',
        'What has no split to be taken back from is carried as debt',
      ],
      calculation: sumOf({ takenBack, reversal }),
    },
  ];
}

function explainSums(facts: SettlementFacts): ExplainedAmount[] {
  const { settlement, shop, leaderName } = facts;
  const say = sayIn(shop.currency);
  const about = { settlementId: settlement.id, statementId: settlement.statementId };
  const { total, split, reversal, bonus, charged, noReference, overCap, uncovered, debt } = settlement;
  const all = sumOf({
    split,
    reversal: -reversal,
    bonus,
    charged,
    noReference,
    overCap,
    uncovered,
    debt,
  });
  const whole: ExplainedAmount = {
    name: 'settlement.total',
    about,
    amount: total,
    texts: tell(
      say,
      total,
      (sum) => `${leaderName}的结算单合计 ${sum}`,
      (sum) => `${leaderName}, the statement: ${sum}`,
    ),
    steps: [
      step(
        'R38',
        told('分账减回退，加上不经分账的各项', 'Splits less reversals, and all that stays outside'),
        all,
      ),
    ],
  };
  const parts = sumsOf(facts).map(({ name, zh, en, why, calculation }): ExplainedAmount => ({
    name: `settlement.${name}`,
    about,
    amount: settlement[name],
    texts: tell(
      say,
      settlement[name],
      (sum) => `${zh} ${sum}`,
      (sum) => `${en}: ${sum}`,
    ),
    steps: [step('R38', told(...why), calculation)],
  }));
  return [whole, ...parts];
}

/** A line from its order as it stood when the settlement was made. */
function explainLine(
  { settlement, orders, shop }: SettlementFacts,
  line: SettlementFacts['lines'][number],
): ExplainedAmount {
  const say = sayIn(shop.currency);
  const { id: number, orderId, kind, amount } = line;
  const order = orders.get(orderId);
  const percent = percentOf(settlement.capBasisPoints);
  const about = { settlementId: settlement.id, number, orderId };
  if (kind === 'reversal')
    return {
      name: 'settlement.line',
      about: { ...about, reverses: line.reverses },
      amount,
      texts: tell(
        say,
        amount,
        (sum) => `${orderId} 分账回退 ${sum}`,
        (sum) => `${orderId}: ${sum} of a split taken back`,
      ),
      steps: [
        step(
          'R36',
          told(
            `收回的佣金，不超过分账 ${line.reverses} 还剩的部分`,
            `Commission taken back, at most what is left of the split ${line.reverses}`,
          ),
          lowestOf({ takenBack: -(order?.amount ?? -amount), left: amount }),
        ),
      ],
    };
  const { paid = 0, refunded = 0, before = 0, amount: commission = amount } = order ?? {};
  const cap = flooredShare(paid, settlement.capBasisPoints, WHOLE_BASIS_POINTS);
  const most = Math.min(cap, paid - refunded) - before;
  const covered = Math.min(commission, most) === amount ? {} : { credit: amount };
  return {
    name: 'settlement.line',
    about,
    amount,
    texts: tell(
      say,
      amount,
      (sum) => `${orderId} 分账 ${sum}`,
      (sum) => `${orderId}: ${sum} split`,
    ),
    steps: [
      step(
        'R38',
        told(
          `已付 ${say.zh(paid)} 的 ${percent}，向下取整；退款后还剩 ${say.zh(paid - refunded)}`,
          `${percent} of the ${say.en(paid)} paid, rounded down; ${say.en(paid - refunded)} are left after refunds`,
        ),
        lowestOf({ cap, left: paid - refunded }),
      ),
      ...(before === 0
        ? []
        : [step('R38', told('其他结算单已占用', 'Taken by other statements before'), given(before))]),
      step(
        'R38',
        told(
          covered.credit === undefined ? '佣金，不超过可分的部分' : '佣金，不超过可分的部分和已结余额',
          covered.credit === undefined
            ? 'The commission, at most what may be split'
            : 'The commission, at most what may be split and what the credit covers',
        ),
        lowestOf({ commission, most, ...covered }),
      ),
    ],
  };
}
