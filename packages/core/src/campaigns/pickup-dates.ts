import * as z from 'zod';
import { variants } from '../catalog/tables.ts';
import { defineQuery } from '../define.ts';
import { demand } from '../shared/error.ts';
import { Clock, momentSchema } from '../shared/moment.ts';
import { dateSchema, idSchema, instantSchema } from '../shared/schemas.ts';
import { addDays, type Instant, instantText } from '../shared/time.ts';
import { theShop } from '../shop/the-shop.ts';
import { suppliers } from '../suppliers/tables.ts';
import type { RowRequest, Work } from '../work.ts';
import { type Campaign, offersOf } from './campaign.ts';
import { earliestPickup, latestCutoffFor, leadDaysOf } from './lead-cutoff.ts';
import type { Offer } from './minimum.ts';
import { latestCutoff } from './offer-cutoff.ts';
import { maySee } from './queries.ts';
import { campaigns } from './tables.ts';

const daysMax = 31;

const pickupDatesInput = z.strictObject({
  campaignId: idSchema,
  closesAt: momentSchema
    .optional()
    .describe('Another cutoff for all offers; each has its own when left out.'),
  days: z.coerce.number().int().min(1).max(daysMax).default(7).describe('How many pickup dates.'),
});

const pickupDatesSchema = z
  .strictObject({
    pickupDate: dateSchema.describe('Of the campaign, as it stands.'),
    offers: z.array(
      z.strictObject({
        offerId: z.string(),
        title: z.string(),
        supplierId: z.string(),
        leadDays: z.int().describe('From the cutoff to the pickup date: of the goods or of their supplier.'),
        closesAt: instantSchema.describe('The cutoff that is asked about.'),
        cutoffFrom: z.enum(['campaign', 'leadDays', 'own', 'asked']),
        earliestPickup: dateSchema.describe('The first date that this cutoff can make (R23).'),
        latestCutoff: instantSchema.describe(
          "The campaign's time of day on the last day that makes its pickup date.",
        ),
        inTime: z.boolean().describe('Whether the goods are there on the pickup date of the campaign.'),
      }),
    ),
    dates: z.array(
      z.strictObject({
        date: dateSchema,
        offerIds: z.array(z.string()).describe('What can be collected then.'),
        missing: z.array(z.string()).describe('What is not there yet.'),
      }),
    ),
  })
  .meta({ id: 'PickupDates', description: 'Which offers of a campaign can make which pickup date.' });

/**
 * Which offers make which pickup date: the promised day follows from the cutoff and the lead days (R23). For the shop,
 * and for leaders who take part.
 */
export const campaignPickupDates = defineQuery({
  name: 'campaigns.pickupDates',
  summary: 'See which offers make which pickup date',
  input: pickupDatesInput,
  answer: pickupDatesSchema,
  read: (reader, { campaignId, closesAt, days }, context) =>
    reader.decide((work) => {
      const campaign = work.resolve(campaigns, campaignId);
      demand(maySee(work, campaign, context), 'not_found', { what: 'campaigns', key: campaignId });
      const clock = new Clock(theShop(work).zone);
      const asked = closesAt === undefined ? null : clock.read(closesAt, 'closesAt');
      clock.demandReal();
      const offered = offersToDate(work, campaign, asked);
      const first = offered.map(({ earliestPickup: date }) => date).toSorted()[0] ?? campaign.pickupDate;
      const from = first < campaign.pickupDate ? first : campaign.pickupDate;
      const dates = Array.from({ length: days }, (_, index) => {
        const date = addDays(from, index);
        const there = offered.filter((one) => one.earliestPickup <= date);
        const missing = offered.filter((one) => one.earliestPickup > date);
        return {
          date,
          offerIds: there.map(({ offerId }) => offerId),
          missing: missing.map(({ offerId }) => offerId),
        };
      });
      return { pickupDate: campaign.pickupDate, offers: offered, dates };
    }),
});

function offersToDate(work: Work, campaign: Campaign, asked: Instant | null) {
  const offered = offersOf(work, campaign.id).filter(({ status }) => status !== 'withdrawn');
  work.need(
    ...offered.flatMap(({ variantId, supplierId }): RowRequest[] => [
      [variants, { id: variantId }],
      [suppliers, { id: supplierId }],
    ]),
  );
  return offered.map((offer) => offerDates(work, campaign, offer, asked));
}

function offerDates(work: Work, campaign: Campaign, offer: Offer, asked: Instant | null) {
  const { zone } = theShop(work);
  const leadDays = leadDaysOf(work, work.get(variants, offer.variantId));
  const cutoff = asked ?? latestCutoff(offer);
  const earliest = earliestPickup(cutoff, leadDays, zone);
  return {
    offerId: offer.id,
    title: offer.title,
    supplierId: offer.supplierId,
    leadDays,
    closesAt: instantText(cutoff),
    cutoffFrom: asked === null ? offer.cutoffFrom : ('asked' as const),
    earliestPickup: earliest,
    latestCutoff: instantText(latestCutoffFor(campaign, leadDays, zone)),
    inTime: earliest <= campaign.pickupDate,
  };
}
