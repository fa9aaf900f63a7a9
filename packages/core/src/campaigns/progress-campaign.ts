import type * as z from 'zod';
import { defineQuery } from '../define.ts';
import { demand } from '../shared/error.ts';
import { money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { readShop } from '../shop/the-shop.ts';
import type { SqlRow } from '../storage/engine.ts';
import { campaignAnswer, piecesLeft } from './campaign.ts';
import { countedFirmSql } from './minimum.ts';
import { maySee } from './queries.ts';
import { progressSchema } from './round-schemas.ts';
import { campaignIdSchema, type CampaignView } from './schemas.ts';
import {
  standingsOf,
  type SupplierRow,
  supplierRowsSql,
  type SupplierStanding,
} from './supplier-minimums.ts';
import { campaigns } from './tables.ts';

type Progress = z.output<typeof progressSchema>;

/*
 * Sums over up to 500,000 lines, made where they lie. `order_lines_bought` and `orders_by_campaign` carry what the
 * first two need, so that no row is visited.
 */
const orderCounts = `SELECT "status", count(*) AS "orders" FROM "orders" WHERE "campaignId" = ? GROUP BY "status"`;
const lineSums = `SELECT "offerId", sum("net") AS "net" FROM "order_lines"
  WHERE "campaignId" = ? AND "firmPieces" > 0 GROUP BY "offerId"`;
const refundSums = `SELECT l."offerId" AS "offerId", sum(r."amount") AS "refunded" FROM "refunds" r
  JOIN "order_lines" l ON l."id" = r."orderLineId" AND l."firmPieces" > 0
  WHERE r."campaignId" = ? AND r."kind" <> 'adjustment' GROUP BY l."offerId"`;
const offerCounts = `SELECT o."id" AS "offerId", ${countedFirmSql} AS "counted" FROM "offers" o WHERE o."campaignId" = ?`;
const customerCount = `SELECT count(DISTINCT c."customerId") AS "customers" FROM "offers" o
  JOIN "offer_customers" c ON c."offerId" = o."id" AND c."firm" > 0 WHERE o."campaignId" = ?`;
const leaderSums = `SELECT l."leaderId" AS "leaderId", p."name" AS "name", count(DISTINCT l."orderId") AS "orders",
    sum(l."firmPieces") AS "pieces", sum(l."net" - l."refunded") AS "net"
  FROM "order_lines" l JOIN "leaders" p ON p."id" = l."leaderId"
  WHERE l."campaignId" = ? AND l."firmPieces" > 0 GROUP BY l."leaderId" ORDER BY "net" DESC, l."leaderId"`;

const supplierRows = supplierRowsSql('?');

/**
 * How a campaign stands: orders, pieces and money, by offer and by leader. A leader sees only the own line. Of a campaign so
 * large that summing up takes long, the sums may be two seconds old.
 */
export const progressCampaign = defineQuery({
  name: 'campaigns.progress',
  summary: 'See how a campaign stands',
  aside: 'shared',
  input: campaignIdSchema,
  answer: progressSchema,
  async read(reader, { campaignId }, context) {
    const campaign = await reader.decide((work) => {
      const found = work.resolve(campaigns, campaignId);
      demand(maySee(work, found, context), 'not_found', { what: 'campaigns', key: campaignId });
      return campaignAnswer(work, found.id, context.now);
    });
    const { currency, policies } = await readShop(reader);
    const queries = [orderCounts, lineSums, refundSums, offerCounts, customerCount, leaderSums, supplierRows];
    const results = await reader.together(queries.map((sql) => ({ sql, params: [campaign.id] })));
    const [orders = [], lines = [], refunded = [], counts = [], [customers] = [], leaders = [], rows = []] =
      results;
    const nets = subtract(valuesBy(lines, 'offerId', 'net'), valuesBy(refunded, 'offerId', 'refunded'));
    const offers = offerProgress(campaign, nets, valuesBy(counts, 'offerId', 'counted'), currency);
    const byStatus = valuesBy(orders, 'status', 'orders');
    const { actor } = context;
    // What a supplier asks for is between the shop and the supplier.
    const asked = actor.kind === 'leader' ? [] : (rows as readonly unknown[] as readonly SupplierRow[]);
    const standings = standingsOf(asked, policies.lossBufferBasisPoints);
    const shown = leaders.filter((row) => actor.kind !== 'leader' || row.leaderId === actor.leaderId);
    return {
      campaignId: campaign.id,
      status: campaign.status,
      phase: campaign.phase,
      orders: orderProgress(byStatus),
      customers: Number(customers?.customers ?? 0),
      pieces: offers.reduce((sum, { firm, status }) => (status === 'failed' ? sum : sum + firm), 0),
      net: money(
        offers.reduce((sum, { net }) => sum + net.amount, 0),
        currency,
      ),
      cutoffs: campaign.cutoffs,
      suppliers: standings.map((standing) => supplierProgress(standing, currency)),
      offers,
      leaders: shown.map((row) => leaderProgress(row, currency)),
    };
  },
});

function valuesBy(rows: readonly SqlRow[], key: string, value: string): Map<string, number> {
  return new Map(rows.map((row) => [String(row[key]), Number(row[value])]));
}

function subtract(sums: ReadonlyMap<string, number>, less: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...sums].map(([key, sum]) => [key, sum - (less.get(key) ?? 0)]));
}

function supplierProgress(standing: SupplierStanding, currency: string): Progress['suppliers'][number] {
  const { supplierId, name, cutoff, value, cases, minimumValue, minimumCases } = standing;
  const { reached, onMiss, extendHours, extended } = standing;
  return {
    supplierId,
    name,
    cutoff: instantText(cutoff),
    value: money(value, currency),
    cases,
    minimumValue: minimumValue === null ? null : money(minimumValue, currency),
    minimumCases,
    reached,
    missingValue: money(Math.max(0, (minimumValue ?? 0) - value), currency),
    missingCases: Math.max(0, (minimumCases ?? 0) - cases),
    onMiss,
    extendHours,
    extended,
  };
}

function orderProgress(byStatus: ReadonlyMap<string, number>): Progress['orders'] {
  const count = (...statuses: readonly string[]): number =>
    statuses.reduce((sum, status) => sum + (byStatus.get(status) ?? 0), 0);
  return {
    held: count('held'),
    firm: count('confirmed', 'ready', 'collected', 'uncollected'),
    expired: count('expired'),
    cancelled: count('cancelled'),
  };
}

function offerProgress(
  campaign: CampaignView,
  nets: ReadonlyMap<string, number>,
  counts: ReadonlyMap<string, number>,
  currency: string,
): Progress['offers'] {
  return campaign.offers.map(({ id, title, sold, firm, cap, minimum, status }) => ({
    offerId: id,
    title,
    sold,
    firm,
    left: piecesLeft({ cap, sold }),
    net: money(nets.get(id) ?? 0, currency),
    minimum,
    counted: counts.get(id) ?? 0,
    status,
  }));
}

function leaderProgress(
  { leaderId, name, orders, pieces, net }: SqlRow,
  currency: string,
): Progress['leaders'][number] {
  return {
    leaderId: String(leaderId),
    name: String(name),
    orders: Number(orders),
    pieces: Number(pieces),
    net: money(Number(net), currency),
  };
}
