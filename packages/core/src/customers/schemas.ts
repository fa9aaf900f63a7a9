import * as z from 'zod';
import { bulkRowsMax } from '../shared/bulk-rows.ts';
import {
  externalIdSchema,
  idSchema,
  instantSchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  phoneSchema,
  namingSchema,
} from '../shared/schemas.ts';

export const customerRowSchema = z
  .strictObject({
    externalId: externalIdSchema,
    name: namingSchema(120, 0).optional(),
    phone: phoneSchema
      .nullable()
      .optional()
      .describe('A number that belongs to somebody else and is not verified here is not kept.'),
    phoneVerified: z
      .boolean()
      .optional()
      .describe(
        "The host has checked that the number is this customer's: orders that a leader took for it move here (R46).",
      ),
    firstOrderBefore: z
      .boolean()
      .optional()
      .describe('The customer has ordered in the host shop before, so no first-order benefit (R10).'),
  })
  .meta({
    id: 'CustomerRow',
    description: 'A customer as the host shop has it. A field that is left out stays as it is.',
  });

export const upsertCustomersSchema = z
  .strictObject({ customers: z.array(customerRowSchema).min(1).max(bulkRowsMax) })
  .meta({
    id: 'UpsertCustomers',
    examples: [
      { customers: [{ externalId: 'C-1001', name: '小雨', phone: '13800138000', phoneVerified: true }] },
    ],
  });

export const customerSchema = z
  .strictObject({
    id: ownIdSchema,
    externalId: z.string().nullable(),
    name: z.string(),
    phone: z.string().nullable(),
    phoneVerified: z.boolean(),
    kind: z
      .enum(['host', 'provisional', 'guest', 'erased'])
      .describe('`provisional`: known by phone alone. `guest`: by nickname, to one leader.'),
    guestOfLeaderId: z.string().nullable(),
    firstOrderBefore: z.boolean(),
    liveOrders: z.int().describe('Orders held, firm or completed.'),
    noShows: z.int(),
    createdAt: instantSchema,
    updatedAt: instantSchema,
  })
  .meta({ id: 'Customer' });

export type CustomerView = z.output<typeof customerSchema>;

export const customerPageSchema = pageSchema(customerSchema).meta({ id: 'CustomerPage' });

export const listCustomersSchema = z.strictObject({
  ...pageFields,
  phone: phoneSchema.optional(),
});

export const customerIdSchema = z.strictObject({ customerId: idSchema });

export const linkCustomerSchema = z
  .strictObject({
    customerId: idSchema.describe('The guest, or the neighbour known by an unverified phone alone.'),
    intoId: idSchema.describe('The customer who stands for both from now on.'),
  })
  .meta({ id: 'LinkCustomer' });

export const customerRemainsSchema = z
  .strictObject({ id: ownIdSchema })
  .meta({ id: 'CustomerRemains', description: 'The id is all that is left or told.' });
