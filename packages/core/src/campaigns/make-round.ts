import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { notices } from '../events/tables.ts';
import type { Context } from '../shared/context.ts';
import type { FieldProblem } from '../shared/error.ts';
import { Clock } from '../shared/moment.ts';
import { idSchema } from '../shared/schemas.ts';
import { addDays, type CalendarDate } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { shops } from '../shop/tables.ts';
import { shopId, theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { copyRows } from './copy-rows.ts';
import { movedRound } from './moved-round.ts';
import { markPublished } from './publish-campaign.ts';
import { publishProblems } from './publish-problems.ts';
import { campaignSeries, roundOutcomes, seriesRounds } from './series-tables.ts';
import { datesMade, nextRound, type Series, today } from './series.ts';
import { campaigns } from './tables.ts';

type Outcome = (typeof roundOutcomes)[number];

/**
 * Makes the next round of a series when its time has come, once per date for ever: a copy of the template, published
 * where the series says so. One that cannot be published waits as a draft, and the shop is told why; where the cutoff
 * has passed already there is none.
 *
 * Refuses: not_found, not_allowed.
 */
export const makeRound = defineVerb({
  name: 'campaignSeries.makeRound',
  summary: 'Make the next round of a series',
  input: z.strictObject({ seriesId: idSchema }),
  answer: z.strictObject({
    date: z.string().nullable().describe('Null: nothing was due.'),
    outcome: z.enum(roundOutcomes).nullable(),
    campaignId: z.string().nullable(),
  }),
  // A stock that campaigns share, and the dates that are made, are looked up in the database.
  alone: true,
  decide: (work, { seriesId }, context) => {
    demandShop(context);
    work.need([shops, { id: shopId }]);
    const series = work.resolve(campaignSeries, seriesId);
    const { nextDate: date, status, horizonDays } = series;
    const day = today(work, context.now);
    if (status !== 'active' || date === null || addDays(date, -horizonDays) > day)
      return { date: null, outcome: null, campaignId: null };
    const made = datesMade(work, series.id, date);
    const round = made.has(date) ? null : make(work, series, date, context);
    moveOn(work, series, nextRound(series, addDays(date, 1), made), context);
    return { date, outcome: round?.outcome ?? null, campaignId: round?.campaignId ?? null };
  },
});

interface Made {
  readonly outcome: Outcome;
  readonly campaignId: string | null;
}

function make(work: Work, series: Series, date: CalendarDate, context: Context): Made {
  const template = work.get(campaigns, series.templateId);
  const clock = new Clock(theShop(work).zone, series.inGap);
  const moved = movedRound(work, template, date, clock);
  const cutoffs = moved.offers.map(({ closesAt }) => closesAt);
  if (Math.max(moved.closesAt, ...cutoffs) <= context.now) return miss(work, series, date, context);
  const wish = { title: template.title, externalId: null, seriesId: series.id };
  const { campaign, ...parties } = copyRows(work, template, moved, wish, context);
  const problems = [...clock.problems(), ...(series.publish ? publishProblems(work, campaign, parties) : [])];
  const outcome = problems.length > 0 ? 'refused' : series.publish ? 'published' : 'drafted';
  if (outcome === 'published') markPublished(work, campaign, context);
  note(work, series, { date, campaignId: campaign.id, outcome, problems }, context);
  const data = { date, campaignId: campaign.id };
  if (outcome === 'refused') {
    work.emit({ type: 'series.roundRefused', subject: series.id, data: { ...data, problems } });
    tell(work, series, 'series.roundRefused', { ...data, problems }, context);
  } else {
    const published = outcome === 'published';
    work.emit({ type: 'series.roundMade', subject: series.id, data: { ...data, published } });
  }
  return { outcome, campaignId: campaign.id };
}

/** Nobody could order any more: the date is dealt with, and the shop hears of it. */
function miss(work: Work, series: Series, date: CalendarDate, context: Context): Made {
  note(work, series, { date, campaignId: null, outcome: 'late', problems: [] }, context);
  work.emit({ type: 'series.roundMissed', subject: series.id, data: { date } });
  tell(work, series, 'series.roundMissed', { date }, context);
  return { outcome: 'late', campaignId: null };
}

interface Noted {
  readonly date: CalendarDate;
  readonly campaignId: string | null;
  readonly outcome: Outcome;
  readonly problems: readonly FieldProblem[];
}

function note(work: Work, { id }: Series, round: Noted, { now }: Context): void {
  work.insert(seriesRounds, { seriesId: id, ...round, createdAt: now });
}

function tell(
  work: Work,
  { id, title }: Series,
  topic: string,
  facts: { readonly date: CalendarDate; readonly [fact: string]: unknown },
  context: Context,
): void {
  work.insert(notices, {
    id: context.newId('ntc'),
    receiverKind: 'shop',
    receiverId: shopId,
    topic,
    facts: { seriesId: id, title, ...facts },
    createdAt: context.now,
    source: `${topic} ${id} ${facts.date}`,
  });
}

function moveOn(work: Work, series: Series, nextDate: CalendarDate | null, { now }: Context): void {
  if (nextDate !== null) {
    work.set(campaignSeries, series, { nextDate });
    return;
  }
  work.set(campaignSeries, series, { nextDate, status: 'ended', endedAt: now });
  work.emit({ type: 'series.ended', subject: series.id, data: { reason: 'finished' } });
}
