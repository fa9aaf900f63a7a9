import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { actorText } from '../shared/actor-text.ts';
import { demand } from '../shared/error.ts';
import { instantSchema, ownIdSchema } from '../shared/schemas.ts';
import { instantOf } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { deliveryLinkSchema, hashSchema, linkView } from './delivery-links.ts';
import { deliveryLinks, deliveryRuns } from './tables.ts';

const lifeMax = 90 * 86_400_000;

/**
 * Stores the hash of a link that was just made for the driver of a run. Whoever makes it shows it once.
 *
 * Refuses: delivery_run_status (finished), link_expiry, conflict, not_found, not_allowed.
 */
export const storeLink = defineVerb({
  name: 'deliveryLinks.store',
  summary: "Store a driver's link by its hash",
  input: z.strictObject({ runId: ownIdSchema.max(140), tokenHash: hashSchema, expiresAt: instantSchema }),
  answer: deliveryLinkSchema,
  decide: (work, { runId, tokenHash, expiresAt }, context) => {
    demandShop(context);
    const run = work.get(deliveryRuns, runId);
    demand(run.status !== 'finished', 'delivery_run_status', { status: run.status });
    const until = instantOf(expiresAt);
    demand(until > context.now && until <= context.now + lifeMax, 'link_expiry');
    demand(work.first(deliveryLinks, { tokenHash }) === undefined, 'conflict', { what: 'delivery_links' });
    const link = work.insert(deliveryLinks, {
      id: context.newId('dlk'),
      deliveryRunId: run.id,
      tokenHash,
      createdAt: context.now,
      createdBy: actorText(context.actor),
      expiresAt: until,
    });
    const data = { deliveryRunId: run.id, expiresAt: until };
    work.emit({ type: 'deliveryLink.created', subject: link.id, data });
    return linkView(link);
  },
});
