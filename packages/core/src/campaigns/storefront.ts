import { defineQuery } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { instantText } from '../shared/time.ts';
import type { SqlValue } from '../storage/engine.ts';
import type { Reader } from '../storage/reader.ts';
import { byPosition, type Campaign } from './campaign.ts';
import { cutoffAtSql } from './offer-cutoff.ts';
import { listOpenSchema, openCampaignPageSchema } from './open-schemas.ts';
import { shopperFacts } from './open-campaign.ts';
import { campaigns, offers } from './tables.ts';

/** What a shopper can order now, or soon, newest first. */
export const listOpenCampaigns = defineQuery({
  name: 'campaigns.listOpen',
  summary: 'List campaigns that are open',
  input: listOpenSchema,
  answer: openCampaignPageSchema,
  async read(reader, input, { now }) {
    const page = pageAfter(input, 'createdAt');
    const opening =
      input.phase === 'open' ? 't."opensAt" <= CAST(? AS INTEGER)' : 't."opensAt" > CAST(? AS INTEGER)';
    const parties = await partyFilter(reader, input);
    const where = `${page.condition} AND t."status" IN ('published', 'purchasing') AND ${opening}
      AND EXISTS (SELECT 1 FROM "offers" o WHERE o."campaignId" = t."id" AND o."status" = 'open'
        AND ${cutoffAtSql} > CAST(? AS INTEGER))${parties.sql} ${page.tail}`;
    const rows = await reader.table(campaigns, where, [...page.params, now, now, now, ...parties.params]);
    const offered = await offersOfAll(reader, rows);
    const list = pageOf(rows, input, 'createdAt', (campaign) => {
      const own = offered.filter(({ campaignId }) => campaignId === campaign.id).toSorted(byPosition);
      return {
        ...shopperFacts(
          campaign,
          own.map(({ closesAt }) => closesAt),
          input.phase,
        ),
        offerCount: own.length,
        imageUrl: own.find(({ imageUrl }) => imageUrl !== null)?.imageUrl ?? null,
      };
    });
    return { now: instantText(now), ...list };
  },
});

async function partyFilter(
  reader: Reader,
  wanted: { leaderId?: string | undefined; pickupPointId?: string | undefined },
) {
  const { leaderId, pickupPointId } = wanted;
  const params: SqlValue[] = [];
  let sql = '';
  if (leaderId !== undefined) {
    sql += ` AND EXISTS (SELECT 1 FROM "campaign_leaders" l WHERE l."campaignId" = t."id" AND l."leaderId" = ?)`;
    params.push(await reader.decide((work) => work.resolve(leaders, leaderId).id));
  }
  if (pickupPointId !== undefined) {
    sql += ` AND EXISTS (SELECT 1 FROM "campaign_points" p WHERE p."campaignId" = t."id" AND p."pickupPointId" = ?)`;
    params.push(await reader.decide((work) => work.resolve(pickupPoints, pickupPointId).id));
  }
  return { sql, params };
}

async function offersOfAll(reader: Reader, rows: readonly Campaign[]) {
  const ids = JSON.stringify(rows.map(({ id }) => id));
  return reader.table(
    offers,
    `t."campaignId" IN (SELECT value FROM json_each(?)) AND t."status" <> 'withdrawn' AND NOT t."gift"`,
    [ids],
  );
}
