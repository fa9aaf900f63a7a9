import { defineQuery } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { readShop } from '../shop/the-shop.ts';
import type { SqlValue } from '../storage/engine.ts';
import { type Refund, refundView } from './refund.ts';
import { listRefundsSchema, refundIdSchema, refundPageSchema, refundSchema } from './refund-schemas.ts';
import { refunds } from './tables.ts';

/** One refund. Customers and leaders see their own only. */
export const getRefund = defineQuery({
  name: 'refunds.get',
  summary: 'Read a refund',
  input: refundIdSchema,
  answer: refundSchema,
  async read(reader, { refundId }, context) {
    const [refund] = await reader.table(refunds, 't."id" = ?', [refundId]);
    demand(refund !== undefined && maySee(refund, context), 'not_found', { what: 'refunds', key: refundId });
    return refundView(refund, (await readShop(reader)).currency);
  },
});

/** Refunds, newest first, by status, order or campaign. Customers and leaders see their own only. */
export const listRefunds = defineQuery({
  name: 'refunds.list',
  summary: 'List refunds',
  input: listRefundsSchema,
  answer: refundPageSchema,
  async read(reader, input, { actor }) {
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
    const rows = await reader.table(refunds, `${where} ${page.tail}`, params);
    const { currency } = await readShop(reader);
    return pageOf(rows, input, 'createdAt', (row) => refundView(row, currency));
  },
});

function maySee(refund: Refund, { actor }: Context): boolean {
  if (actor.kind === 'customer') return refund.customerId === actor.customerId;
  if (actor.kind === 'leader') return refund.leaderId === actor.leaderId;
  return actor.kind === 'shop' || actor.kind === 'system';
}
