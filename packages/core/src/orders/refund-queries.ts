import { defineQuery } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { reasonText } from '../explanations/sentences.ts';
import { money } from '../shared/schemas.ts';
import { isShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import type { SqlValue } from '../storage/engine.ts';
import type { Reader } from '../storage/reader.ts';
import { type Refund, refundView } from './refund.ts';
import { listedRefundSchema, listRefundsSchema, refundIdSchema, refundPageSchema } from './refund-schemas.ts';

/** One refund. Customers and leaders see their own only. */
export const getRefund = defineQuery({
  name: 'refunds.get',
  summary: 'Read a refund',
  input: refundIdSchema,
  answer: listedRefundSchema,
  async read(reader, { refundId }, context) {
    const [refund] = await refundRows(reader, 't."id" = ?', [refundId]);
    demand(refund !== undefined && maySee(refund, context), 'not_found', { what: 'refunds', key: refundId });
    return listedView(refund, (await readShop(reader)).currency, context);
  },
});

/** Refunds, newest first, by status, order or campaign. Customers and leaders see their own only. */
export const listRefunds = defineQuery({
  name: 'refunds.list',
  summary: 'List refunds',
  input: listRefundsSchema,
  answer: refundPageSchema,
  async read(reader, input, context) {
    const { actor } = context;
    demand(actor.kind !== 'storefront', 'not_allowed', { needs: 'a session' });
    const page = pageAfter(input, 'createdAt');
    const filters: [string, SqlValue | undefined][] = [
      ['status', input.status],
      ['orderId', input.orderId],
      ['campaignId', input.campaignId],
      ['customerId', actor.kind === 'customer' ? actor.customerId : undefined],
      ['leaderId', actor.kind === 'leader' ? actor.leaderId : undefined],
    ];
    const given = filters.filter(([, value]) => value !== undefined);
    const where = [page.condition, ...given.map(([name]) => `t."${name}" = ?`)].join(' AND ');
    const params = [...page.params, ...given.map(([, value]) => value ?? null)];
    const rows = await refundRows(reader, `${where} ${page.tail}`, params);
    const { currency } = await readShop(reader);
    return pageOf(rows, input, 'createdAt', (row) => listedView(row, currency, context));
  },
});

interface RefundRow extends Refund {
  readonly orderExternalId: string | null;
  readonly title: string | null;
  readonly paymentReference: string | null;
  readonly paid: number | null;
}

/** Refunds that meet a condition over the alias `t`, with the goods and the payment that they go back against. */
function refundRows(
  reader: Reader,
  where: string,
  params: readonly SqlValue[],
): Promise<readonly RefundRow[]> {
  return reader.rows<RefundRow>(
    `SELECT t.*, o."externalId" AS "orderExternalId", f."title" AS "title", p."reference" AS "paymentReference", p."amount" AS "paid"
     FROM "refunds" t JOIN "orders" o ON o."id" = t."orderId"
       LEFT JOIN "order_lines" l ON l."id" = t."orderLineId" LEFT JOIN "offers" f ON f."id" = l."offerId"
       LEFT JOIN "payments" p ON p."id" = (SELECT min(y."id") FROM "payments" y WHERE y."orderId" = t."orderId"
         AND CASE t."kind" WHEN 'unusablePayment' THEN t."source" = 'unusable ' || y."id" ELSE y."outcome" = 'accepted' END)
     WHERE ${where}`,
    params,
  );
}

function listedView(row: RefundRow, currency: string, context: Context) {
  const { orderExternalId, title, paymentReference: reference, paid } = row;
  const payment =
    reference === null || !isShop(context) ? null : { reference, amount: money(paid ?? 0, currency) };
  return {
    ...refundView(row, currency),
    reasonTexts: reasonText(row.reason),
    orderExternalId,
    title,
    payment,
  };
}

function maySee(refund: Refund, { actor }: Context): boolean {
  if (actor.kind === 'customer') return refund.customerId === actor.customerId;
  if (actor.kind === 'leader') return refund.leaderId === actor.leaderId;
  return actor.kind === 'shop' || actor.kind === 'system';
}
