import * as z from 'zod';
import { defineQuery } from '../define.ts';
import { refuse } from '../shared/error.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { maskName } from '../shared/phone.ts';
import { instantSchema, money, moneySchema, pageFields, pageSchema } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { readShop } from '../shop/the-shop.ts';

const cashToReturnSchema = z
  .strictObject({
    refundId: z.string(),
    orderId: z.string(),
    campaignId: z.string(),
    customer: z.string().describe('The name, all but its first character hidden.'),
    pickupPointName: z.string(),
    title: z.string().nullable().describe('The goods it is for; null where it is a payment too many.'),
    unit: z.string().nullable(),
    pieces: z.int(),
    amount: moneySchema,
    createdAt: instantSchema,
  })
  .meta({ id: 'CashToReturn', description: 'Cash of a leader that goes back to a customer by hand (R18).' });

interface Row {
  readonly id: string;
  readonly orderId: string;
  readonly campaignId: string;
  readonly customer: string;
  readonly pickupPointName: string;
  readonly title: string | null;
  readonly unit: string | null;
  readonly pieces: number;
  readonly amount: number;
  readonly createdAt: number;
}

/** ?: the leader. Refunds that are not settled yet are few, and found by their status. */
const sql = `SELECT t."id" AS "id", t."orderId" AS "orderId", t."campaignId" AS "campaignId", c."name" AS "customer",
    p."name" AS "pickupPointName", f."title" AS "title", f."unit" AS "unit", t."pieces" AS "pieces",
    t."amount" AS "amount", t."createdAt" AS "createdAt"
  FROM "refunds" t JOIN "orders" o ON o."id" = t."orderId" JOIN "customers" c ON c."id" = t."customerId"
    JOIN "pickup_points" p ON p."id" = o."pickupPointId"
    LEFT JOIN "order_lines" l ON l."id" = t."orderLineId" LEFT JOIN "offers" f ON f."id" = l."offerId"
  WHERE t."status" IN ('requested', 'failed') AND ? = coalesce(t."cashLeaderId",
    (SELECT y."cashLeaderId" FROM "payments" y WHERE y."orderId" = t."orderId" AND y."outcome" = 'accepted'))`;

/**
 * Refunds that the leader owes out of the cash in the own hand, newest first: of own orders, of those moved to own
 * points and of those stood in for (R18, R44). Each goes back by hand and is confirmed then.
 *
 * Refuses: not_allowed.
 */
export const listCashToReturn = defineQuery({
  name: 'refunds.inHand',
  summary: 'List refunds that a leader pays back out of cash',
  input: z.strictObject(pageFields),
  answer: pageSchema(cashToReturnSchema).meta({ id: 'CashToReturnPage' }),
  async read(reader, input, { actor }) {
    if (actor.kind !== 'leader') return refuse('not_allowed', { needs: 'a leader session' });
    const page = pageAfter(input, 'createdAt');
    const rows = await reader.rows<Row & Record<string, string | number | null>>(
      `${sql} AND ${page.condition} ${page.tail}`,
      [actor.leaderId, ...page.params],
    );
    const { currency } = await readShop(reader);
    return pageOf(rows, input, 'createdAt', ({ id, customer, amount, createdAt, ...row }) => ({
      ...row,
      refundId: id,
      customer: maskName(customer),
      amount: money(amount, currency),
      createdAt: instantText(createdAt),
    }));
  },
});
