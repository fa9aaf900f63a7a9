import { defineQuery } from '../define.ts';
import { accounts } from '../ledger/accounts.ts';
import { localText } from '../shared/time.ts';
import type { BookedEntry } from './booked-entries.ts';
import { given, lowestOf, sumOf } from './calculation.ts';
import { type ExplainedAmount, step, tell, told } from './explained.ts';
import { readableEntries } from './explain-commission-entry.ts';
import { explainMovement } from './explain-movement.ts';
import { explanationView } from './explanation-view.ts';
import { explainStatementSchema, explanationSchema } from './schemas.ts';
import { readStatementFacts, type StatementFacts, type SumOf } from './statement-facts.ts';

/**
 * A statement: what was carried, what each group of movements comes to, cash set off, the balance; and its movements,
 * a page at a time, each from its line. Leaders see their own. Refuses: not_found.
 */
export const explainStatement = defineQuery({
  name: 'statements.explain',
  summary: 'Explain a statement',
  input: explainStatementSchema,
  answer: explanationSchema,
  async read(reader, { statementId, language, ...request }, context) {
    const facts = await readStatementFacts(reader, statementId, request, context);
    const { leaderId } = facts.statement;
    const entries = readableEntries(facts.entries, leaderId, context);
    return explanationView({
      shop: facts.shop,
      subject: statementId,
      language,
      amounts: [...explainStatementSums(facts), ...facts.movements.map((one) => explainMovement(facts, one))],
      entriesOf: ({ name }) => entries.filter((entry, index) => ownerOf(entry, entries, index) === name),
      nextCursor: facts.nextCursor,
    });
  },
});

/** The total moves from earned to settled; the set-off from settled to cash. */
function ownerOf(entry: BookedEntry, entries: readonly BookedEntry[], index: number): string {
  const before = entries.findIndex(({ transactionId }) => transactionId === entry.transactionId);
  const isTotal = index - before < 2 && entries[before]?.account === earnedAccount;
  return isTotal ? 'statement.total' : 'statement.cashSetOff';
}

const earnedAccount = accounts.commissionEarned;

const groups = [
  ['earned', '已赚佣金', 'Commission earned'],
  ['reversed', '已赚之后收回', 'Taken back after it was earned'],
  ['bonus', '奖励', 'Bonuses'],
  ['fault', '责任承担', 'What the leader answers for'],
] as const;

function explainStatementSums(facts: StatementFacts): ExplainedAmount[] {
  const carried = facts.creditBefore.reduce((sum, { amount }) => sum + amount, 0);
  return [
    explainCarried(facts),
    ...groups.map(([kind, zh, en]) => explainGroup(facts, kind, zh, en)),
    explainTotal(facts),
    explainSetOff(facts, carried),
    explainBalance(facts, carried),
    ...facts.payouts.map((payout) => explainPaid(facts, payout)),
  ];
}

function explainTotal({ statement, leaderName, shop, say }: StatementFacts): ExplainedAmount {
  const { earned, reversed, bonus, charged, total } = statement;
  const to = localText(statement.to, shop.zone);
  const texts = told(
    `${leaderName}到 ${to} 为止的结算单合计 ${say.zh(total)}`,
    `${leaderName}, the statement up to ${to}: ${say.en(total)}`,
  );
  const sum = sumOf({ earned, reversed, bonus, charged });
  const steps = [step('R37', told('四组合计', 'The four groups together'), sum)];
  return { name: 'statement.total', about: { statementId: statement.id }, amount: total, texts, steps };
}

function explainBalance({ statement, say }: StatementFacts, carried: number): ExplainedAmount {
  const { balance, total, cashSetOff } = statement;
  const how = told(
    '结转加本期减抵扣；负数结转下期',
    'Carried and this statement less what was set off; debt is carried on',
  );
  return {
    name: 'statement.balance',
    about: { statementId: statement.id },
    amount: balance,
    texts: tell(
      say,
      balance,
      (sum) => `结算后余额 ${sum}`,
      (sum) => `The credit after it: ${sum}`,
    ),
    steps: [step('R38', how, sumOf({ carried, total, cashSetOff: -cashSetOff }))],
  };
}

function explainPaid(
  { statement, say }: StatementFacts,
  payout: StatementFacts['payouts'][number],
): ExplainedAmount {
  const { id: payoutId, amount } = payout;
  return {
    name: 'payout.amount',
    about: { statementId: statement.id, payoutId },
    amount,
    texts: tell(
      say,
      amount,
      (sum) => `打款 ${sum}`,
      (sum) => `Payout: ${sum}`,
    ),
    steps: [step('R38', told(`打款 ${payoutId}`, `Payout ${payoutId}`), given(amount))],
  };
}

function explainGroup(
  { statement, sums, say }: StatementFacts,
  kind: (typeof groups)[number][0],
  zh: string,
  en: string,
): ExplainedAmount {
  const amount = statement[kind === 'fault' ? 'charged' : kind];
  const { count, amount: found }: SumOf = sums.find(({ name }) => name === kind) ?? {
    name: kind,
    count: 0,
    amount: 0,
  };
  const many = String(count);
  return {
    name: `statement.${kind === 'fault' ? 'charged' : kind}`,
    about: { statementId: statement.id },
    amount,
    texts: tell(
      say,
      amount,
      (sum) => `${zh} ${sum}（${many} 笔）`,
      (sum) => `${en}: ${sum} (${many})`,
    ),
    steps: [step('R37', told(`${many} 笔合计`, `${many} movements together`), given(found))],
  };
}

/** What moves a leader's settled credit, as people say it. */
const moves: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'statement.created': ['以前的结算单（已减抵扣）', 'Earlier statements, less what was set off'],
  'payout.claimed': ['打款', 'Payouts'],
  'payout.failed': ['失败退回的打款', 'Payouts that failed'],
  'payout.returned': ['退汇的打款', 'Payouts that the bank gave back'],
  'settlement.created': ['分账', 'Sent through the split-payment provider'],
  'settlement.confirmed': ['分账回退', 'Taken back by the split-payment provider'],
  'settlement.failed': ['失败退回的分账', 'Splits that failed'],
  'settlement.retried': ['重新分账', 'Splits tried again'],
};

function explainCarried({ statement, creditBefore, say }: StatementFacts): ExplainedAmount {
  const amount = statement.balance - statement.total + statement.cashSetOff;
  const steps = creditBefore.map(({ name, amount: sum }) => {
    const [zh, en] = moves[name] ?? [name, name];
    return step(
      'R38',
      tell(
        say,
        sum,
        (shown) => `${zh} ${shown}`,
        (shown) => `${en}: ${shown}`,
      ),
      given(sum),
    );
  });
  const total = sumOf(Object.fromEntries(creditBefore.map(({ name, amount: sum }) => [name, sum])));
  return {
    name: 'statement.carried',
    about: { statementId: statement.id },
    amount,
    texts: tell(
      say,
      amount,
      (sum) => `上期结转 ${sum}`,
      (sum) => `Carried from before: ${sum}`,
    ),
    steps: [...steps, step('R38', told('以前的余额', 'The credit before it'), total)],
  };
}

/** Cash in the leader's hand against the credit, as far as that reaches; what was paid back from an own pocket is credit. */
function explainSetOff({ statement, cashBefore, say }: StatementFacts, carried: number): ExplainedAmount {
  const credit = Math.max(0, carried + statement.total);
  const held = tell(
    say,
    cashBefore,
    (sum) => `手中代收货款 ${sum}`,
    (sum) => `Customers' money in the leader's hand: ${sum}`,
  );
  const paidBack = told('团长垫付的退款记为贷方', 'Refunds paid from an own pocket are credit');
  const setOff = told('抵扣，以余额为限', 'Set off, as far as the credit reaches');
  const last =
    cashBefore < 0
      ? step('R18', paidBack, given(cashBefore))
      : step('R18', setOff, lowestOf({ cash: cashBefore, credit }));
  return {
    name: 'statement.cashSetOff',
    about: { statementId: statement.id },
    amount: statement.cashSetOff,
    texts: tell(
      say,
      statement.cashSetOff,
      (sum) => `代收抵扣 ${sum}`,
      (sum) => `Cash set off: ${sum}`,
    ),
    steps: [step('R18', held), last],
  };
}
