import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { idSchema } from '../shared/schemas.ts';
import { demandShop } from './demand-shop.ts';
import { apiKeySchema } from './schemas.ts';
import { apiKeyView } from './shop.ts';
import { apiKeys } from './tables.ts';

/**
 * Ends a key: it opens nothing from now on, and never again. Revoking twice is harmless.
 *
 * Refuses: not_found, not_allowed.
 */
export const revokeApiKey = defineVerb({
  name: 'apiKeys.revoke',
  summary: 'Revoke an API key',
  input: z.strictObject({ keyId: idSchema }),
  answer: apiKeySchema,
  decide: (work, { keyId }, context) => {
    demandShop(context);
    const key = work.get(apiKeys, keyId);
    if (key.revokedAt !== null) return apiKeyView(key);
    work.emit({ type: 'apiKey.revoked', subject: keyId, data: { kind: key.kind } });
    return apiKeyView(work.set(apiKeys, key, { revokedAt: context.now }));
  },
});
