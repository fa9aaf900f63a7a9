import type { Context } from '../shared/context.ts';
import type { Period } from '../shared/time.ts';
import type { Work } from '../work.ts';
import type { Leader } from './leader.ts';
import type { LeaderFigures } from './level-of.ts';
import { leaderLevelChanges } from './level-tables.ts';

/** Why a leader changes level: by hand, or by the figures of a month. */
export type LevelCause =
  | { readonly cause: 'shop' }
  | { readonly cause: 'review'; readonly period: Period; readonly figures: LeaderFigures };

/** Notes in the history that a leader changes level, and tells of it; the caller sets the tier itself. */
export function noteTierChange(
  work: Work,
  { id: leaderId, tier: fromTier }: Leader,
  toTier: string | null,
  why: LevelCause,
  context: Context,
): void {
  const id = context.newId('lvl');
  const byReview = why.cause === 'review' ? { ...why.period, figures: why.figures } : {};
  const source = why.cause === 'review' ? `${leaderId} ${String(why.period.from)}` : id;
  const { cause } = why;
  const changedAt = context.now;
  work.insert(leaderLevelChanges, { id, leaderId, fromTier, toTier, cause, changedAt, source, ...byReview });
  const figures = why.cause === 'review' ? why.figures : null;
  work.emit({ type: 'leader.levelChanged', subject: leaderId, data: { fromTier, toTier, cause, figures } });
}
