import * as z from 'zod';
import { defineQuery } from '../define.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { pageFields, pageSchema } from '../shared/schemas.ts';
import { demandShop } from './demand-shop.ts';
import { apiKeySchema, shopSchema } from './schemas.ts';
import { apiKeyView, shopView } from './shop.ts';
import { apiKeys } from './tables.ts';
import { readShop } from './the-shop.ts';

/** The shop's settings and policies; they are no secret to anyone who orders here. */
export const getShop = defineQuery({
  name: 'shop.get',
  summary: 'Read the shop',
  input: z.strictObject({}),
  answer: shopSchema,
  read: async (reader) => shopView(await readShop(reader)),
});

/** The keys, newest first, revoked ones too. */
export const listApiKeys = defineQuery({
  name: 'apiKeys.list',
  summary: 'List API keys',
  input: z.strictObject(pageFields),
  answer: pageSchema(apiKeySchema).meta({ id: 'ApiKeyPage' }),
  async read(reader, input, context) {
    demandShop(context);
    const { condition, params, tail } = pageAfter(input, 'createdAt');
    const rows = await reader.table(apiKeys, `${condition} ${tail}`, params);
    return pageOf(rows, input, 'createdAt', apiKeyView);
  },
});

/** The live key with this hash, or null: what a door asks before it knows who stands there. */
export const findApiKey = defineQuery({
  name: 'apiKeys.find',
  summary: 'Find a live API key by its hash',
  input: z.strictObject({ hash: z.string().max(128) }),
  answer: z.strictObject({ key: apiKeySchema.nullable() }),
  async read(reader, { hash }, context) {
    demandShop(context);
    const [key] = await reader.table(apiKeys, 't."hash" = ? AND t."revokedAt" IS NULL', [hash]);
    return { key: key === undefined ? null : apiKeyView(key) };
  },
});
