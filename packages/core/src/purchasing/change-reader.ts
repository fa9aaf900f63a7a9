import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { isShop } from '../shop/demand-shop.ts';
import type { changeReaders } from './change-tables.ts';

export interface ChangeReader {
  readonly kind: (typeof changeReaders)[number];
  readonly id: string;
  /** A link opens one purchase order, and no other of the same supplier. */
  readonly purchaseOrderId?: string;
}

interface Wish {
  readonly reader?: ChangeReader['kind'] | undefined;
  readonly readerId?: string | undefined;
}

/**
 * Whose differences are meant: a leader's and a supplier's own, or whoever the shop names.
 *
 * Refuses: invalid_input where the shop names nobody, not_found for another's, not_allowed.
 */
export function readerOf({ reader, readerId }: Wish, { actor }: Context): ChangeReader {
  if (isShop({ actor })) {
    if (reader !== undefined && readerId !== undefined) return { kind: reader, id: readerId };
    const path = reader === undefined ? 'reader' : 'readerId';
    const message = 'Say whose differences you mean.';
    return refuse('invalid_input', { fields: [{ path, code: 'required', message }] });
  }
  const own = ownReader(actor);
  const isOwn = (reader ?? own.kind) === own.kind && (readerId ?? own.id) === own.id;
  demand(isOwn, 'not_found', { what: reader ?? own.kind, key: readerId ?? '' });
  return own;
}

function ownReader(actor: Context['actor']): ChangeReader {
  if (actor.kind === 'leader') return { kind: 'leader', id: actor.leaderId };
  if (actor.kind === 'supplier')
    return { kind: 'supplier', id: actor.supplierId, purchaseOrderId: actor.purchaseOrderId };
  if (actor.kind === 'driver') return { kind: 'driver', id: actor.deliveryRunId };
  return refuse('not_allowed', { needs: 'a secret key, a leader session or a link' });
}

/**
 * Which lines `c` of a document `d` a reader is told of, with their id as `?`: what was changed before the last sheet
 * stands on it already.
 */
export const ownLinesSql: Readonly<Record<ChangeReader['kind'], string>> = {
  // Two indexes, one after the other: a planner goes through every line there is rather than along both.
  leader: `c."id" IN (SELECT x."id" FROM "change_lines" AS x WHERE x."leaderId" = ?1 UNION ALL
    SELECT x."id" FROM "pickup_points" AS q CROSS JOIN "change_lines" AS x ON x."pickupPointId" = q."id" WHERE q."leaderId" = ?1)`,
  supplier: `c."supplierId" = ?1 AND d."createdAt" >= o."lastSentAt"`,
  driver: `c."campaignId" = (SELECT r."campaignId" FROM "delivery_runs" AS r WHERE r."id" = ?1) AND EXISTS (SELECT 1 FROM "delivery_runs" AS r JOIN "delivery_stops" AS s ON s."deliveryRunId" = r."id"
    WHERE r."id" = ?1 AND r."campaignId" = c."campaignId" AND s."pickupPointId" = c."pickupPointId" AND r."createdAt" <= d."createdAt")`,
};

/** Lines of changes with what they concern: `c` of the document `d`, at the point `p`, of the purchase order `o`. */
export const changesSql = `FROM "change_lines" AS c JOIN "change_documents" AS d ON d."id" = c."changeDocumentId"
  LEFT JOIN "variants" AS v ON v."id" = c."variantId" LEFT JOIN "products" AS g ON g."id" = v."productId"
  LEFT JOIN "pickup_points" AS p ON p."id" = c."pickupPointId" LEFT JOIN "order_lines" AS l ON l."id" = c."orderLineId"
  LEFT JOIN "purchase_lines" AS b ON b."id" = c."purchaseLineId" LEFT JOIN "purchase_orders" AS o ON o."id" = b."purchaseOrderId"`;

export const changeColumns = `c."id" AS "id", c."changeDocumentId" AS "changeDocumentId", d."kind" AS "kind", d."reason" AS "reason",
  d."createdAt" AS "createdAt", c."variantId" AS "variantId", coalesce(v."externalId", '') AS "externalId", coalesce(g."name", '') AS "title",
  coalesce(v."specification", '') AS "specification", coalesce(v."unit", '') AS "unit", c."pickupPointId" AS "pickupPointId", p."name" AS "pickupPointName",
  l."orderId" AS "orderId", b."purchaseOrderId" AS "purchaseOrderId", c."before" AS "before", c."after" AS "after"`;

/** Whether the reader (its id ?1, its kind ?2) has taken note of a line. */
export const acknowledgedSql = `EXISTS (SELECT 1 FROM "change_acknowledgements" AS k
  WHERE k."changeLineId" = c."id" AND k."readerKind" = ?2 AND k."readerId" = ?1)`;
