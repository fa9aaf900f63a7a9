import type { NoticeRow } from '../notice-row.ts';
import { shop, leaderSelf, toldLeader } from '../notice-sources.ts';

/** What leaders are told of themselves and their money. */
export const leaderNotices: readonly NoticeRow[] = [
  {
    topic: 'leader.applied',
    receiver: 'shop',
    made: { event: 'leader.applied', ...leaderSelf, receiver: shop },
    zh: '{leader} 申请成为团长。',
    en: '{leader} has applied to be a leader.',
  },
  {
    topic: 'statement.created',
    receiver: 'leader',
    made: {
      event: 'statement.created',
      ...toldLeader,
      facts: `'statementId', e."subject", 'amount', e."data" -> 'total', 'balanceAmount', e."data" -> 'balance'`,
    },
    zh: '新的结算单：{amount}，结余 {balanceAmount}。',
    en: 'A new statement: {amount}; your balance is {balanceAmount}.',
  },
  {
    topic: 'payout.sent',
    receiver: 'leader',
    made: {
      event: 'payout.sent',
      ...toldLeader,
      facts: `'payoutId', e."subject", 'amount', e."data" -> 'amount'`,
    },
    zh: '佣金 {amount} 已打款。',
    en: 'Your commission of {amount} was paid out.',
  },
  {
    topic: 'target.created',
    receiver: 'leader',
    made: {
      event: 'target.created',
      join: `JOIN "commission_targets" t ON t."id" = e."subject" JOIN "leaders" d ON d."status" = 'active' AND d."house" = 0
        AND (t."leaderId" IS NULL OR t."leaderId" = d."id") AND (t."leaderTier" IS NULL OR t."leaderTier" = d."tier")`,
      receiver: `d."id"`,
      facts: `'targetId', t."id", 'name', t."name", 'salesAmount', t."steps" -> '$[0].threshold'`,
    },
    zh: '新的目标奖励「{name}」：销售满 {salesAmount} 起有奖励，进度在佣金页。',
    en: 'A new target, “{name}”: from sales of {salesAmount} on it pays a bonus. Your progress stands with your commissions.',
  },
  {
    topic: 'withholdingAnnounced',
    receiver: 'leader',
    made: 'verb',
    about: ['target.withholdingAnnounced'],
    zh: '「{name}」到 {to} 还差 {missing}；达不到会扣 {withheld}。',
    en: '“{name}” is {missing} short until {to}; if it is missed, {withheld} is withheld.',
  },
  {
    topic: 'bonus.posted',
    receiver: 'leader',
    made: {
      event: 'bonus.posted',
      ...toldLeader,
      facts: `'targetId', e."data" ->> 'targetId', 'amount', e."data" -> 'amount', 'salesAmount', e."data" -> 'sales'`,
    },
    zh: '目标期已结束，销售 {salesAmount}，奖励 {amount}。',
    en: 'The period of your target is over: sales {salesAmount}, bonus {amount}.',
  },
  {
    topic: 'referral.paid',
    receiver: 'leader',
    made: {
      event: 'referral.paid',
      join: '',
      receiver: `e."data" ->> 'recruiterId'`,
      facts: `'recruitId', e."subject", 'amount', e."data" -> 'amount'`,
    },
    zh: '您推荐的团长有了第一笔佣金，奖励 {amount}。',
    en: 'The leader you brought has earned for the first time: {amount} for you.',
  },
];
