import * as z from 'zod';
import { defineVerb } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { idSchema } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import { forEachDue, type TickStep } from '../tick-step.ts';
import type { Work } from '../work.ts';
import { type Campaign, isRunning } from './campaign.ts';
import { extend } from './follow-suppliers.ts';
import { countedFirm, missesMinimum, type Offer } from './minimum.ts';
import {
  standingsOf,
  type SupplierRow,
  supplierRowsSql,
  type SupplierStanding,
} from './supplier-minimums.ts';
import { campaignSuppliers } from './supplier-tables.ts';
import { campaigns, offers } from './tables.ts';

/**
 * Opens the offers of suppliers whose minimum is missed at the cutoff once more (R20), as soon as the cutoff has passed:
 * a freeze waits for those who may still pay, the extension does not. Its hours count from the cutoff. Again is harmless.
 *
 * Refuses: not_found, not_allowed.
 */
export const extendSuppliers = defineVerb({
  name: 'campaigns.extendSuppliers',
  summary: "Open offers once more whose supplier's minimum is missed",
  input: z.strictObject({ campaignId: idSchema }),
  answer: z.strictObject({ extended: z.array(z.string()).describe('The suppliers whose offers stay open.') }),
  // Orders and their deadlines go along with the cutoff, set by set.
  alone: true,
  decide: (work, { campaignId }, context) => {
    demandShop(context);
    const campaign = work.resolve(campaigns, campaignId);
    if (!isRunning(campaign)) return { extended: [] };
    const missed = missedSuppliers(work, campaign, context);
    for (const one of missed) {
      const { supplierId, cutoff, value, cases } = one;
      work.emit({
        type: 'campaign.supplierMissed',
        subject: campaign.id,
        data: { supplierId, cutoff, value, cases, outcome: 'extended' },
        occurredAt: cutoff,
      });
      const staying = one.offerIds.map((id) => ({ offer: work.get(offers, id) }));
      extend(work, campaign, one, staying, context);
    }
    return { extended: missed.map(({ supplierId }) => supplierId) };
  },
});

/** Suppliers that have their one extension left and whose order after a passed cutoff is too small; each once. */
function missedSuppliers(work: Work, { id: campaignId }: Campaign, { now }: Context): SupplierStanding[] {
  const waiting = new Set(
    work
      .list(campaignSuppliers, { campaignId })
      .filter(({ onMiss, extendedAt }) => onMiss === 'extend' && extendedAt === null)
      .map(({ supplierId }) => supplierId),
  );
  if (waiting.size === 0) return [];
  const passed = work
    .rows<SupplierRow>(supplierRowsSql('?'), [campaignId])
    .filter(
      ({ supplierId, status, closesAt }) => waiting.has(supplierId) && status === 'open' && closesAt <= now,
    );
  work.need(...passed.map(({ offerId }) => [offers, { id: offerId }] as const));
  // An offer that fails by itself, or waits for its own minimum, is not bought: it counts for nothing here.
  const bought = passed.filter(({ offerId }) => isBought(work, work.get(offers, offerId)));
  const { lossBufferBasisPoints } = theShop(work).policies;
  const missed = standingsOf(bought, lossBufferBasisPoints).filter(
    ({ reached, cases }) => !reached && cases > 0,
  );
  return [...new Map(missed.toReversed().map((one) => [one.supplierId, one])).values()];
}

function isBought(work: Work, offer: Offer): boolean {
  return !missesMinimum(offer, countedFirm(work, offer));
}

const due = `SELECT DISTINCT s."campaignId" AS "id" FROM "campaigns" c JOIN "campaign_suppliers" s ON s."campaignId" = c."id"
  JOIN "offers" o ON o."campaignId" = c."id" AND o."supplierId" = s."supplierId"
  WHERE c."status" IN ('published', 'purchasing') AND s."onMiss" = 'extend' AND s."extendedAt" IS NULL
    AND o."status" = 'open' AND o."closesAt" <= CAST(? AS INTEGER) ORDER BY s."campaignId"`;

/** Comes before the freeze, which finds the cutoff moved. */
export const extendSuppliersStep: TickStep = {
  name: extendSuppliers.name,
  async run(tuan, now) {
    const found = await tuan.reader.rows<{ id: string }>(due, [now]);
    return forEachDue(found, async ({ id }) => {
      const { extended } = await tuan.campaigns.extendSuppliers({ campaignId: id }, { now });
      return extended.length > 0;
    });
  },
};
