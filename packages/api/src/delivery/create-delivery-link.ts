import { deliveryLinkSchema, instantOf, instantText, Refusal } from '@opentuan/core';
import * as z from 'zod';
import { hashApiKey } from '../middleware/api-key.ts';
import { driverPrefix, makeLinkToken } from '../middleware/link-token.ts';
import { defineTask } from '../task.ts';

const madeLinkSchema = deliveryLinkSchema
  .extend({
    token: z.string().describe('The token itself: shown now and never again.'),
    path: z
      .string()
      .describe(
        'Behind the address of this API: the page to send to the driver. What follows # is no part of a request, so no log keeps it.',
      ),
  })
  .meta({ id: 'MadeDeliveryLink' });

const hour = 3_600_000;

/** Makes a driver's link to one run and stores its hash. Refuses: delivery_run_status, not_found, not_allowed. */
export const createDeliveryLink = defineTask({
  name: 'deliveryLinks.create',
  summary: "Make a driver's link to a delivery run",
  input: z
    .strictObject({
      runId: z.string().max(140),
      hours: z.int().min(1).max(336).default(36).describe('How long it opens the run.'),
    })
    .meta({ id: 'CreateDeliveryLink', examples: [{ hours: 36 }] }),
  answer: madeLinkSchema,
  async run(tuan, { runId, hours }, options) {
    const [shop] = await tuan.reader.rows<{ sessionSecret: string }>('SELECT "sessionSecret" FROM "shops"');
    if (!shop) throw new Refusal('shop_not_set_up');
    const expiresAt = instantText((options.now ?? tuan.clock()) + hours * hour);
    const token = await makeLinkToken(shop.sessionSecret, instantOf(expiresAt), driverPrefix);
    const link = await tuan.deliveryLinks.store(
      { runId, tokenHash: await hashApiKey(token), expiresAt },
      options,
    );
    return { ...link, token, path: `/v1/driver#${token}` };
  },
});
