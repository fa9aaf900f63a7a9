import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { keyId, keySchema } from './pickup-key.ts';
import { pickupKeys } from './tables.ts';

/** Keeps a pair of keys, unless there is one: two servers that start at once agree on the first. Refuses: not_allowed. */
export const storePickupKey = defineVerb({
  name: 'pickups.storeKey',
  summary: 'Keep the keys of pickup tokens',
  input: keySchema,
  answer: keySchema,
  decide: (work, pair, { actor, now }) => {
    demand(actor.kind === 'system', 'not_allowed');
    const known =
      work.find(pickupKeys, keyId) ?? work.insert(pickupKeys, { id: keyId, ...pair, createdAt: now });
    return { publicKey: known.publicKey, privateKey: known.privateKey };
  },
});
