import * as z from 'zod';
import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { variantLabels } from '../purchasing/variant-label.ts';
import { dateSchema, instantSchema, ownIdSchema } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { runAnswer } from './delivery-run.ts';
import { goodsOfPoints } from './goods-of-points.ts';
import { deliveryRunSchema } from './schemas.ts';
import { runOfDriver } from './stop-of-run.ts';

/** Goods that are otherwise than the manifest says, since an order was withdrawn or moved. */
const changeSchema = z
  .strictObject({
    variantId: z.string(),
    title: z.string(),
    unit: z.string(),
    planned: z.int(),
    now: z.int(),
  })
  .meta({ id: 'StopChange' });

export const driveSchema = z
  .strictObject({
    shop: z.string(),
    zone: z.string(),
    pickupDate: dateSchema,
    now: instantSchema.describe('By the clock of the server.'),
    run: deliveryRunSchema,
    contacts: z
      .record(z.string(), z.strictObject({ name: z.string(), phone: z.string().nullable() }))
      .describe('Who opens at a pending stop, by its id.'),
    changes: z
      .record(z.string(), z.array(changeSchema))
      .describe('What is to be handed over otherwise than planned, by pending stop.'),
  })
  .meta({ id: 'Drive', description: 'A run as its driver needs it: no customer is named.' });

/**
 * The run of a driver's link, with who opens at each stop that is left and what has changed since it was planned.
 *
 * Refuses: not_found, not_allowed.
 */
export const driveRun = defineQuery({
  name: 'deliveryRuns.drive',
  summary: 'Read a run as its driver',
  input: z.strictObject({
    runId: ownIdSchema.max(140).optional().describe('Of a driver link it is known.'),
  }),
  answer: driveSchema,
  read: (reader, input, context) =>
    reader.decide((work) => {
      const { actor } = context;
      const runId = input.runId ?? (actor.kind === 'driver' ? actor.deliveryRunId : '');
      const { campaignId } = runOfDriver(work, runId, context);
      const run = runAnswer(work, runId);
      const { name: shop, zone } = theShop(work);
      return {
        shop,
        zone,
        pickupDate: work.get(campaigns, campaignId).pickupDate,
        now: instantText(context.now),
        run,
        contacts: contactsOf(work, run),
        changes: changesOf(work, run),
      };
    }),
});

type Run = z.output<typeof deliveryRunSchema>;

function contactsOf(work: Work, { stops }: Run): z.input<typeof driveSchema>['contacts'] {
  const pending = stops.filter(({ status }) => status === 'pending');
  const keepers = pending.map((stop) => ({
    stop,
    leaderId: work.get(pickupPoints, stop.pickupPointId).leaderId,
  }));
  work.need(
    ...keepers.flatMap(({ leaderId }) => (leaderId === null ? [] : [[leaders, { id: leaderId }] as const])),
  );
  return Object.fromEntries(
    keepers.flatMap(({ stop, leaderId }) => {
      if (leaderId === null) return [];
      const { name, phone } = work.get(leaders, leaderId);
      return [[stop.id, { name, phone }]];
    }),
  );
}

function changesOf(work: Work, { stops, campaignId }: Run): z.input<typeof driveSchema>['changes'] {
  const goods = goodsOfPoints(work, campaignId);
  const labels = variantLabels(
    work,
    goods.map(({ variantId }) => variantId),
  );
  const pending = stops.filter(({ status }) => status === 'pending');
  return Object.fromEntries(
    pending
      .map(({ id, pickupPointId, lines }) => {
        const here = goods.filter((one) => one.pickupPointId === pickupPointId);
        const planned = new Map(lines.map((line) => [line.variantId, line]));
        const variants = new Set([...planned.keys(), ...here.map(({ variantId }) => variantId)]);
        const changes = [...variants].toSorted().flatMap((variantId) => {
          const line = planned.get(variantId);
          const { title = '', unit = '' } = line ?? labels.get(variantId) ?? {};
          const change = {
            variantId,
            title,
            unit,
            planned: line?.expected ?? 0,
            now: here.find((one) => one.variantId === variantId)?.pieces ?? 0,
          };
          return change.planned === change.now ? [] : [change];
        });
        return [id, changes] as const;
      })
      .filter(([, changes]) => changes.length > 0),
  );
}
