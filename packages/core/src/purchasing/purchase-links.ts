import * as z from 'zod';
import { defineQuery } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { purchaseLinks } from './change-tables.ts';
import { findLinkSchema, linksSchema } from './correction-schemas.ts';
import { linkView } from './link-view.ts';
import { purchaseOrderIdSchema } from './schemas.ts';
import { purchaseOrders } from './tables.ts';

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
      lastUsedAt: z.int().nullable(),
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
      `SELECT k."id" AS "linkId", k."purchaseOrderId" AS "purchaseOrderId", o."supplierId" AS "supplierId", k."expiresAt" AS "expiresAt", k."lastUsedAt" AS "lastUsedAt"
        FROM "purchase_links" AS k JOIN "purchase_orders" AS o ON o."id" = k."purchaseOrderId"
        WHERE k."tokenHash" = ?1 AND k."revokedAt" IS NULL AND k."expiresAt" > CAST(?2 AS INTEGER)`,
      [tokenHash, context.now],
    );
    return { link: row ? { ...row } : null };
  },
});
