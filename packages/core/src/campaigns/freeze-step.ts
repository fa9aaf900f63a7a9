import { Refusal } from '../shared/error.ts';
import type { TickStep } from '../tick-step.ts';
import { freezeCampaign } from './freeze-campaign.ts';

const pastCutoff = `SELECT c."id" AS "id" FROM "campaigns" c WHERE c."status" IN ('published', 'purchasing')
  AND EXISTS (SELECT 1 FROM "offers" o WHERE o."campaignId" = c."id" AND o."status" = 'open' AND o."closesAt" <= CAST(? AS INTEGER))
  ORDER BY c."closesAt"`;

/** Freezes what has passed its cutoff; a campaign in which somebody may still pay comes again with the next tick. */
export const freezeStep: TickStep = {
  name: freezeCampaign.name,
  async run(tuan, now) {
    let done = 0;
    for (const { id } of await tuan.reader.rows<{ id: string }>(pastCutoff, [now])) {
      try {
        await tuan.campaigns.freeze({ campaignId: id }, { now });
        done += 1;
      } catch (error) {
        if (!(error instanceof Refusal && error.code === 'freeze_too_early')) throw error;
      }
    }
    return done;
  },
};
