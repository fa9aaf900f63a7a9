import * as z from 'zod';
import { defineQuery, defineVerb } from '../define.ts';
import { actorText } from '../shared/actor-text.ts';
import { demand } from '../shared/error.ts';
import { instantOrNull, instantSchema, ownIdSchema } from '../shared/schemas.ts';
import { instantOf, instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Row } from '../work.ts';
import { runIdSchema } from './schemas.ts';
import { deliveryLinks, deliveryRuns } from './tables.ts';

const lifeMax = 90 * 86_400_000;
const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'Give the SHA-256 of the token in lower-case hex.');

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

/**
 * Stores the hash of a link that was just made for the driver of a run. Whoever makes it shows it once.
 *
 * Refuses: delivery_run_status (finished), link_expiry, conflict, not_found, not_allowed.
 */
export const storeLink = defineVerb({
  name: 'deliveryLinks.store',
  summary: "Store a driver's link by its hash",
  input: z.strictObject({ runId: ownIdSchema.max(140), tokenHash: hashSchema, expiresAt: instantSchema }),
  answer: deliveryLinkSchema,
  decide: (work, { runId, tokenHash, expiresAt }, context) => {
    demandShop(context);
    const run = work.get(deliveryRuns, runId);
    demand(run.status !== 'finished', 'delivery_run_status', { status: run.status });
    const until = instantOf(expiresAt);
    demand(until > context.now && until <= context.now + lifeMax, 'link_expiry');
    demand(work.first(deliveryLinks, { tokenHash }) === undefined, 'conflict', { what: 'delivery_links' });
    const link = work.insert(deliveryLinks, {
      id: context.newId('dlk'),
      deliveryRunId: run.id,
      tokenHash,
      createdAt: context.now,
      createdBy: actorText(context.actor),
      expiresAt: until,
    });
    const data = { deliveryRunId: run.id, expiresAt: until };
    work.emit({ type: 'deliveryLink.created', subject: link.id, data });
    return linkView(link);
  },
});

/** Takes a link back: it opens nothing from here on. Twice is harmless. Refuses: not_found, not_allowed. */
export const revokeLink = defineVerb({
  name: 'deliveryLinks.revoke',
  summary: "Take a driver's link back",
  input: z.strictObject({ linkId: ownIdSchema.max(140) }),
  answer: deliveryLinkSchema,
  decide: (work, { linkId }, context) => {
    demandShop(context);
    const link = work.get(deliveryLinks, linkId);
    if (link.revokedAt !== null) return linkView(link);
    const revoked = work.set(deliveryLinks, link, { revokedAt: context.now });
    const { deliveryRunId } = link;
    work.emit({ type: 'deliveryLink.revoked', subject: link.id, data: { deliveryRunId } });
    return linkView(revoked);
  },
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

function linkView({
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
