import * as z from 'zod';
import { defineQuery } from '../define.ts';
import { accounts } from '../ledger/accounts.ts';
import { roundedShare, WHOLE_BASIS_POINTS } from '../shared/money.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { idSchema, money, moneySchema } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import { suppliers } from '../suppliers/tables.ts';

const shareSchema = z.int().min(0).max(10_000);

const qualitySchema = z
  .strictObject({
    supplierId: z.string(),
    externalId: z.string(),
    name: z.string(),
    rounds: z.int().describe('Closed purchase orders that are looked at: the last of this supplier.'),
    ordered: z.int(),
    accepted: z.int(),
    rejected: z.int(),
    missing: z.int(),
    acceptedShare: shareSchema.describe(
      'Good pieces of those ordered, in basis points; over-delivery adds nothing.',
    ),
    lateRounds: z
      .int()
      .describe('Rounds in which goods came after they were shared out or pickup had begun.'),
    correctedRounds: z.int().describe('Rounds in which a correction of the order was accepted.'),
    claims: z.int().describe('Approved claims that the supplier bears a part of.'),
    charged: moneySchema.describe('What the supplier had to bear for them and for losses.'),
    acceptedCost: moneySchema,
    score: z
      .int()
      .min(0)
      .max(100)
      .describe(
        '60 for the accepted share, 15 for punctual rounds, 10 for rounds as ordered, 15 less what was charged: none left at a tenth of the value.',
      ),
  })
  .meta({ id: 'SupplierQuality' });

export const supplierQualityListSchema = z
  .strictObject({ data: z.array(qualitySchema).describe('The best first.') })
  .meta({ id: 'SupplierQualityList' });

export type SupplierQuality = z.output<typeof qualitySchema>;

interface Row {
  readonly supplierId: string;
  readonly externalId: string;
  readonly name: string;
  readonly rounds: number;
  readonly ordered: number;
  readonly accepted: number;
  readonly within: number;
  readonly rejected: number;
  readonly missing: number;
  readonly lateRounds: number;
  readonly correctedRounds: number;
  readonly claims: number;
  readonly charged: number;
  readonly acceptedCost: number;
}

/** The last ?1 closed purchase orders of each supplier, or of ?2 alone. */
const qualitySql = `WITH "last" AS (
    SELECT o."id", o."supplierId", o."campaignId", o."closedAt", c."pickupStartsAt"
    FROM "suppliers" AS u CROSS JOIN "purchase_orders" AS o ON o."id" IN (SELECT x."id" FROM "purchase_orders" AS x
        WHERE x."status" = 'closed' AND x."supplierId" = u."id" ORDER BY x."closedAt" DESC, x."id" DESC LIMIT CAST(?1 AS INTEGER))
      CROSS JOIN "campaigns" AS c ON c."id" = o."campaignId"
    WHERE ?2 IS NULL OR u."id" = ?2),
  "lines" AS (SELECT r."supplierId", sum(p."ordered") AS "ordered", sum(p."accepted") AS "accepted",
      sum(min(p."accepted", p."ordered")) AS "within", sum(p."rejected") AS "rejected", sum(p."missing") AS "missing",
      sum(p."acceptedCost") AS "acceptedCost"
    FROM "last" AS r JOIN "purchase_lines" AS p ON p."purchaseOrderId" = r."id" GROUP BY r."supplierId"),
  "rounds" AS (SELECT r."supplierId", count(*) AS "rounds",
      sum(EXISTS (SELECT 1 FROM "goods_receipts" AS g JOIN "goods_receipt_lines" AS n ON n."goodsReceiptId" = g."id" AND n."accepted" > 0
        WHERE g."purchaseOrderId" = r."id" AND (g."receivedAt" > r."closedAt" OR g."receivedAt" > r."pickupStartsAt"))) AS "lateRounds",
      sum(EXISTS (SELECT 1 FROM "purchase_corrections" AS k WHERE k."purchaseOrderId" = r."id" AND k."status" = 'accepted')) AS "correctedRounds"
    FROM "last" AS r GROUP BY r."supplierId"),
  "campaignsOf" AS (SELECT DISTINCT "supplierId", "campaignId" FROM "last"),
  "complaints" AS (SELECT m."supplierId", count(*) AS "claims" FROM "campaignsOf" AS m
      JOIN "claims" AS q ON q."supplierId" = m."supplierId" AND q."campaignId" = m."campaignId"
    WHERE q."status" IN ('approved', 'refunded', 'replaced') AND q."faultShares" ->> 'supplier' > 0 GROUP BY m."supplierId"),
  "charges" AS (SELECT m."supplierId", -sum(e."amount") AS "charged" FROM "campaignsOf" AS m
      JOIN "ledger_entries" AS e ON e."supplierId" = m."supplierId" AND e."campaignId" = m."campaignId"
    WHERE e."account" = ${String(accounts.recoveries)} AND e."fault" = 'supplier' GROUP BY m."supplierId")
  SELECT s."id" AS "supplierId", s."externalId" AS "externalId", s."name" AS "name", n."rounds" AS "rounds", l."ordered" AS "ordered",
    l."accepted" AS "accepted", l."within" AS "within", l."rejected" AS "rejected", l."missing" AS "missing", n."lateRounds" AS "lateRounds",
    n."correctedRounds" AS "correctedRounds", coalesce(q."claims", 0) AS "claims", coalesce(h."charged", 0) AS "charged", l."acceptedCost" AS "acceptedCost"
  FROM "rounds" AS n JOIN "lines" AS l ON l."supplierId" = n."supplierId" JOIN "suppliers" AS s ON s."id" = n."supplierId"
    LEFT JOIN "complaints" AS q ON q."supplierId" = n."supplierId" LEFT JOIN "charges" AS h ON h."supplierId" = n."supplierId"`;

/**
 * How well suppliers did in their last rounds: what was accepted, what came late or otherwise than ordered, what they
 * had to bear. For the shop.
 *
 * Refuses: not_found, invalid_input, not_allowed.
 */
export const supplierQuality = defineQuery({
  name: 'purchaseOrders.supplierQuality',
  summary: 'Rate suppliers by their last rounds',
  input: z.strictObject({
    supplierId: idSchema.optional(),
    rounds: z.int().min(1).max(100).default(10).describe('How many closed purchase orders of each supplier.'),
  }),
  answer: supplierQualityListSchema,
  async read(reader, input, context) {
    demandShop(context);
    const { currency } = await readShop(reader);
    const supplierId = await ownIdOf(reader, suppliers, input.supplierId);
    const rows = await reader.rows<Row>(qualitySql, [input.rounds, supplierId ?? null]);
    const data = rows.map(({ within, charged, acceptedCost, ...row }) => {
      const acceptedShare = row.ordered === 0 ? WHOLE_BASIS_POINTS : shareOf(within, row.ordered);
      return {
        ...row,
        acceptedShare,
        charged: money(charged, currency),
        acceptedCost: money(acceptedCost, currency),
        score: scoreOf({ ...row, acceptedShare, charged, acceptedCost }),
      };
    });
    return { data: data.toSorted((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1)) };
  },
});

function shareOf(part: number, whole: number): number {
  return roundedShare(WHOLE_BASIS_POINTS, part, whole);
}

interface Judged {
  readonly acceptedShare: number;
  readonly rounds: number;
  readonly lateRounds: number;
  readonly correctedRounds: number;
  readonly charged: number;
  readonly acceptedCost: number;
}

/** 0 to 100, in whole points; the parts are in basis points until the end, so that it is rounded once. */
export function scoreOf(judged: Judged): number {
  const { acceptedShare, rounds, lateRounds, correctedRounds, charged, acceptedCost } = judged;
  const punctual = WHOLE_BASIS_POINTS - shareOf(lateRounds, rounds);
  const asOrdered = WHOLE_BASIS_POINTS - shareOf(correctedRounds, rounds);
  const blame = acceptedCost > 0 ? shareOf(charged, acceptedCost) : charged > 0 ? WHOLE_BASIS_POINTS : 0;
  const blameless = Math.max(0, WHOLE_BASIS_POINTS - 10 * blame);
  const points = 60 * acceptedShare + 15 * punctual + 10 * asOrdered + 15 * blameless;
  return roundedShare(points, 1, WHOLE_BASIS_POINTS);
}
