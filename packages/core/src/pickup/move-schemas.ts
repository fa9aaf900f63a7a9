import * as z from 'zod';
import {
  idSchema,
  instantSchema,
  noteSchema,
  ownIdSchema,
  pageFields,
  pageSchema,
} from '../shared/schemas.ts';

/** How many orders one call moves: each with its lines, slot, notice and change. */
export const movedAtOnce = 500;

export const moveOrdersSchema = z
  .strictObject({
    orderIds: z
      .array(idSchema)
      .min(1)
      .max(movedAtOnce)
      .optional()
      .describe('These orders; or all of a campaign at a point.'),
    campaignId: idSchema.optional(),
    fromPointId: idSchema.optional(),
    toPointId: idSchema.describe('Where they are fetched from now on.'),
    reason: noteSchema.optional().describe('Told to the customers.'),
  })
  .refine(
    ({ orderIds, campaignId, fromPointId }) =>
      orderIds === undefined
        ? campaignId !== undefined && fromPointId !== undefined
        : campaignId === undefined && fromPointId === undefined,
    {
      path: ['orderIds'],
      message: 'Name the orders, or the campaign and the point that they are moved from.',
    },
  )
  .meta({
    id: 'MoveOrders',
    examples: [
      {
        campaignId: 'external:today',
        fromPointId: 'external:P01',
        toPointId: 'external:P02',
        reason: '团长今天不在',
      },
    ],
  });

export type MoveOrders = z.output<typeof moveOrdersSchema>;

export const movedOrdersSchema = z
  .strictObject({
    moved: z.array(z.string()).describe('The ids of the orders that were moved now.'),
    left: z.int().describe('How many of the point are still to be moved: call again.'),
    withoutSlot: z
      .array(z.string())
      .describe('Orders whose booked time the new point has not free: they may come at any time.'),
    toDeliver: z
      .int()
      .describe('Pieces that no planned stop brings to the new point yet: plan a run for them.'),
  })
  .meta({ id: 'MovedOrders' });

export const orderMoveSchema = z
  .strictObject({
    id: ownIdSchema,
    orderId: z.string(),
    campaignId: z.string(),
    fromPointId: z.string(),
    toPointId: z.string(),
    slotKept: z
      .boolean()
      .nullable()
      .describe('Whether the booked time was free there; null: none was booked.'),
    reason: z.string(),
    movedBy: z.string().nullable().describe('Not told to customers.'),
    movedAt: instantSchema,
  })
  .meta({ id: 'OrderMove', description: 'An order that is fetched elsewhere than it was placed for.' });

export const orderMovePageSchema = pageSchema(orderMoveSchema).meta({ id: 'OrderMovePage' });

export const listMovesSchema = z.strictObject({
  ...pageFields,
  campaignId: idSchema.optional(),
  orderId: idSchema.optional(),
  pickupPointId: idSchema.optional().describe('Moved to or from this point.'),
});
