import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from './demand-shop.ts';
import { apiKeySchema, storeApiKeySchema } from './schemas.ts';
import { apiKeyView } from './shop.ts';
import { apiKeys } from './tables.ts';

/**
 * Stores the hash of a key that was just made. Who makes the key shows it once; it is nowhere after that.
 *
 * Refuses: conflict (this key is stored already), not_allowed, invalid_input.
 */
export const storeApiKey = defineVerb({
  name: 'apiKeys.store',
  summary: 'Store an API key by its hash',
  input: storeApiKeySchema,
  answer: apiKeySchema,
  decide: (work, { name, kind, hash, hint, scopes }, context) => {
    demandShop(context);
    demand(work.first(apiKeys, { hash }) === undefined, 'conflict', { what: 'api_keys' });
    const id = context.newId('key');
    const key = work.insert(apiKeys, {
      id,
      name,
      kind,
      hash,
      hint,
      scopes: [...new Set(scopes)],
      createdAt: context.now,
    });
    work.emit({ type: 'apiKey.stored', subject: id, data: { kind, scopes: key.scopes } });
    return apiKeyView(key);
  },
});
