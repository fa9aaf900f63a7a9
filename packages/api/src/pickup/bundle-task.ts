import { bundledOrderFields, idSchema, instantSchema } from '@opentuan/core';
import * as z from 'zod';
import { defineTask } from '../task.ts';
import { hashPickupCode, pickupKeyOf } from './pickup-key.ts';

const bundleSchema = z
  .strictObject({
    asOf: instantSchema,
    date: z.string().describe('The day by the calendar of the shop.'),
    publicKey: z.string().describe('A JSON Web Key (ECDSA, P-256): checks pickup tokens, and makes none.'),
    salt: z
      .string()
      .describe('A code is in the bundle as SHA-256 of `salt orderId code`, 15 bytes in base 32.'),
    orders: z.array(
      z.strictObject({
        ...bundledOrderFields,
        codeHash: z.string(),
        collector: z
          .strictObject({
            name: z.string().describe('Masked.'),
            asks: z.enum(['phoneTail', 'name']),
            codeHash: z.string().nullable().describe('Of the one-time code; null once it was used.'),
            tailHash: z.string().nullable(),
          })
          .nullable(),
      }),
    ),
  })
  .meta({
    id: 'PickupBundle',
    description:
      'What a station hands over today, to be taken along: with it a phone works without a network.',
  });

/** What to hand over today, with codes hashed and names masked. Refuses: not_allowed, not_found. */
export const pickupBundle = defineTask({
  name: 'pickups.bundle',
  summary: 'Download what to hand over without a network',
  input: z.strictObject({ pickupPointId: idSchema.optional() }),
  answer: bundleSchema,
  async run(tuan, input, options) {
    const [{ asOf, date, orders }, { publicKey }] = await Promise.all([
      tuan.pickups.findBundle(input, options),
      pickupKeyOf(tuan),
    ]);
    // The same all day, so that a phone that asks again gets an unchanged answer for nothing.
    const salt = `${date} ${publicKey.slice(-24, -2)}`;
    const hashed = orders.map(async ({ code, collector, ...order }) => ({
      ...order,
      codeHash: await hashPickupCode(salt, order.orderId, code),
      collector: collector && (await hashedCollector(salt, order.orderId, collector)),
    }));
    return { asOf, date, publicKey, salt, orders: await Promise.all(hashed) };
  },
});

interface RawCollector {
  readonly name: string;
  readonly phoneTail: string | null;
  readonly code: string | null;
}

async function hashedCollector(salt: string, orderId: string, { name, phoneTail, code }: RawCollector) {
  return {
    name,
    asks: phoneTail === null ? ('name' as const) : ('phoneTail' as const),
    codeHash: code === null ? null : await hashPickupCode(salt, orderId, code),
    tailHash: phoneTail === null ? null : await hashPickupCode(salt, orderId, phoneTail),
  };
}
