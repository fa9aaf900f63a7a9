import { apiKeySchema, scopes } from '@opentuan/core';
import * as z from 'zod';
import { hashApiKey, hintLength, makeApiKey } from '../middleware/api-key.ts';
import { defineTask } from '../task.ts';

const madeKeySchema = apiKeySchema
  .extend({
    key: z.string().describe('The key itself: shown now and never again. Keep it where secrets are kept.'),
  })
  .meta({ id: 'MadeApiKey' });

/** Makes a key and stores its hash. Refuses: invalid_input, not_allowed. */
export const createApiKey = defineTask({
  name: 'apiKeys.create',
  summary: 'Make an API key',
  input: z
    .strictObject({
      name: z.string().min(1).max(120).describe('What the key is for.'),
      kind: z.enum(['secret', 'publishable']),
      scopes: z.array(z.enum(scopes)).max(scopes.length).optional().describe('What a secret key may do.'),
    })
    .meta({ id: 'CreateApiKey', examples: [{ name: '收银台 1', kind: 'secret', scopes: ['orders:write'] }] }),
  answer: madeKeySchema,
  async run(tuan, { name, kind, scopes: given = [] }, options) {
    const key = makeApiKey(kind);
    const stored = { name, kind, scopes: given, hash: await hashApiKey(key), hint: key.slice(0, hintLength) };
    return { ...(await tuan.apiKeys.store(stored, options)), key };
  },
});
