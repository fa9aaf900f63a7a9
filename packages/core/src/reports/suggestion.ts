import type { Suggestion } from './products-schemas.ts';

/** How a variant did in its last campaigns, at most four; profit in minor units. */
export interface LastCampaigns {
  readonly offered: number;
  readonly soldIn: number;
  readonly profit: number;
  /** Its place by profit among all that were offered, from 1, and how many those are. */
  readonly rank: number;
  readonly ranked: number;
}

/** How many campaigns the rule looks back over. */
export const lastCampaignsMax = 4;

const reasons = {
  loss: {
    suggestion: 'drop',
    zh: '最近几团亏损，建议淘汰',
    en: 'It made a loss over its last campaigns: drop it',
  },
  soldInFew: {
    suggestion: 'drop',
    zh: '最近4团最多只有1团卖出，建议淘汰',
    en: 'It was sold in at most one of its last four campaigns: drop it',
  },
  topFifth: {
    suggestion: 'push',
    zh: '利润排在前五分之一，建议主推',
    en: 'It is in the top fifth by profit: push it',
  },
  tooNew: {
    suggestion: 'keep',
    zh: '开团还不满4次，再观察',
    en: 'It has not been in four campaigns yet: keep it and see',
  },
  steady: {
    suggestion: 'keep',
    zh: '卖得稳定，继续保留',
    en: 'It sells steadily: keep it',
  },
} as const satisfies Record<string, { suggestion: Suggestion; zh: string; en: string }>;

/**
 * Keep, push or drop: drop what was sold in at most one of its last four campaigns or made a loss over them, push the top
 * fifth by profit. What has been in fewer than four is not dropped for selling seldom.
 */
export function suggestionOf({ offered, soldIn, profit, rank, ranked }: LastCampaigns): {
  readonly suggestion: Suggestion;
  readonly reason: { readonly code: string; readonly zh: string; readonly en: string };
} {
  const isTop = profit > 0 && rank <= Math.ceil(ranked / 5);
  const isNew = offered < lastCampaignsMax;
  const code =
    profit < 0
      ? 'loss'
      : !isNew && soldIn <= 1
        ? 'soldInFew'
        : isTop
          ? 'topFifth'
          : isNew
            ? 'tooNew'
            : 'steady';
  const { suggestion, zh, en } = reasons[code];
  return { suggestion, reason: { code, zh, en } };
}
