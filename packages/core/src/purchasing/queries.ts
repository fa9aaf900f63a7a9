import type * as z from 'zod';
import { offersOf } from '../campaigns/campaign.ts';
import { type CutoffState, statesOfCutoffs } from '../campaigns/cutoff-states.ts';
import { isOpenAt } from '../campaigns/offer-cutoff.ts';
import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { refuse } from '../shared/error.ts';
import { filterSql } from '../shared/filters.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { suppliers } from '../suppliers/tables.ts';
import type { Work } from '../work.ts';
import { purchaseOrderAnswer, purchaseOrderAnswers } from './purchase-order.ts';
import { listPurchaseOrdersSchema, purchaseOrderPageSchema } from './order-list-schemas.ts';
import { purchaseOrderIdSchema, purchaseOrderSchema } from './schemas.ts';
import { purchaseOrders } from './tables.ts';

/** One purchase order with its lines, its supplier's name and what it is expected to cost. */
export const getPurchaseOrder = defineQuery({
  name: 'purchaseOrders.get',
  summary: 'Read a purchase order',
  input: purchaseOrderIdSchema,
  answer: purchaseOrderSchema,
  async read(reader, { purchaseOrderId }, context) {
    demandShop(context);
    return reader.decide((work) => purchaseOrderAnswer(work, purchaseOrderId));
  },
});

/** Purchase orders, newest first, by campaign, supplier or status. */
export const listPurchaseOrders = defineQuery({
  name: 'purchaseOrders.list',
  summary: 'List purchase orders',
  input: listPurchaseOrdersSchema,
  answer: purchaseOrderPageSchema,
  async read(reader, input, context) {
    demandShop(context);
    const page = pageAfter(input, 'createdAt');
    const filter = filterSql(await reader.decide((work) => filtersOf(work, input)));
    const rows = await reader.table(purchaseOrders, `${page.condition}${filter.sql} ${page.tail}`, [
      ...page.params,
      ...filter.params,
    ]);
    const ids = rows.slice(0, input.limit).map(({ id }) => id);
    const [views, cutoffs] = await reader.decide((work) => [
      purchaseOrderAnswers(work, ids),
      cutoffsOf(work, input, context.now),
    ]);
    const byId = new Map(views.map((view) => [view.id, view]));
    const list = pageOf(rows, input, 'createdAt', ({ id }) => byId.get(id) ?? refuse('not_found'));
    return { ...list, cutoffs };
  },
});

/** Ids of ours, where the host shop's were given. */
function filtersOf(
  work: Work,
  { campaignId, supplierId, status }: z.output<typeof listPurchaseOrdersSchema>,
) {
  return {
    campaignId: campaignId === undefined ? undefined : work.resolve(campaigns, campaignId).id,
    supplierId: supplierId === undefined ? undefined : work.resolve(suppliers, supplierId).id,
    status,
  };
}

/** What became of each cutoff, beside the first page of all orders of a campaign. */
function cutoffsOf(
  work: Work,
  { campaignId, supplierId, status, cursor }: z.output<typeof listPurchaseOrdersSchema>,
  now: number,
): CutoffState[] | null {
  if (campaignId === undefined || (supplierId ?? status ?? cursor) !== undefined) return null;
  const campaign = work.resolve(campaigns, campaignId);
  return statesOfCutoffs(work, campaign, offersOf(work, campaign.id), (offer) => isOpenAt(work, offer, now));
}
