import * as z from 'zod';
import { positionSchema } from '../pickup-points/schemas.ts';
import { dayWindowSchema, idSchema, instantSchema, nameSchema, textSchema } from '../shared/schemas.ts';
import { deliveryRunSchema } from './schemas.ts';

const most = 1_000_000;

export const capacitySchema = z
  .strictObject({
    crates: z.int().min(1).max(most).optional(),
    pieces: z.int().min(1).max(most).optional(),
    grams: z.int().min(1).max(1_000_000_000).optional(),
  })
  .meta({ id: 'VehicleCapacity', description: 'What a vehicle holds. What is left out is not counted.' });

const driverSchema = textSchema(120);
export const carrierSchema = nameSchema.describe(
  'Whom the shop pays to drive: goods lost on the way are charged to it. Left out: an own van, the loss stays with the shop.',
);

const vehicleSchema = z
  .strictObject({
    name: nameSchema.describe('Of its run.'),
    driver: driverSchema.optional(),
    carrier: carrierSchema.optional(),
    capacity: capacitySchema.optional(),
    stopsMax: z.int().min(1).max(500).optional(),
    minutesMax: z.int().min(1).max(1440).optional().describe('From leaving the depot to being back.'),
  })
  .meta({ id: 'DeliveryVehicle' });

const depotSchema = z.union([
  positionSchema,
  z
    .strictObject({ pickupPointId: idSchema })
    .describe('The position of a point, as of the branch that sends the goods out.'),
]);

/** How rounds are found, for a preview and for the plan itself. */
const routeFields = {
  vehicles: z
    .array(vehicleSchema)
    .min(1)
    .max(50)
    .optional()
    .describe('Left out: one vehicle that holds everything.'),
  departsAt: instantSchema
    .optional()
    .describe('Left out: when the first point opens on the pickup day, not before now.'),
  depot: depotSchema
    .optional()
    .describe("Left out: the shop's policy `depot`, else its only branch that has a position."),
  speed: z.int().min(5).max(120).default(25).describe('Kilometres an hour.'),
  minutesPerStop: z.int().min(0).max(120).default(5),
  piecesPerCrate: z.int().min(1).max(10_000).default(20),
  windows: z
    .enum(['opening', 'none'])
    .default('opening')
    .describe('`opening`: every point is reached while it is open. `none`: at any time.'),
  receiving: z
    .array(z.strictObject({ pickupPointId: idSchema, windows: z.array(dayWindowSchema).min(1).max(10) }))
    .max(500)
    .optional()
    .describe('When a point takes goods in, where that is at other times than it is open.'),
};

export const previewRunsSchema = z
  .strictObject({ campaignId: idSchema, ...routeFields })
  .meta({ id: 'PreviewDeliveryRuns' });

export const planRunsSchema = z
  .strictObject({
    campaignId: idSchema,
    runs: z
      .array(
        z.strictObject({
          name: nameSchema,
          pickupPointIds: z.array(idSchema).min(1).max(200).describe('In the order of the round.'),
          driver: driverSchema.optional(),
          carrier: carrierSchema.optional(),
          capacity: capacitySchema.optional(),
          departsAt: instantSchema.optional(),
        }),
      )
      .min(1)
      .max(50)
      .optional()
      .describe('Rounds as a person wants them. Left out: rounds over every point that has goods are found.'),
    ...routeFields,
    partial: z
      .boolean()
      .default(false)
      .describe('Plans what goes into the vehicles and answers the rest in `left`, instead of refusing.'),
  })
  .refine(({ runs, vehicles }) => runs === undefined || vehicles === undefined, {
    path: ['vehicles'],
    message: 'Give either runs or vehicles.',
  })
  .meta({
    id: 'PlanDeliveryRuns',
    examples: [
      {
        vehicles: [
          { name: '东线', driver: '小李', capacity: { crates: 40 } },
          { name: '西线', driver: '小王', capacity: { crates: 25 } },
        ],
        departsAt: '2026-11-24T09:00:00+08:00',
        windows: 'none',
      },
    ],
  });

const leftSchema = z
  .strictObject({
    pickupPointId: z.string(),
    name: z.string(),
    reason: z
      .enum(['tooLarge', 'noRoom', 'noTime'])
      .describe(
        '`tooLarge`: alone it fits no vehicle. `noRoom`, `noTime`: others fill the vehicles or the shift.',
      ),
    crates: z.int(),
    pieces: z.int(),
    grams: z.int().describe('Of the goods whose weight is known.'),
    advice: z.strictObject({ zh: z.string(), en: z.string() }).describe('What to do about it.'),
  })
  .meta({ id: 'LeftPoint' });

export type LeftPoint = z.output<typeof leftSchema>;

const warningSchema = z
  .strictObject({
    code: z.enum(['noDepot', 'noPosition', 'late', 'weightUnknown']),
    pickupPointIds: z.array(z.string()),
    text: z.strictObject({ zh: z.string(), en: z.string() }),
  })
  .meta({ id: 'RouteWarning' });

const routed = {
  left: z.array(leftSchema).describe('Points that have goods and are on no run.'),
  warnings: z.array(warningSchema),
};

export const previewedRunsSchema = z
  .strictObject({
    departsAt: instantSchema,
    runs: z.array(
      z.strictObject({
        name: z.string(),
        driver: z.string(),
        carrier: z.string().nullable(),
        endsAt: instantSchema,
        metres: z.int().describe('On the road, estimated: as the crow flies, and a third more.'),
        crates: z.int(),
        pieces: z.int(),
        grams: z.int().describe('Of the goods whose weight is known.'),
        stops: z.array(
          z.strictObject({
            pickupPointId: z.string(),
            name: z.string(),
            crates: z.int(),
            pieces: z.int(),
            arrivesAt: instantSchema.nullable().describe('Null without a position.'),
            lateMinutes: z.int().describe('After its last window closes.'),
          }),
        ),
      }),
    ),
    ...routed,
    nearestNeighbour: z
      .strictObject({ metres: z.int(), lateMinutes: z.int(), left: z.int() })
      .describe('What the plan is measured against: from each point to the nearest.'),
  })
  .meta({ id: 'PreviewedDeliveryRuns', description: 'Runs as they would be planned; nothing is stored.' });

export const plannedRunsSchema = z
  .strictObject({ data: z.array(deliveryRunSchema), ...routed })
  .meta({ id: 'PlannedDeliveryRuns', description: 'Every run of the campaign.' });
