import * as z from 'zod';
import { defineQuery, defineVerb } from '../define.ts';
import { actorText } from '../shared/actor-text.ts';
import { demand } from '../shared/error.ts';
import { instantOrNull } from '../shared/schemas.ts';
import { instantOf, instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Row } from '../work.ts';
import { purchaseLinks } from './change-tables.ts';
import {
  findLinkSchema,
  linkSchema,
  linksSchema,
  revokeLinkSchema,
  storeLinkSchema,
} from './correction-schemas.ts';
import { purchaseOrderIdSchema } from './schemas.ts';
import { purchaseOrders } from './tables.ts';

const lifeMax = 90 * 86_400_000;

/**
 * Stores the hash of a link that was just made for the supplier of an order. Whoever makes it shows it once.
 *
 * Refuses: purchase_order_not_sent, link_expiry, conflict, not_found, not_allowed.
 */
export const storePurchaseLink = defineVerb({
  name: 'purchaseLinks.store',
  summary: "Store a supplier's link by its hash",
  input: storeLinkSchema,
  answer: linkSchema,
  decide: (work, { purchaseOrderId, tokenHash, expiresAt }, context) => {
    demandShop(context);
    const order = work.get(purchaseOrders, purchaseOrderId);
    demand(order.status !== 'draft', 'purchase_order_not_sent');
    const until = instantOf(expiresAt);
    demand(until > context.now && until <= context.now + lifeMax, 'link_expiry');
    demand(work.first(purchaseLinks, { tokenHash }) === undefined, 'conflict', { what: 'purchase_links' });
    const link = work.insert(purchaseLinks, {
      id: context.newId('plk'),
      purchaseOrderId,
      tokenHash,
      createdAt: context.now,
      createdBy: actorText(context.actor),
      expiresAt: until,
    });
    const data = { purchaseOrderId, expiresAt: until };
    work.emit({ type: 'purchaseLink.created', subject: link.id, data });
    return linkView(link);
  },
});

/** Takes a link back: it opens nothing from here on. Twice is harmless. Refuses: not_found, not_allowed. */
export const revokePurchaseLink = defineVerb({
  name: 'purchaseLinks.revoke',
  summary: "Take a supplier's link back",
  input: revokeLinkSchema,
  answer: linkSchema,
  decide: (work, { linkId }, context) => {
    demandShop(context);
    const link = work.get(purchaseLinks, linkId);
    if (link.revokedAt !== null) return linkView(link);
    const revoked = work.set(purchaseLinks, link, { revokedAt: context.now });
    const { purchaseOrderId } = link;
    work.emit({ type: 'purchaseLink.revoked', subject: link.id, data: { purchaseOrderId } });
    return linkView(revoked);
  },
});

/** The links of an order, newest first; none of them shows its token. Refuses: not_found, not_allowed. */
export const listPurchaseLinks = defineQuery({
  name: 'purchaseLinks.list',
  summary: "List a supplier's links",
  input: purchaseOrderIdSchema,
  answer: linksSchema,
  async read(reader, { purchaseOrderId }, context) {
    demandShop(context);
    await reader.decide((work) => work.get(purchaseOrders, purchaseOrderId));
    const where = `t."purchaseOrderId" = ? ORDER BY t."createdAt" DESC, t."id" DESC`;
    const rows = await reader.table(purchaseLinks, where, [purchaseOrderId]);
    return { data: rows.map(linkView) };
  },
});

const foundSchema = z.strictObject({
  link: z
    .strictObject({
      linkId: z.string(),
      purchaseOrderId: z.string(),
      supplierId: z.string(),
      expiresAt: z.int(),
    })
    .nullable(),
});

/** Whose link this is, by its hash, while it lives: what the door asks before it knows who stands there. */
export const findPurchaseLink = defineQuery({
  name: 'purchaseLinks.find',
  summary: "Find a supplier's link by its hash",
  input: findLinkSchema,
  answer: foundSchema,
  async read(reader, { tokenHash }, context) {
    demandShop(context);
    const [row] = await reader.rows<z.output<typeof foundSchema>['link'] & object>(
      `SELECT k."id" AS "linkId", k."purchaseOrderId" AS "purchaseOrderId", o."supplierId" AS "supplierId", k."expiresAt" AS "expiresAt"
        FROM "purchase_links" AS k JOIN "purchase_orders" AS o ON o."id" = k."purchaseOrderId"
        WHERE k."tokenHash" = ?1 AND k."revokedAt" IS NULL AND k."expiresAt" > CAST(?2 AS INTEGER)`,
      [tokenHash, context.now],
    );
    return { link: row ? { ...row } : null };
  },
});

function linkView({ id, purchaseOrderId, ...link }: Row<typeof purchaseLinks>) {
  return {
    id,
    purchaseOrderId,
    createdAt: instantText(link.createdAt),
    expiresAt: instantText(link.expiresAt),
    revokedAt: instantOrNull(link.revokedAt),
    lastUsedAt: instantOrNull(link.lastUsedAt),
  };
}
