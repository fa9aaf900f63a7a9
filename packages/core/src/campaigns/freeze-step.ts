import { forEachDue, type TickStep, unlessRefused } from '../tick-step.ts';
import { freezeCampaign } from './freeze-campaign.ts';

const pastCutoff = `SELECT c."id" AS "id" FROM "campaigns" c WHERE c."status" IN ('published', 'purchasing')
  AND EXISTS (SELECT 1 FROM "offers" o WHERE o."campaignId" = c."id" AND o."status" = 'open' AND o."closesAt" <= CAST(? AS INTEGER))
  ORDER BY c."closesAt"`;

/** Freezes what has passed its cutoff; a campaign in which somebody may still pay comes again with the next tick. */
export const freezeStep: TickStep = {
  name: freezeCampaign.name,
  async run(tuan, now) {
    const due = await tuan.reader.rows<{ id: string }>(pastCutoff, [now]);
    return forEachDue(due, ({ id }) =>
      unlessRefused(tuan.campaigns.freeze({ campaignId: id }, { now }), 'freeze_too_early'),
    );
  },
};
