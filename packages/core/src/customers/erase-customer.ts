import { claims } from '../aftersales/tables.ts';
import { defineVerb } from '../define.ts';
import { orders } from '../orders/tables.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Work } from '../work.ts';
import { type Customer, original } from './customer.ts';
import { customerIdSchema, customerRemainsSchema } from './schemas.ts';
import { customers } from './tables.ts';

const openOrders = ['held', 'confirmed', 'ready'] as const;
const openClaims = ['open', 'proposed'] as const;

/**
 * Takes everything personal of a customer away: name, phone, nickname, the host's id, notes, complaints with their
 * pictures, notices and memberships. Orders, refunds and the books stay, about nobody. Erasing twice is harmless.
 *
 * Refuses: customer_busy, not_found, not_allowed.
 */
export const eraseCustomer = defineVerb({
  name: 'customers.erase',
  summary: 'Erase the personal data of a customer',
  input: customerIdSchema,
  answer: customerRemainsSchema,
  alone: true,
  decide: (work, { customerId }, context) => {
    demandShop(context);
    const customer = original(work, work.resolve(customers, customerId));
    if (customer.erasedAt !== null) return { id: customer.id };
    demandNothingOpen(work, customer);
    work.set(customers, customer, {
      externalId: null,
      phone: null,
      phoneVerified: false,
      name: '',
      guestKey: null,
      guestOfLeaderId: null,
      erasedAt: context.now,
      updatedAt: context.now,
    });
    eraseAround(work, customer, context);
    work.emit({ type: 'customer.erased', subject: customer.id, data: {} });
    return { id: customer.id };
  },
});

function demandNothingOpen(work: Work, { id: customerId }: Customer): void {
  work.need(
    ...openOrders.map((status) => [orders, { customerId, status }] as const),
    ...openClaims.map((status) => [claims, { customerId, status }] as const),
  );
  const open = openOrders.flatMap((status) => work.list(orders, { customerId, status }));
  const complaints = openClaims.flatMap((status) => work.list(claims, { customerId, status }));
  demand(open.length + complaints.length === 0, 'customer_busy', {
    orders: open.map(({ id }) => id),
    claims: complaints.map(({ id }) => id),
  });
  work.guard(
    `SELECT count(*) FROM "orders" WHERE "customerId" = ? AND "status" IN ('held', 'confirmed', 'ready')`,
    [customerId],
  );
}

/** The rows that were merged into this one, and what others hold about it. */
function eraseAround(work: Work, { id }: Customer, { now }: Context): void {
  const aliases = `WITH RECURSIVE a("id") AS (SELECT ? UNION
    SELECT c."id" FROM "customers" AS c JOIN a ON c."mergedIntoId" = a."id") SELECT "id" FROM a`;
  const statements = [
    `UPDATE "customers" SET "name" = '', "phone" = NULL, "guestKey" = NULL, "guestOfLeaderId" = NULL,
      "erasedAt" = coalesce("erasedAt", ${String(now)}), "version" = "version" + 1
      WHERE "erasedAt" IS NULL AND "id" IN (${aliases})`,
    `UPDATE "orders" SET "note" = '', "pickupCode" = NULL, "version" = "version" + 1 WHERE "customerId" = ?`,
    `UPDATE "order_lines" SET "note" = '', "version" = "version" + 1
      WHERE "orderId" IN (SELECT "id" FROM "orders" WHERE "customerId" = ?)`,
    `UPDATE "claims" SET "description" = '', "pictures" = '[]', "version" = "version" + 1
      WHERE "orderId" IN (SELECT "id" FROM "orders" WHERE "customerId" = ?)`,
    `DELETE FROM "notices" WHERE "receiverKind" = 'customer' AND "receiverId" IN (${aliases})`,
    `UPDATE "leaders" SET "customerId" = NULL, "version" = "version" + 1 WHERE "customerId" = ?`,
    `UPDATE "communities" SET "memberCount" = "memberCount" - 1
      WHERE "id" IN (SELECT "communityId" FROM "members" WHERE "customerId" = ? AND "leftAt" IS NULL)`,
    `UPDATE "members" SET "leftAt" = ${String(now)} WHERE "customerId" = ? AND "leftAt" IS NULL`,
  ];
  for (const sql of statements) work.statement(sql, [id]);
}
