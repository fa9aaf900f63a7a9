import { defineQuery } from '../define.ts';
import { maskName } from '../shared/phone.ts';
import { money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { demand } from '../shared/error.ts';
import { isShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import { type ClaimCount, historyFor, isFrequent, shareOfOrders } from './claim-history.ts';
import { listRepeatClaimersSchema, repeatClaimersSchema } from './schemas.ts';

type By = 'customer' | 'leader' | 'supplier';

const names: Readonly<Record<By, string>> = {
  customer: 'customers',
  leader: 'leaders',
  supplier: 'suppliers',
};
/** The orders of one of them, as a condition over the order `o` and its line `l`. */
const theirOrders: Readonly<Record<By, string>> = {
  customer: `o."customerId" = c."id"`,
  leader: `o."leaderId" = c."id"`,
  supplier: `l."supplierId" = c."id"`,
};

/** Who claims most, with the orders of the same time: parameters are since when, the leader or null, and how many. */
function countsSql(by: By): string {
  return `SELECT c."id" AS "id", n."name" AS "name", c."claims" AS "claims", c."approved" AS "approved", c."amount" AS "amount",
      (SELECT count(DISTINCT o."id") FROM "orders" o CROSS JOIN "order_lines" l ON l."orderId" = o."id"
        WHERE o."placedAt" >= CAST(?1 AS INTEGER) AND l."handedOver" > 0 AND ${theirOrders[by]}) AS "orders"
    FROM (SELECT "${by}Id" AS "id", count(*) AS "claims", sum("outcome" IS NOT NULL) AS "approved",
        sum(CASE WHEN "outcome" IS NULL THEN 0 ELSE "value" END) AS "amount"
      FROM "claims" WHERE "openedAt" >= CAST(?1 AS INTEGER) AND "status" <> 'withdrawn' AND (?2 IS NULL OR "leaderId" = ?2)
      GROUP BY +"${by}Id" ORDER BY count(*) DESC, "${by}Id" LIMIT CAST(?3 AS INTEGER)) AS c
    LEFT JOIN "${names[by]}" n ON n."id" = c."id" ORDER BY c."claims" DESC, c."id"`;
}

/**
 * Who complains most of the last 90 days, by customer, leader or supplier, with how often they order and what was given
 * back. A leader sees own customers. Refuses: not_allowed.
 */
export const listRepeatClaimers = defineQuery({
  name: 'claims.repeaters',
  summary: 'List who claims most',
  aside: true,
  input: listRepeatClaimersSchema,
  answer: repeatClaimersSchema,
  async read(reader, { by, limit }, { actor, now }) {
    const leader = actor.kind === 'leader' ? actor.leaderId : null;
    demand(isShop({ actor }) || (leader !== null && by === 'customer'), 'not_allowed', {
      needs: 'a secret key of the shop',
    });
    const { currency, policies } = await readShop(reader);
    const from = now - historyFor;
    const rows = await reader.rows<{ [Name in keyof Counted]: Counted[Name] }>(countsSql(by), [
      from,
      leader,
      limit,
    ]);
    const data = rows.map(({ id, name, claims, approved, orders, amount, ...rest }) => ({
      id,
      name: by === 'customer' ? maskName(name ?? '') : (name ?? ''),
      claims,
      approved,
      orders,
      basisPoints: shareOfOrders({ claims, orders }),
      amount: money(amount, currency),
      frequent: isFrequent({ id, claims, approved, orders, amount, ...rest }, policies),
    }));
    return { by, from: instantText(from), data };
  },
});

interface Counted extends ClaimCount {
  readonly name: string | null;
}
