import type * as z from 'zod';
import { defineVerb } from '../define.ts';
import { type FieldProblem, refuse } from '../shared/error.ts';
import { monthOf } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { amountOf, type Shop, theShop } from '../shop/the-shop.ts';
import { levelListId } from './demand-level.ts';
import type { LeaderLevel, LevelConditions } from './level-of.ts';
import { levelsSchema, putLevelsSchema } from './level-schemas.ts';
import { leaderLevelLists } from './level-tables.ts';
import { levelsView } from './level-view.ts';

type PutLevels = z.output<typeof putLevelsSchema>;
type WishedConditions = PutLevels['levels'][number]['reach'];

/**
 * Sets the levels of leaders (等级) in place of those before. They count from the review of the running month on;
 * nobody's level changes by this alone. The same again changes nothing.
 *
 * Refuses: invalid_input (a name twice, levels that do not rise, harder to keep than to reach), currency_mismatch,
 * not_allowed.
 */
export const putLevels = defineVerb({
  name: 'leaderLevels.put',
  summary: 'Set the levels of leaders',
  input: putLevelsSchema,
  answer: levelsSchema,
  decide: (work, { graceMonths, levels: wished }, context) => {
    demandShop(context);
    const shop = theShop(work);
    const levels = wished.map((level, position) => levelOf(level, position, shop));
    demandRising(levels);
    const known = work.find(leaderLevelLists, levelListId);
    const same =
      JSON.stringify([known?.graceMonths, known?.levels]) === JSON.stringify([graceMonths, levels]);
    if (known && same) return levelsView(known, shop.currency);
    // Months without levels are not made up for.
    const begins =
      (known?.levels.length ?? 0) === 0 ? { reviewedTo: monthOf(context.now, shop.zone).from } : {};
    const list = known
      ? work.set(leaderLevelLists, known, { levels, graceMonths, ...begins })
      : work.insert(leaderLevelLists, { id: levelListId, levels, graceMonths, reviewedTo: 0, ...begins });
    const names = levels.map(({ name }) => name);
    work.emit({ type: 'leaderLevels.changed', subject: levelListId, data: { levels: names, graceMonths } });
    return levelsView(list, shop.currency);
  },
});

function levelOf(level: PutLevels['levels'][number], position: number, shop: Shop): LeaderLevel {
  const path = `levels.${String(position)}`;
  const reach = conditionsOf(level.reach, `${path}.reach`, shop);
  const keep = level.keep === undefined ? reach : conditionsOf(level.keep, `${path}.keep`, shop);
  return { name: level.name, reach, keep };
}

function conditionsOf({ sales, ...wished }: WishedConditions, path: string, shop: Shop): LevelConditions {
  return {
    sales: sales === undefined ? null : amountOf(shop, sales, `${path}.sales`),
    orders: wished.orders ?? null,
    buyers: wished.buyers ?? null,
    members: wished.members ?? null,
    complaintRateMax: wished.complaintRateMax ?? null,
  };
}

function demandRising(levels: readonly LeaderLevel[]): void {
  const fields = levels.flatMap(({ name, reach, keep }, position): FieldProblem[] => {
    const path = `levels.${String(position)}`;
    const before = levels[position - 1];
    const problems: FieldProblem[] = [];
    const say = (field: string, code: string, message: string) =>
      problems.push({ path: `${path}.${field}`, code, message });
    if (levels.findIndex((level) => level.name === name) !== position)
      say('name', 'duplicate', 'Two levels have this name.');
    if (!atLeastAsHard(reach, keep)) say('keep', 'harder', 'Must not be harder to keep than to reach.');
    if (before === undefined) return problems;
    if (!atLeastAsHard(reach, before.reach) || atLeastAsHard(before.reach, reach))
      say('reach', 'not_rising', 'Must be harder to reach than the level before.');
    if (!atLeastAsHard(keep, before.keep))
      say('keep', 'not_rising', 'Must not be easier to keep than the level before.');
    return problems;
  });
  if (fields.length > 0) refuse('invalid_input', { fields });
}

/** Whether whoever meets the first conditions meets the other ones too. */
function atLeastAsHard(first: LevelConditions, other: LevelConditions): boolean {
  const minimums = (['sales', 'orders', 'buyers', 'members'] as const).every(
    (name) => (first[name] ?? 0) >= (other[name] ?? 0),
  );
  const [most, otherMost] = [first.complaintRateMax, other.complaintRateMax];
  return minimums && (otherMost === null || (most !== null && most <= otherMost));
}
