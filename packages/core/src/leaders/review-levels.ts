import * as z from 'zod';
import { defineVerb } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { instantText, monthOf, type Period } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { levelListId } from './demand-level.ts';
import { figuresOf, type FiguresRow, levelFigures, verdictOf } from './level-figures.ts';
import { reviewedLevelsSchema } from './level-schemas.ts';
import { leaderLevelLists } from './level-tables.ts';
import type { LevelList } from './level-view.ts';
import { noteTierChange } from './move-tier.ts';
import { leaders } from './tables.ts';

const nothingDue = { reviewed: 0, from: null, to: null, promoted: 0, demoted: 0, more: false };

/**
 * Reviews the levels by the figures of the month that ended first: up at once, down after the grace. Once a month,
 * however late; who is pinned by hand is left alone. It touches new orders only, whose rules name the tier.
 *
 * Refuses: not_allowed.
 */
export const reviewLevels = defineVerb({
  name: 'leaderLevels.review',
  summary: 'Review the levels of leaders by the figures of a month',
  input: z.strictObject({}).meta({ id: 'ReviewLevels' }),
  answer: reviewedLevelsSchema,
  alone: true,
  decide: (work, _command, context) => {
    demandShop(context);
    const { zone } = theShop(work);
    const list = work.find(leaderLevelLists, levelListId);
    if (!list || list.levels.length === 0) return nothingDue;
    const month = monthOf(list.reviewedTo, zone);
    if (month.to > context.now) return nothingDue;
    const { promoted, demoted } = applyVerdicts(work, list, month, context);
    work.set(leaderLevelLists, list, { reviewedTo: month.to });
    const data = { ...month, promoted, demoted };
    work.emit({ type: 'leaderLevels.reviewed', subject: levelListId, data, occurredAt: month.to });
    const { from, to } = month;
    const more = monthOf(to, zone).to <= context.now;
    return { reviewed: 1, from: instantText(from), to: instantText(to), promoted, demoted, more };
  },
});

function applyVerdicts(work: Work, list: LevelList, month: Period, context: Context) {
  const { sql, params } = levelFigures(month, {});
  const changing = work.rows<FiguresRow>(sql, params).filter((row) => {
    const verdict = verdictOf(list, row, row);
    return verdict.tier !== row.tier || verdict.missed !== row.tierMissed;
  });
  work.need(...changing.map(({ leaderId }) => [leaders, { id: leaderId }] as const));
  let [promoted, demoted] = [0, 0];
  for (const row of changing) {
    // Only whoever changes is read as a row, and the verdict is taken on that row: the batch guards it.
    const leader = work.get(leaders, row.leaderId);
    const { tier, missed } = verdictOf(list, leader, row);
    if (tier !== leader.tier) {
      const why = { cause: 'review', period: month, figures: figuresOf(row) } as const;
      noteTierChange(work, leader, tier, why, context);
      if (rankOf(list, tier) > rankOf(list, leader.tier)) promoted += 1;
      else demoted += 1;
    }
    work.set(leaders, leader, { tier, tierMissed: missed });
  }
  return { promoted, demoted };
}

function rankOf({ levels }: LevelList, tier: string | null): number {
  return levels.findIndex(({ name }) => name === tier);
}
