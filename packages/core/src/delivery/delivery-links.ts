import * as z from 'zod';
import { defineQuery } from '../define.ts';
import { instantOrNull, instantSchema, ownIdSchema } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Row } from '../work.ts';
import { runIdSchema } from './schemas.ts';
import { deliveryLinks, deliveryRuns } from './tables.ts';

/** SHA-256 of a token, in hex: all that is stored of it. */
export const hashSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'Give the SHA-256 of the token in lower-case hex.');

export const deliveryLinkSchema = z
  .strictObject({
    id: ownIdSchema,
    deliveryRunId: z.string(),
    createdAt: instantSchema,
    createdBy: z.string(),
    expiresAt: instantSchema,
    revokedAt: instantSchema.nullable(),
  })
  .meta({
    id: 'DeliveryLink',
    description: "A driver's way to one run without an account; its token was shown once.",
  });

/** The links of a run, newest first; none of them shows its token. Refuses: not_found, not_allowed. */
export const listLinks = defineQuery({
  name: 'deliveryLinks.list',
  summary: "List a driver's links",
  input: runIdSchema,
  answer: z.strictObject({ data: z.array(deliveryLinkSchema) }).meta({ id: 'DeliveryLinks' }),
  async read(reader, { runId }, context) {
    demandShop(context);
    await reader.decide((work) => work.get(deliveryRuns, runId));
    const where = `t."deliveryRunId" = ? ORDER BY t."createdAt" DESC, t."id" DESC LIMIT 200`;
    const rows = await reader.table(deliveryLinks, where, [runId]);
    return { data: rows.map(linkView) };
  },
});

/** Whose link has this hash: nobody's when it has expired, was revoked or never was. */
export const findLink = defineQuery({
  name: 'deliveryLinks.find',
  summary: "Find a driver's link by its hash",
  input: z.strictObject({ tokenHash: hashSchema }),
  answer: z.strictObject({
    link: z.strictObject({ id: z.string(), deliveryRunId: z.string(), expiresAt: z.int() }).nullable(),
  }),
  async read(reader, { tokenHash }, { now }) {
    const where = `t."tokenHash" = ? AND t."revokedAt" IS NULL AND t."expiresAt" > CAST(? AS INTEGER)`;
    const [link] = await reader.table(deliveryLinks, where, [tokenHash, now]);
    if (link === undefined) return { link: null };
    const { id, deliveryRunId, expiresAt } = link;
    return { link: { id, deliveryRunId, expiresAt } };
  },
});

/** A link as it is answered: nothing tells its token. */
export function linkView({
  id,
  deliveryRunId,
  createdAt,
  createdBy,
  expiresAt,
  revokedAt,
}: Row<typeof deliveryLinks>): z.input<typeof deliveryLinkSchema> {
  const instants = { createdAt: instantText(createdAt), expiresAt: instantText(expiresAt) };
  return { id, deliveryRunId, createdBy, ...instants, revokedAt: instantOrNull(revokedAt) };
}
