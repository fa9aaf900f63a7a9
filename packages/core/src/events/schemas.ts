import * as z from 'zod';
import { instantSchema, ownIdSchema, pageFields, pageSchema, textSchema } from '../shared/schemas.ts';
import { deliveryStatuses, receiverKinds } from './tables.ts';

const sequenceSchema = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

export const listEventsSchema = z.strictObject({
  after: z.coerce
    .number()
    .pipe(sequenceSchema)
    .default(0)
    .describe('`lastSequence` of the answer before; 0 is the beginning.'),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  types: z.array(textSchema(80, 1)).max(100).optional().describe('Only these, like `order.paid`.'),
  subject: textSchema(140, 1).optional().describe('Only of the row with this id.'),
});

export const eventSchema = z
  .strictObject({
    sequence: z.int().describe('In the order of commits; there may be gaps.'),
    id: ownIdSchema,
    type: z.string(),
    subject: z.string().describe('The id of the row that changed.'),
    occurredAt: instantSchema.describe('When it happened by the clock.'),
    recordedAt: instantSchema,
    actor: z.string().describe('Who caused it, like `leader:led_…`.'),
    data: z.record(z.string(), z.unknown()).describe('Ids and figures; never a name, a phone or an address.'),
  })
  .meta({ id: 'Event' });

export type EventView = z.output<typeof eventSchema>;

export const eventFeedSchema = z
  .strictObject({
    data: z.array(eventSchema),
    lastSequence: z.int().describe('Send it as `after` next time; the same when nothing has happened.'),
  })
  .meta({ id: 'EventFeed' });

export const listNoticesSchema = z.strictObject({
  ...pageFields,
  unread: z.boolean().optional().describe('True: only what was not read yet.'),
  receiverKind: z.enum(receiverKinds).optional().describe('For the shop: of these receivers only.'),
  receiverId: textSchema(140, 1).optional().describe('For the shop: of this receiver only.'),
  topic: textSchema(80, 1).optional(),
  deliveryStatus: z
    .enum(deliveryStatuses)
    .optional()
    .describe('For the shop: `dead` lists what was given up.'),
});

export const noticeSchema = z
  .strictObject({
    id: ownIdSchema,
    receiverKind: z.enum(receiverKinds),
    receiverId: z.string(),
    topic: z.string().describe('What it is about, like `order.short`.'),
    text: z.string().nullable().describe('In the language of the shop; null in the answer of a command.'),
    facts: z.record(z.string(), z.unknown()),
    createdAt: instantSchema,
    readAt: instantSchema.nullable(),
    delivery: z
      .strictObject({
        status: z.enum(deliveryStatuses).describe('`dead`: the notifier failed too often.'),
        attempts: z.int(),
        failure: z.string().nullable(),
        deliveredAt: instantSchema.nullable(),
      })
      .nullable()
      .describe('For the shop alone: how far it has come on its way.'),
  })
  .meta({ id: 'Notice' });

export type NoticeView = z.output<typeof noticeSchema>;

export const noticePageSchema = pageSchema(noticeSchema).meta({ id: 'NoticePage' });

export const outboxReaderSchema = z.strictObject({
  reader: textSchema(140, 1).describe('Who reads, like `webhooks whe_…`.'),
});

export const moveOutboxSchema = z
  .strictObject({
    ...outboxReaderSchema.shape,
    sequence: sequenceSchema.describe('Everything up to here is done with; a lower one replays.'),
    from: sequenceSchema
      .optional()
      .describe('Where the mover believes the reader to be; another place is refused.'),
  })
  .meta({ id: 'MoveOutbox' });

export const outboxPositionSchema = z
  .strictObject({ reader: z.string(), sequence: z.int(), movedAt: instantSchema.nullable() })
  .meta({ id: 'OutboxPosition' });
