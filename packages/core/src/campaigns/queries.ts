import { defineQuery } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { filterSql } from '../shared/filters.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { isShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import type { Reader } from '../storage/reader.ts';
import type { Work } from '../work.ts';
import { type Campaign, campaignAnswer, campaignSummary, phaseOf } from './campaign.ts';
import { cutoffAtSql } from './offer-cutoff.ts';
import { campaignIdSchema, campaignPageSchema, campaignSchema, listCampaignsSchema } from './schemas.ts';
import { campaignLeaders, campaigns } from './tables.ts';

/** One campaign with its offers. A leader sees those in which they take part, once published. */
export const getCampaign = defineQuery({
  name: 'campaigns.get',
  summary: 'Read a campaign',
  input: campaignIdSchema,
  answer: campaignSchema,
  read: (reader, { campaignId }, context) =>
    reader.decide((work) => {
      const campaign = work.resolve(campaigns, campaignId);
      demand(maySee(work, campaign, context), 'not_found', { what: 'campaigns', key: campaignId });
      return campaignAnswer(work, campaign.id, context.now);
    }),
});

/** Whether the caller may see what the shop sees of a campaign; shoppers have `showOpen`. */
export function maySee(work: Work, campaign: Campaign, context: Context): boolean {
  const { actor } = context;
  if (isShop(context)) return true;
  if (actor.kind !== 'leader' || campaign.status === 'draft') return false;
  return work.find(campaignLeaders, { campaignId: campaign.id, leaderId: actor.leaderId }) !== undefined;
}

/** Campaigns, newest first, by status or leader. A leader sees the own ones, once published. */
export const listCampaigns = defineQuery({
  name: 'campaigns.list',
  summary: 'List campaigns',
  input: listCampaignsSchema,
  answer: campaignPageSchema,
  async read(reader, input, context) {
    const { actor } = context;
    demand(isShop(context) || actor.kind === 'leader', 'not_allowed', {
      needs: 'a secret key or a leader session',
    });
    const page = pageAfter(input, 'createdAt');
    const filter = filterSql({ status: input.status });
    const leaderId = actor.kind === 'leader' ? actor.leaderId : await ownLeaderId(reader, input.leaderId);
    const drafts = actor.kind === 'leader' ? ` AND t."status" <> 'draft'` : '';
    const mine = ` AND t."id" IN (SELECT l."campaignId" FROM "campaign_leaders" l WHERE l."leaderId" = ?)`;
    const where = `${page.condition}${filter.sql}${drafts}${leaderId === undefined ? '' : mine} ${page.tail}`;
    const params = [...page.params, ...filter.params, ...(leaderId === undefined ? [] : [leaderId])];
    const rows = await reader.table(campaigns, where, params);
    const facts = await offerFacts(reader, rows, context.now);
    const { currency } = await readShop(reader);
    return pageOf(rows, input, 'createdAt', (campaign) => {
      const { open = 0, offers = 0 } = facts.get(campaign.id) ?? {};
      const phase = phaseOf(campaign, open > 0, context.now);
      return { ...campaignSummary(campaign, phase, currency), offerCount: offers };
    });
  },
});

async function ownLeaderId(reader: Reader, reference: string | undefined): Promise<string | undefined> {
  return reference === undefined ? undefined : reader.decide((work) => work.resolve(leaders, reference).id);
}

interface OfferFacts {
  readonly campaignId: string;
  readonly offers: number;
  /** How many are open and before their own cutoff. */
  readonly open: number;
}

async function offerFacts(
  reader: Reader,
  rows: readonly Campaign[],
  now: number,
): Promise<Map<string, OfferFacts>> {
  const facts = await reader.rows<OfferFacts>(
    `SELECT o."campaignId" AS "campaignId", count(*) AS "offers",
      sum(o."status" = 'open' AND ${cutoffAtSql} > CAST(? AS INTEGER)) AS "open"
    FROM json_each(?) AS j JOIN "offers" o ON o."campaignId" = j.value GROUP BY o."campaignId"`,
    [now, now, JSON.stringify(rows.map(({ id }) => id))],
  );
  return new Map(facts.map((fact) => [fact.campaignId, fact]));
}
