import * as z from 'zod';
import { whichLeader } from '../commissions/which-leader.ts';
import { defineQuery } from '../define.ts';
import { demand, refuse } from '../shared/error.ts';
import { filterSql } from '../shared/filters.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { instantOrNull } from '../shared/schemas.ts';
import { type Instant, instantText, monthOf, type Period } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import type { Reader } from '../storage/reader.ts';
import { levelListId } from './demand-level.ts';
import { figuresOf, type FiguresRow, levelFigures, verdictOf } from './level-figures.ts';
import { type LeaderFigures, missingOf } from './level-of.ts';
import {
  levelChangePageSchema,
  levelsSchema,
  listLevelChangesSchema,
  previewReviewSchema,
  reviewPreviewSchema,
  standingOfSchema,
  standingSchema,
} from './level-schemas.ts';
import { leaderLevelChanges, leaderLevelLists } from './level-tables.ts';
import { conditionsView, figuresView, type LevelList, levelsView } from './level-view.ts';
import { leaders } from './tables.ts';

type Figures = FiguresRow & Readonly<Record<string, string | number | null>>;

export const getLevels = defineQuery({
  name: 'leaderLevels.get',
  summary: 'Read the levels of leaders',
  input: z.strictObject({}),
  answer: levelsSchema,
  async read(reader, _input, context) {
    demandShop(context);
    return levelsView(await storedList(reader), (await readShop(reader)).currency);
  },
});

/** What the next review would change, by the figures of its month so far. */
export const previewReview = defineQuery({
  name: 'leaderLevels.preview',
  summary: 'Preview the next review of levels',
  input: previewReviewSchema,
  answer: reviewPreviewSchema,
  async read(reader, { limit, cursor }, context) {
    demandShop(context);
    const { currency, zone } = await readShop(reader);
    const list = await storedList(reader);
    if (!list || list.levels.length === 0) return { data: [], nextCursor: null, from: null, to: null };
    const month = monthOf(list.reviewedTo, zone);
    const rows = await figuresFrom(reader, soFar(month, context.now), { after: cursor, limit: limit + 1 });
    const data = rows.slice(0, limit).map((row) => ({
      leaderId: row.leaderId,
      tier: row.tier,
      tierAfter: verdictOf(list, row, row).tier,
      pinned: row.tierPinned === 1,
      missed: row.tierMissed,
      figures: figuresView(figuresOf(row), currency),
    }));
    const nextCursor = rows.length > limit ? (data.at(-1)?.leaderId ?? null) : null;
    return { data, nextCursor, from: instantText(month.from), to: instantText(month.to) };
  },
});

/** Where a leader stands this month: the level, the figures so far, and how much is missing to the next one. */
export const getStanding = defineQuery({
  name: 'leaderLevels.standing',
  summary: 'How far a leader is from the next level',
  input: standingOfSchema,
  answer: standingSchema,
  async read(reader, input, context) {
    const leaderId = await whichLeader(reader, input.leaderId, context);
    demand(leaderId !== undefined, 'invalid_input', {
      fields: [{ path: 'leaderId', code: 'required', message: 'Name the leader.' }],
    });
    const [leader] = await reader.table(leaders, 't."id" = ?', [leaderId]);
    if (!leader) return refuse('not_found', { what: 'leaders', key: leaderId });
    const { currency, zone } = await readShop(reader);
    const month = monthOf(context.now, zone);
    const [row] = await figuresFrom(reader, soFar(month, context.now), { leaderId });
    const figures = row ? figuresOf(row) : { sales: 0, orders: 0, buyers: 0, members: 0, complaintRate: 0 };
    return {
      leaderId,
      tier: leader.tier,
      pinned: leader.tierPinned,
      from: instantText(month.from),
      to: instantText(month.to),
      figures: figuresView(figures, currency),
      ...outlook(await storedList(reader), leader, figures, currency),
    };
  },
});

function outlook(
  list: LevelList | undefined,
  { tier, tierMissed }: { readonly tier: string | null; readonly tierMissed: number },
  figures: LeaderFigures,
  currency: string,
) {
  const levels = list?.levels ?? [];
  const own = levels.findIndex(({ name }) => name === tier);
  const current = levels[own];
  // A tier that is none of the levels is one that the shop gives by hand.
  const next = tier === null || current ? levels[own + 1] : undefined;
  return {
    next: next
      ? {
          name: next.name,
          conditions: conditionsView(next.reach, currency),
          missing: figuresView(missingOf(next.reach, figures), currency),
        }
      : null,
    keep: current
      ? {
          conditions: conditionsView(current.keep, currency),
          missing: figuresView(missingOf(current.keep, figures), currency),
          missed: tierMissed,
          graceMonths: list?.graceMonths ?? 0,
        }
      : null,
  };
}

/** How leaders came to their levels, newest first, with the figures that decided. Leaders see their own. */
export const listLevelChanges = defineQuery({
  name: 'leaderLevels.changes',
  summary: 'List changes of level',
  input: listLevelChangesSchema,
  answer: levelChangePageSchema,
  async read(reader, input, context) {
    const leaderId = await whichLeader(reader, input.leaderId, context);
    const page = pageAfter(input, 'changedAt');
    const filter = filterSql({ leaderId });
    const where = `${page.condition}${filter.sql} ${page.tail}`;
    const rows = await reader.table(leaderLevelChanges, where, [...page.params, ...filter.params]);
    const { currency } = await readShop(reader);
    return pageOf(rows, input, 'changedAt', ({ id, fromTier, toTier, cause, figures, ...row }) => ({
      id,
      leaderId: row.leaderId,
      fromTier,
      toTier,
      cause,
      from: instantOrNull(row.from),
      to: instantOrNull(row.to),
      figures: figures === null ? null : figuresView(figures, currency),
      changedAt: instantText(row.changedAt),
    }));
  },
});

async function figuresFrom(
  reader: Reader,
  period: Period,
  which: Parameters<typeof levelFigures>[1],
): Promise<readonly Figures[]> {
  const { sql, params } = levelFigures(period, which);
  return await reader.rows<Figures>(sql, [...params]);
}

function soFar({ from, to }: Period, now: Instant): Period {
  return { from, to: Math.min(to, now + 1) };
}

async function storedList(reader: Reader): Promise<LevelList | undefined> {
  const [list] = await reader.table(leaderLevelLists, 't."id" = ?', [levelListId]);
  return list;
}
