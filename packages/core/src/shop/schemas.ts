import * as z from 'zod';
import { isCurrency } from '../shared/currency.ts';
import { instantSchema, nameSchema, ownIdSchema, textSchema } from '../shared/schemas.ts';
import { isZone } from '../shared/time.ts';
import { type ShopPolicies, shopPoliciesSchema } from './policies.ts';
import { scopes } from './scopes.ts';

const localeSchema = textSchema(35, 2)
  .refine(isLocale, 'Give a language like zh-CN or en.')
  .meta({ description: 'BCP 47: the language of sheets and notices.', examples: ['zh-CN'] });

export const createShopSchema = z
  .strictObject({
    name: nameSchema,
    zone: textSchema(60, 1)
      .refine(isZone, 'Give an IANA time zone like Asia/Shanghai.')
      .describe('In which cutoffs, pickup dates and months are computed.'),
    currency: textSchema(3, 3)
      .refine(isCurrency, 'Give an ISO 4217 code in capitals, like CNY.')
      .describe('Never changes (R47).'),
    locale: localeSchema,
    policies: shopPoliciesSchema.optional(),
  })
  .meta({
    id: 'CreateShop',
    examples: [{ name: '幸福里鲜果店', zone: 'Asia/Shanghai', currency: 'CNY', locale: 'zh-CN' }],
  });

export const shopSchema = z
  .strictObject({
    name: z.string(),
    zone: z.string(),
    currency: z.string(),
    locale: z.string(),
    policies: shopPoliciesSchema,
    houseLeaderId: z.string().describe('The leader row of the shop itself (店铺自营).'),
    createdAt: instantSchema,
  })
  .meta({ id: 'Shop' });

export type ShopView = z.output<typeof shopSchema>;

type PolicyChanges = {
  readonly [Name in keyof ShopPolicies]: z.ZodOptional<z.ZodType<ShopPolicies[Name]>>;
};

/** Without the defaults: a policy that is left out stays as it is. */
const policyChanges = Object.fromEntries(
  Object.entries(shopPoliciesSchema.shape).map(([name, field]) => [
    name,
    field
      .removeDefault()
      .optional()
      .describe(field.description ?? ''),
  ]),
) as unknown as PolicyChanges;

export const changeShopSchema = z
  .strictObject({
    name: nameSchema.optional(),
    locale: localeSchema.optional(),
    currency: z.string().optional().describe("Accepted when it is the shop's; another one is refused (R47)."),
    policies: z.strictObject(policyChanges).optional().describe('Only what is to change.'),
  })
  .meta({ id: 'ChangeShop', examples: [{ policies: { holdMinutes: 20 } }] });

export const storeApiKeySchema = z
  .strictObject({
    name: nameSchema.describe('What the key is for.'),
    kind: z.enum(['secret', 'publishable']),
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'Give the SHA-256 of the key in lower-case hex.')
      .describe('SHA-256 of the key; the key itself never comes here.'),
    hint: textSchema(16, 1).describe('The first characters of the key, so that people can tell keys apart.'),
    scopes: z
      .array(z.enum(scopes))
      .max(scopes.length)
      .default([])
      .describe('What a secret key may do. A publishable key has none.'),
  })
  .refine(({ kind, scopes: given }) => (kind === 'secret') === given.length > 0, {
    path: ['scopes'],
    message: 'A secret key needs at least one scope, a publishable key takes none.',
  })
  .meta({ id: 'StoreApiKey' });

export const apiKeySchema = z
  .strictObject({
    id: ownIdSchema,
    name: z.string(),
    kind: z.enum(['secret', 'publishable']),
    hint: z.string(),
    scopes: z.array(z.enum(scopes)),
    createdAt: instantSchema,
    revokedAt: instantSchema.nullable(),
  })
  .meta({ id: 'ApiKey', description: 'A key without its secret, which was shown once.' });

export type ApiKeyView = z.output<typeof apiKeySchema>;

function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
