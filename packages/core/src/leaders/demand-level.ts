import { demand } from '../shared/error.ts';
import type { Work } from '../work.ts';
import { leaderLevelLists } from './level-tables.ts';

/** The key of the one row with the shop's levels. */
export const levelListId = 'levels';

/**
 * Where the shop has a list of levels, a tier is one of them; without a list any name is a tier.
 *
 * Refuses: leader_level_unknown.
 */
export function demandLevel(work: Work, name: string, path: string): void {
  const list = work.find(leaderLevelLists, levelListId);
  const known = list?.levels.map((level) => level.name) ?? [];
  demand(known.length === 0 || known.includes(name), 'leader_level_unknown', {
    levels: known,
    fields: [{ path, code: 'unknown_level', message: 'The shop has no level of this name.' }],
  });
}
