import { campaigns } from '../campaigns/tables.ts';
import { variants } from '../catalog/tables.ts';
import { defineQuery } from '../define.ts';
import { variantLabels } from '../purchasing/variant-label.ts';
import { filterSql } from '../shared/filters.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { refuse } from '../shared/error.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { money } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import { planShrinkage } from './plan-shrinkage.ts';
import { demandMayLose, refundOfShort, refundTotalOf } from './record-shrinkage.ts';
import {
  listShrinkagesSchema,
  previewShrinkageSchema,
  shrinkageIdSchema,
  shrinkagePageSchema,
  shrinkagePreviewSchema,
  shrinkageRecordSchema,
} from './schemas.ts';
import { shrinkageAnswer, shrinkageAnswers } from './shrinkage-view.ts';
import { shrinkageRecords } from './tables.ts';

/**
 * Who would come short and what would go back, were a loss written down now. Writes nothing.
 *
 * Refuses: shrinkage_too_many, shrinkage_stage, purchase_order_status, invalid_input, not_found, not_allowed.
 */
export const previewShrinkage = defineQuery({
  name: 'shrinkages.preview',
  summary: 'Preview what a loss would do',
  input: previewShrinkageSchema,
  answer: shrinkagePreviewSchema,
  async read(reader, input, context) {
    return reader.decide((work) => {
      demandMayLose(work, input, context);
      const { campaignId, variantId, pickupPointId, orderLineId, short, fromStock } = planShrinkage(
        work,
        input,
        context,
      );
      const { currency } = theShop(work);
      const label = variantLabels(work, [variantId]).get(variantId);
      return {
        campaignId,
        variantId,
        pickupPointId,
        orderLineId,
        stage: input.stage,
        pieces: input.pieces,
        title: label?.title ?? '',
        unit: label?.unit ?? '',
        fromStock,
        short: short.reduce((sum, { want, got }) => sum + want.pieces - got, 0),
        refundTotal: money(refundTotalOf(short), currency),
        lines: short.map((one) => ({
          orderLineId: one.line.id,
          orderId: one.line.orderId,
          customerId: one.line.customerId,
          pickupPointId: one.line.pickupPointId,
          wanted: one.want.pieces,
          left: one.got,
          short: one.want.pieces - one.got,
          refund: money(refundOfShort(one), currency),
        })),
      };
    });
  },
});

/** One recorded loss. */
export const getShrinkage = defineQuery({
  name: 'shrinkages.get',
  summary: 'Read a recorded loss',
  input: shrinkageIdSchema,
  answer: shrinkageRecordSchema,
  async read(reader, { shrinkageId }, context) {
    demandShop(context);
    return reader.decide((work) => shrinkageAnswer(work, shrinkageId));
  },
});

/** Recorded losses, newest first, by round, goods or stage. What they cost together is told by the report of shrinkage. */
export const listShrinkages = defineQuery({
  name: 'shrinkages.list',
  summary: 'List recorded losses',
  input: listShrinkagesSchema,
  answer: shrinkagePageSchema,
  async read(reader, input, context) {
    demandShop(context);
    const page = pageAfter(input, 'recordedAt');
    const filter = filterSql({
      campaignId: await ownIdOf(reader, campaigns, input.campaignId),
      variantId: await ownIdOf(reader, variants, input.variantId),
      stage: input.stage,
    });
    const rows = await reader.table(shrinkageRecords, `${page.condition}${filter.sql} ${page.tail}`, [
      ...page.params,
      ...filter.params,
    ]);
    const ids = rows.slice(0, input.limit).map(({ id }) => id);
    const views = await reader.decide((work) => shrinkageAnswers(work, ids));
    const byId = new Map(views.map((view) => [view.id, view]));
    return pageOf(rows, input, 'recordedAt', ({ id }) => byId.get(id) ?? refuse('not_found'));
  },
});
