import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { forEachDue, type TickStep, unlessRefused } from '../tick-step.ts';
import type { Work } from '../work.ts';
import { startCollecting } from './advance-campaign.ts';
import { type Campaign, campaignAnswer, offersOf } from './campaign.ts';
import { campaignIdSchema, campaignSchema } from './schemas.ts';
import { campaigns } from './tables.ts';

/** What keeps the campaign `?1` from being completed, each a query that counts. */
const openOrders = `SELECT count(*) FROM "orders" WHERE "campaignId" = ?1 AND "status" IN ('held', 'confirmed', 'ready')`;
const openRuns = `SELECT count(*) FROM "delivery_runs" WHERE "campaignId" = ?1 AND "status" <> 'finished'`;
const openRefunds = `SELECT count(*) FROM "freezes" f JOIN "freeze_refunds" r ON r."freezeId" = f."id"
  WHERE f."campaignId" = ?1 AND r."doneAt" IS NULL`;

/**
 * The round is over: no order waits, no run is open. Claims and commissions go on. A campaign in which every offer
 * failed ends as one in which nothing was ordered. Completing twice is harmless.
 *
 * Refuses: campaign_status, conflict (something is still open), not_found, not_allowed.
 */
export const completeCampaign = defineVerb({
  name: 'campaigns.complete',
  summary: 'Complete a campaign',
  input: campaignIdSchema,
  answer: campaignSchema,
  decide: (work, { campaignId }, context) => {
    demandShop(context);
    const before = work.resolve(campaigns, campaignId);
    const { id } = before;
    const reason = isNothingBought(work, before) ? 'nothingOrdered' : null;
    // A round without stops, as of a branch that hands out itself, has nobody else to move it on.
    const campaign = reason === null ? startCollecting(work, id, context) : before;
    const { status } = campaign;
    if (status !== 'completed') {
      demand(status === 'collecting' || reason !== null, 'campaign_status', { status });
      for (const stillOpen of [openOrders, openRuns, openRefunds]) work.guard(stillOpen, [id]);
      work.set(campaigns, campaign, { status: 'completed', reason, completedAt: context.now });
      work.emit({ type: 'campaign.completed', subject: id, data: { reason } });
    }
    return () => campaignAnswer(work, id, context.now);
  },
});

/** Every offer is frozen or failed, and none of those frozen has a firm piece. */
function isNothingBought(work: Work, { id, status }: Campaign): boolean {
  const offered = offersOf(work, id);
  return (
    status === 'purchasing' &&
    offered.every((offer) => offer.status !== 'open' && (offer.status !== 'frozen' || offer.firm === 0))
  );
}

const completable = `SELECT c."id" AS "id" FROM "campaigns" c
  WHERE c."status" IN ('purchasing', 'delivering', 'collecting')
  AND NOT EXISTS (SELECT 1 FROM "offers" o WHERE o."campaignId" = c."id" AND o."status" = 'open')
  AND NOT EXISTS (SELECT 1 FROM "orders" x WHERE x."campaignId" = c."id" AND x."status" IN ('held', 'confirmed', 'ready'))
  AND NOT EXISTS (SELECT 1 FROM "purchase_orders" p WHERE p."campaignId" = c."id" AND p."status" <> 'closed')
  AND NOT EXISTS (SELECT 1 FROM "delivery_runs" d WHERE d."campaignId" = c."id" AND d."status" <> 'finished')
  AND NOT EXISTS (SELECT 1 FROM "freezes" f JOIN "freeze_refunds" r ON r."freezeId" = f."id"
    WHERE f."campaignId" = c."id" AND r."doneAt" IS NULL)`;

/** What was frozen and then withdrawn whole waits for its purchase order; that is no problem of the tick. */
export const completeStep: TickStep = {
  name: completeCampaign.name,
  async run(tuan, now) {
    const due = await tuan.reader.rows<{ id: string }>(completable);
    return forEachDue(due, ({ id }) =>
      unlessRefused(tuan.campaigns.complete({ campaignId: id }, { now }), 'campaign_status'),
    );
  },
};
