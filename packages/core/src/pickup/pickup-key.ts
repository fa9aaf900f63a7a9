import * as z from 'zod';
import { defineQuery } from '../define.ts';
import { demand } from '../shared/error.ts';
import { pickupKeys } from './tables.ts';

/** There is one pair: its row has this id. */
export const keyId = 'signing';

export const keySchema = z.strictObject({ publicKey: z.string().min(1), privateKey: z.string().min(1) });

/** The pair of keys that pickup tokens are signed with; none before the first is asked for. Refuses: not_allowed. */
export const findPickupKey = defineQuery({
  name: 'pickups.findKey',
  summary: 'Read the keys of pickup tokens',
  input: z.strictObject({}),
  answer: z.strictObject({ key: keySchema.nullable() }),
  async read(reader, _input, { actor }) {
    demand(actor.kind === 'system', 'not_allowed');
    const [key] = await reader.table(pickupKeys, 't."id" = ?', [keyId]);
    return { key: key ? { publicKey: key.publicKey, privateKey: key.privateKey } : null };
  },
});
