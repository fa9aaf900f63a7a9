import * as z from 'zod';
import { defineQuery } from '../define.ts';
import {
  idSchema,
  instantOrNull,
  instantSchema,
  money,
  moneySchema,
  pageFields,
  pageSchema,
} from '../shared/schemas.ts';
import { filterSql } from '../shared/filters.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { instantText } from '../shared/time.ts';
import { readShop } from '../shop/the-shop.ts';
import type { Row } from '../work.ts';
import type { leaderReferrals } from './referral-tables.ts';
import { whichLeader } from './which-leader.ts';

const referralSchema = z
  .strictObject({
    recruitId: z.string(),
    recruit: z.string().describe('The name of the recruited leader.'),
    recruiterId: z.string(),
    amount: moneySchema.nullable().describe('Once, when the first commission of the recruit is earned.'),
    basisPoints: z
      .int()
      .nullable()
      .describe("Of what the recruit sells, on the base of the recruit's commission."),
    endsAt: instantSchema.nullable().describe('Orders placed before it count.'),
    approvedAt: instantSchema,
    paidAt: instantSchema.nullable(),
    accrued: moneySchema.describe('What the part of the sales has come to, earned or not.'),
  })
  .meta({ id: 'Referral', description: 'A leader brought by a leader (推荐团长).' });

const listReferralsSchema = z.strictObject({
  ...pageFields,
  leaderId: idSchema.optional().describe('Who recruited.'),
});

interface ReferralRow extends Row<typeof leaderReferrals> {
  readonly [column: string]: string | number | null;
  readonly id: string;
  readonly name: string;
  readonly accrued: number;
}

/** Who recruited whom, newest first, and what came of it. Leaders see whom they recruited themselves. */
export const listReferrals = defineQuery({
  name: 'referrals.list',
  summary: 'List recruited leaders',
  input: listReferralsSchema,
  answer: pageSchema(referralSchema).meta({ id: 'ReferralPage' }),
  async read(reader, input, context) {
    const recruiterId = await whichLeader(reader, input.leaderId, context);
    const page = pageAfter(input, 'approvedAt');
    const filter = filterSql({ recruiterId });
    const rows = await reader.rows<ReferralRow>(
      `WITH page AS (SELECT t.* FROM (SELECT "recruitId" AS "id", * FROM "leader_referrals") t WHERE ${page.condition}${filter.sql} ${page.tail}),
         sums AS (SELECT e."beneficiaryId" AS "recruiterId", l."leaderId" AS "recruitId", sum(e."due") AS "accrued"
           FROM (SELECT DISTINCT "recruiterId" FROM page WHERE "basisPoints" IS NOT NULL) r
             CROSS JOIN "commission_entries" e ON e."beneficiaryId" = r."recruiterId" AND e."kind" = 'referral' AND e."status" <> 'unpaid'
             CROSS JOIN "order_lines" l ON l."id" = e."orderLineId"
           GROUP BY e."beneficiaryId", l."leaderId")
       SELECT p.*, d."name" AS "name", coalesce(s."accrued", 0) AS "accrued"
       FROM page p JOIN "leaders" d ON d."id" = p."recruitId"
         LEFT JOIN sums s ON s."recruiterId" = p."recruiterId" AND s."recruitId" = p."recruitId"
       ORDER BY p."approvedAt" DESC, p."id" DESC`,
      [...page.params, ...filter.params],
    );
    const { currency } = await readShop(reader);
    return pageOf(rows, input, 'approvedAt', ({ recruitId, name, amount, basisPoints, ...row }) => ({
      recruitId,
      recruit: name,
      recruiterId: row.recruiterId,
      amount: amount === null ? null : money(amount, currency),
      basisPoints,
      endsAt: instantOrNull(row.endsAt),
      approvedAt: instantText(row.approvedAt),
      paidAt: instantOrNull(row.paidAt),
      accrued: money(row.accrued, currency),
    }));
  },
});
