import { claims } from '../aftersales/tables.ts';
import { defineVerb } from '../define.ts';
import { orders } from '../orders/tables.ts';
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
    eraseAround(work, customer);
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

/** The ids that this customer has had: the own one, and those that were merged into it. */
function everyId(work: Work, { id }: Customer): string[] {
  return [id, ...work.list(customers, { mergedIntoId: id }).flatMap((alias) => everyId(work, alias))];
}

/** Everything else that tells of a person. Every `?` is the list of ids. */
const statements: readonly string[] = [
  `UPDATE "customers" SET "name" = '', "phone" = NULL, "guestKey" = NULL, "guestOfLeaderId" = NULL,
    "erasedAt" = (SELECT c."erasedAt" FROM "customers" AS c WHERE c."id" = json(?) ->> 0), "version" = "version" + 1
    WHERE "erasedAt" IS NULL AND "id" IN (SELECT value FROM json_each(?))`,
  `UPDATE "orders" SET "note" = '', "pickupCode" = NULL, "version" = "version" + 1
    WHERE "customerId" IN (SELECT value FROM json_each(?))`,
  `UPDATE "order_lines" SET "note" = '', "version" = "version" + 1
    WHERE "orderId" IN (SELECT "id" FROM "orders" WHERE "customerId" IN (SELECT value FROM json_each(?)))`,
  // Who collected for a customer was named by the customer: it goes with them.
  `UPDATE "pickup_consents" SET "name" = '', "phoneTail" = NULL, "code" = NULL, "version" = "version" + 1
    WHERE "orderId" IN (SELECT "id" FROM "orders" WHERE "customerId" IN (SELECT value FROM json_each(?)))`,
  `UPDATE "handovers" SET "takenBy" = '' WHERE "takenBy" IS NOT NULL
    AND "orderId" IN (SELECT "id" FROM "orders" WHERE "customerId" IN (SELECT value FROM json_each(?)))`,
  `UPDATE "claims" SET "description" = '', "pictures" = '[]', "version" = "version" + 1
    WHERE "orderId" IN (SELECT "id" FROM "orders" WHERE "customerId" IN (SELECT value FROM json_each(?)))`,
  // Nobody sees them from now on, and the tick takes the files away.
  `UPDATE "pictures" SET "status" = 'erased', "version" = "version" + 1,
    "removeAt" = (SELECT c."erasedAt" FROM "customers" AS c WHERE c."id" = json(?) ->> 0)
    WHERE "customerId" IN (SELECT value FROM json_each(?))
      OR "uploadedBy" IN (SELECT 'customer:' || value FROM json_each(?))`,
  `DELETE FROM "notices" WHERE "receiverKind" = 'customer' AND "receiverId" IN (SELECT value FROM json_each(?))`,
  // Answers kept for retries repeat notes. A retry finds nobody to order for, so it does nothing twice.
  `DELETE FROM "idempotency_keys" WHERE EXISTS (SELECT 1 FROM json_each(?) AS j WHERE instr("answer", j.value) > 0)`,
  `UPDATE "leaders" SET "customerId" = NULL, "version" = "version" + 1
    WHERE "customerId" IN (SELECT value FROM json_each(?))`,
  `UPDATE "communities" SET "memberCount" = "memberCount" - (
      SELECT count(*) FROM json_each(?) AS j JOIN "members" AS m ON m."customerId" = j.value
      WHERE m."communityId" = "communities"."id" AND m."leftAt" IS NULL)
    WHERE "id" IN (SELECT m."communityId" FROM "members" AS m WHERE m."customerId" IN (SELECT value FROM json_each(?)))`,
  `UPDATE "members" SET "leftAt" = (SELECT c."erasedAt" FROM "customers" AS c WHERE c."id" = json(?) ->> 0)
    WHERE "leftAt" IS NULL AND "customerId" IN (SELECT value FROM json_each(?))`,
];

function eraseAround(work: Work, customer: Customer): void {
  const ids = JSON.stringify(everyId(work, customer));
  for (const sql of statements) {
    work.statement(
      sql,
      Array.from({ length: sql.split('?').length - 1 }, () => ids),
    );
  }
}
