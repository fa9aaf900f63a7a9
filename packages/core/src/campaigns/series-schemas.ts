import * as z from 'zod';
import {
  dateSchema,
  externalIdSchema,
  idSchema,
  instantSchema,
  nameSchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  textSchema,
} from '../shared/schemas.ts';
import { roundOutcomes, seriesStatuses } from './series-tables.ts';

const breaksMax = 100;

const inGapSchema = z
  .enum(['before', 'after'])
  .nullable()
  .optional()
  .describe('What a time becomes that the clock of the shop leaves out on a date; null refuses the date.');

export const copyCampaignSchema = z
  .strictObject({
    campaignId: idSchema,
    pickupDate: dateSchema.describe('Everything is moved on by as many days as this lies after its own.'),
    title: nameSchema.optional().describe('As before when left out.'),
    externalId: externalIdSchema.optional(),
    inGap: inGapSchema,
  })
  .meta({ id: 'CopyCampaign', examples: [{ campaignId: 'external:today', pickupDate: '2026-12-01' }] });

const byDaySchema = z
  .string()
  .regex(
    /^(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/,
    'Give a weekday like TU, or with monthly the nth like 1FR or -1FR.',
  );

export const recurrenceSchema = z
  .strictObject({
    freq: z.enum(['daily', 'weekly', 'monthly']),
    interval: z.int().min(1).max(99).default(1).describe('2 with `weekly`: every other week.'),
    byDay: z
      .array(byDaySchema)
      .max(14)
      .default([])
      .describe('`["TU","FR"]`; with `monthly` also `1FR`, the first Friday, or `-1FR`, the last.'),
    byMonthDay: z
      .array(z.int().min(-31).max(31))
      .max(31)
      .default([])
      .describe('With `monthly`: 1 to 31, or -1 for the last day.'),
    until: dateSchema.nullable().default(null).describe('The last date that may be one.'),
    count: z
      .int()
      .min(1)
      .max(10_000)
      .nullable()
      .default(null)
      .describe('How many dates; those that fall into a break count, as in iCalendar.'),
  })
  .superRefine(({ freq, byDay, byMonthDay, until, count }, context) => {
    const wrong = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (freq !== 'monthly' && byDay.some((wish) => wish.length > 2))
      wrong('byDay', 'The nth weekday needs `monthly`.');
    if (freq !== 'monthly' && byMonthDay.length > 0) wrong('byMonthDay', 'Days of the month need `monthly`.');
    if (byMonthDay.includes(0)) wrong('byMonthDay', 'There is no day 0.');
    if (until !== null && count !== null) wrong('count', 'Give either until or count.');
  })
  .meta({
    id: 'RecurrenceRule',
    description: 'When rounds come again, in the words of iCalendar (RFC 5545). Weeks begin on Monday.',
    examples: [
      { freq: 'weekly', byDay: ['TU', 'FR'] },
      { freq: 'monthly', byDay: ['1FR'] },
    ],
  });

const breakSchema = z
  .strictObject({
    from: dateSchema,
    to: dateSchema.describe('The last day of the break.'),
    reason: textSchema(120).default(''),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'Must not be before from.' })
  .meta({ id: 'SeriesBreak', examples: [{ from: '2027-02-05', to: '2027-02-12', reason: '春节' }] });

const seriesFields = {
  templateId: idSchema.describe('The campaign that is copied: best a draft that is kept for it.'),
  rule: recurrenceSchema.describe('The pickup dates of the rounds.'),
  startsOn: dateSchema
    .optional()
    .describe('The first date that may be one; `interval` counts from it. Tomorrow when left out.'),
  breaks: z.array(breakSchema).max(breaksMax).optional().describe('Days without rounds: holidays, a rest.'),
  inGap: inGapSchema,
};

const horizonSchema = z
  .int()
  .min(1)
  .max(60)
  .describe('So many days before its pickup date a round is made: more than it is open.');

export const createSeriesSchema = z
  .strictObject({
    ...seriesFields,
    title: nameSchema.describe('Of the series; the rounds have the title of the template.'),
    externalId: externalIdSchema.optional(),
    horizonDays: horizonSchema.default(7),
    publish: z.boolean().default(false).describe('Publish rounds at once; else they wait as drafts.'),
  })
  .meta({
    id: 'CreateSeries',
    examples: [
      {
        title: '每周二、五鲜果团',
        templateId: 'external:template-fruit',
        rule: { freq: 'weekly', byDay: ['TU', 'FR'] },
        startsOn: '2026-12-01',
        breaks: [{ from: '2027-02-05', to: '2027-02-12', reason: '春节' }],
        publish: true,
      },
    ],
  });

export const changeSeriesSchema = z
  .strictObject({
    seriesId: idSchema,
    title: nameSchema.optional(),
    templateId: idSchema.optional(),
    rule: recurrenceSchema.optional(),
    startsOn: dateSchema.optional(),
    breaks: seriesFields.breaks,
    horizonDays: horizonSchema.optional(),
    publish: z.boolean().optional(),
    inGap: inGapSchema,
  })
  .meta({
    id: 'ChangeSeries',
    examples: [
      { seriesId: 'ser_01KAQ3', breaks: [{ from: '2027-02-05', to: '2027-02-12', reason: '春节' }] },
    ],
  });

export const seriesIdSchema = z.strictObject({ seriesId: idSchema });

export const seriesSchema = z
  .strictObject({
    id: ownIdSchema,
    externalId: z.string().nullable(),
    title: z.string(),
    status: z.enum(seriesStatuses),
    templateId: z.string(),
    rule: recurrenceSchema,
    startsOn: dateSchema,
    breaks: z.array(breakSchema),
    horizonDays: z.int(),
    publish: z.boolean(),
    inGap: z.enum(['before', 'after']).nullable(),
    nextDate: dateSchema.nullable().describe('The next pickup date that a round will be made for.'),
    createdAt: instantSchema,
    endedAt: instantSchema.nullable(),
  })
  .meta({ id: 'CampaignSeries', description: 'Rounds that come again (周期团).' });

export type SeriesView = z.output<typeof seriesSchema>;

export const listSeriesSchema = z.strictObject({
  ...pageFields,
  status: z.enum(seriesStatuses).optional(),
});
export const seriesPageSchema = pageSchema(seriesSchema).meta({ id: 'CampaignSeriesPage' });

const problemSchema = z.strictObject({ path: z.string(), code: z.string(), message: z.string() });

export const seriesRoundSchema = z
  .strictObject({
    seriesId: z.string(),
    date: dateSchema.describe('The pickup date.'),
    campaignId: z.string().nullable(),
    outcome: z
      .enum(roundOutcomes)
      .describe(
        '`refused`: it waits as a draft, `problems` says why; `late`: its cutoff had passed, there is none.',
      ),
    problems: z.array(problemSchema),
    createdAt: instantSchema,
  })
  .meta({ id: 'SeriesRound' });

export const listRoundsSchema = z.strictObject({ ...pageFields, seriesId: idSchema });
export const roundPageSchema = pageSchema(seriesRoundSchema).meta({ id: 'SeriesRoundPage' });

const datesMax = 60;

export const seriesDatesSchema = z.strictObject({
  seriesId: idSchema,
  limit: z.coerce.number().int().min(1).max(datesMax).default(10).describe('How many dates.'),
});

export const previewSeriesSchema = z
  .strictObject({
    ...seriesFields,
    limit: z.int().min(1).max(datesMax).default(10).describe('How many dates.'),
  })
  .meta({
    id: 'PreviewSeries',
    examples: [{ templateId: 'external:template-fruit', rule: { freq: 'monthly', byDay: ['1FR'] } }],
  });

export const plannedDatesSchema = z
  .strictObject({
    data: z.array(
      z.strictObject({
        date: dateSchema.describe('The pickup date.'),
        state: z.enum(['planned', 'made', 'break', 'gap']),
        reason: z.string().describe('Of a break.'),
        campaignId: z.string().nullable().describe('The round, where it is made.'),
        opensAt: instantSchema,
        closesAt: instantSchema.describe('The latest cutoff of its offers.'),
        pickupStartsAt: instantSchema,
        pickupEndsAt: instantSchema,
        choices: z
          .array(
            z.strictObject({ path: z.string(), local: z.string(), before: z.string(), after: z.string() }),
          )
          .describe('Times that the clock of the shop leaves out on this date.'),
      }),
    ),
  })
  .meta({ id: 'PlannedDates', description: 'The next dates of a series and their times.' });
