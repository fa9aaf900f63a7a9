import { instantOrNull, money } from '../shared/schemas.ts';
import type { Row } from '../work.ts';
import type { LeaderFigures, LevelConditions } from './level-of.ts';
import type { leaderLevelLists } from './level-tables.ts';

export type LevelList = Row<typeof leaderLevelLists>;

export function conditionsView(conditions: LevelConditions, currency: string) {
  const { sales } = conditions;
  return { ...conditions, sales: sales === null ? null : money(sales, currency) };
}

export function figuresView(
  { sales, orders, buyers, members, complaintRate }: LeaderFigures,
  currency: string,
) {
  return { sales: money(sales, currency), orders, buyers, members, complaintRate };
}

export function levelsView(list: LevelList | undefined, currency: string) {
  return {
    graceMonths: list?.graceMonths ?? 0,
    levels: (list?.levels ?? []).map(({ name, reach, keep }) => ({
      name,
      reach: conditionsView(reach, currency),
      keep: conditionsView(keep, currency),
    })),
    reviewedTo: instantOrNull(list?.reviewedTo),
  };
}
