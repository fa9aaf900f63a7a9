import { defineQuery } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { isShop } from '../shop/demand-shop.ts';
import { type Calculation, given, sumOf } from './calculation.ts';
import { readableEntries } from './explain-commission-entry.ts';
import { type ExplainedAmount, percentOf, sayIn, step, tell, told } from './explained.ts';
import { explainSettlementLine } from './explain-settlement-line.ts';
import { explanationView } from './explanation-view.ts';
import { explainSettlementSchema, explanationSchema } from './schemas.ts';
import { readSettlement, type SettlementFacts, type SettlementSums } from './settlement-facts.ts';

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
    const entries = readableEntries(facts.entries, leaderId, context);
    return explanationView({
      shop: facts.shop,
      subject: settlementId,
      language,
      amounts: [
        ...explainSums(facts),
        ...facts.lines.map((line) => explainSettlementLine(facts, line, context)),
      ],
      entriesOf: ({ name }) => (name === 'settlement.split' ? entries : []),
      nextCursor: facts.nextCursor,
    });
  },
});

function maySee(leaderId: string, context: Context): boolean {
  const { actor } = context;
  return actor.kind === 'leader' ? actor.leaderId === leaderId : isShop(context);
}

type Texts = readonly [zh: string, en: string];

interface Sum {
  readonly name:
    | 'split'
    | 'reversal'
    | 'bonus'
    | 'charged'
    | 'noReference'
    | 'overCap'
    | 'uncovered'
    | 'debt';
  readonly title: Texts;
  readonly why: (facts: SettlementFacts) => Texts;
  readonly calculation: (sums: SettlementSums) => Calculation;
}

/** Each sum with the reason for it, in the order of the answer. */
const parts: readonly Sum[] = [
  {
    name: 'split',
    title: ['经支付机构分账', 'Split by the provider'],
    why: ({ sums }) => counted(sums.splits, '分账', 'splits'),
    calculation: ({ split }) => given(split),
  },
  {
    name: 'reversal',
    title: ['分账回退', 'Splits taken back'],
    why: ({ sums }) => counted(sums.reversals, '回退', 'reversals'),
    calculation: ({ reversal }) => given(reversal),
  },
  {
    name: 'bonus',
    title: ['奖励', 'Bonuses'],
    why: () => [
      '奖励不属于任何订单，不能分账',
      'Bonuses belong to no order, so nothing of them can be split',
    ],
    calculation: ({ bonus }) => given(bonus),
  },
  {
    name: 'charged',
    title: ['责任承担', 'What the leader answers for'],
    why: () => ['从打款中扣，不经分账', 'Taken off what is paid out, not off a split'],
    calculation: ({ charged }) => given(charged),
  },
  {
    name: 'noReference',
    title: ['没有支付机构单号的订单', 'Orders that were not paid at the provider'],
    why: () => ['现金或团长代收的订单不能分账', 'What was paid in cash or to the leader cannot be split'],
    calculation: ({ noReference }) => given(noReference),
  },
  {
    name: 'overCap',
    title: ['超过可分比例', 'Above what the provider lets go'],
    why: ({ settlement }) => capTexts(percentOf(settlement.capBasisPoints)),
    calculation: ({ wanted, allowed }) => sumOf({ wanted, allowed: -allowed }),
  },
  {
    name: 'uncovered',
    title: ['余额不足', 'Not covered by the credit'],
    why: () => ['分账不超过已结余额', 'Never more is split than the settled credit'],
    calculation: ({ allowed, split }) => sumOf({ allowed, split: -split }),
  },
  {
    name: 'debt',
    title: ['退不回的收回', 'Taken back beyond what was split'],
    why: () => [
      '收回的佣金中没有对应分账的部分，记为欠款结转',
      'What has no split to be taken back from is carried as debt',
    ],
    calculation: ({ takenBack, reversal }) => sumOf({ takenBack, reversal }),
  },
];

function counted(count: number, zh: string, en: string): Texts {
  return [`${String(count)} 笔${zh}合计`, `All ${en} together (${String(count)})`];
}

function capTexts(percent: string): Texts {
  return [
    `每单最多分已付的 ${percent}（向下取整），也不超过退款后的余额；以前分过的先占用`,
    `Of an order at most ${percent} of what was paid, rounded down, and what is left after refunds, less what was split before`,
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
  const sums = parts.map(({ name, title: [zh, en], why, calculation }): ExplainedAmount => {
    const amount = settlement[name];
    return {
      name: `settlement.${name}`,
      about,
      amount,
      texts: tell(
        say,
        amount,
        (sum) => `${zh} ${sum}`,
        (sum) => `${en}: ${sum}`,
      ),
      steps: [step('R38', told(...why(facts)), calculation(facts.sums))],
    };
  });
  return [whole, ...sums];
}
