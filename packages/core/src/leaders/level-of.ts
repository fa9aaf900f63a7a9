/** What a leader did in a month. Sums in minor units; the complaint rate in basis points of the orders. */
export interface LeaderFigures {
  readonly sales: number;
  readonly orders: number;
  readonly buyers: number;
  readonly members: number;
  readonly complaintRate: number;
}

/** What must hold; a condition that is null is none. */
export interface LevelConditions {
  readonly sales: number | null;
  readonly orders: number | null;
  readonly buyers: number | null;
  readonly members: number | null;
  readonly complaintRateMax: number | null;
}

/** A level of leaders: its name is the tier that commission rules name. */
export interface LeaderLevel {
  readonly name: string;
  readonly reach: LevelConditions;
  readonly keep: LevelConditions;
}

/** Where a leader stands before a review. */
export interface Standing {
  readonly tier: string | null;
  /** How many months in a row the conditions of the level were missed. */
  readonly missed: number;
  /** Whether the leader was active for the whole month: a month that was begun takes no level away. */
  readonly wholeMonth: boolean;
}

export interface Verdict {
  readonly tier: string | null;
  readonly missed: number;
}

const minimums = ['sales', 'orders', 'buyers', 'members'] as const;

/** What of the conditions is missing: how much of each figure, and by how many basis points complaints are too many. */
export function missingOf(conditions: LevelConditions, figures: LeaderFigures): LeaderFigures {
  const missing = { sales: 0, orders: 0, buyers: 0, members: 0, complaintRate: 0 };
  for (const name of minimums) missing[name] = Math.max(0, (conditions[name] ?? 0) - figures[name]);
  const most = conditions.complaintRateMax;
  missing.complaintRate = most === null ? 0 : Math.max(0, figures.complaintRate - most);
  return missing;
}

export function holds(conditions: LevelConditions, figures: LeaderFigures): boolean {
  return Object.values(missingOf(conditions, figures)).every((amount) => amount === 0);
}

/**
 * The level after a month: the highest one reached, at once; else the own one while its conditions to keep hold, or
 * so long as the grace lasts; else the highest one below that can be kept. A tier that is no level is left alone.
 */
export function levelAfter(
  levels: readonly LeaderLevel[],
  graceMonths: number,
  { tier, missed, wholeMonth }: Standing,
  figures: LeaderFigures,
): Verdict {
  const own = levels.findIndex(({ name }) => name === tier);
  if (tier !== null && own === -1) return { tier, missed: 0 };
  const reached = levels.findLastIndex(({ reach }) => holds(reach, figures));
  if (reached > own) return { tier: levels[reached]?.name ?? null, missed: 0 };
  const current = levels[own];
  if (current === undefined || holds(current.keep, figures)) return { tier, missed: 0 };
  if (!wholeMonth) return { tier, missed };
  if (missed < graceMonths) return { tier, missed: missed + 1 };
  const kept = levels.slice(0, own).findLastIndex(({ keep }) => holds(keep, figures));
  return { tier: levels[kept]?.name ?? null, missed: 0 };
}
