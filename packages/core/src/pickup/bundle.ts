import * as z from 'zod';
import { defineQuery } from '../define.ts';
import { demand } from '../shared/error.ts';
import { maskName } from '../shared/phone.ts';
import { whereReference } from '../shared/reference.ts';
import { idSchema, instantSchema, money, moneySchema } from '../shared/schemas.ts';
import { calendarDate, instantText } from '../shared/time.ts';
import { readShop } from '../shop/the-shop.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { isShop } from '../shop/demand-shop.ts';
import { pickupLineSchema } from './schemas.ts';
import { demandStation } from './station.ts';

/** How many orders a phone takes along at most: a point of a thousand orders a day is a warehouse. */
const ordersMax = 2000;

export const bundledOrderFields = {
  orderId: z.string(),
  campaignId: z.string(),
  pickupPointId: z.string(),
  customer: z.string().describe('The name, all but its first character hidden.'),
  note: z.string(),
  slot: z.string().nullable().describe('The booked time, like 16:00–16:30.'),
  amountDue: moneySchema.describe('To be paid before the first piece is handed over.'),
  closesAt: instantSchema.describe('From here on the order counts as not collected (R30).'),
  lines: z.array(pickupLineSchema),
};

/** As it leaves the core: codes are hashed before they leave the server. */
const rawBundleSchema = z.strictObject({
  asOf: instantSchema,
  date: z.string(),
  orders: z.array(
    z.strictObject({
      ...bundledOrderFields,
      code: z.string(),
      collector: z
        .strictObject({ name: z.string(), phoneTail: z.string().nullable(), code: z.string().nullable() })
        .nullable(),
    }),
  ),
});

interface OrderRow {
  readonly orderId: string;
  readonly campaignId: string;
  readonly pickupPointId: string;
  readonly customer: string;
  readonly note: string;
  readonly slotOpens: string | null;
  readonly slotCloses: string | null;
  readonly amountDue: number;
  readonly payment: string;
  readonly paidAt: number | null;
  readonly closesAt: number;
  readonly code: string;
  readonly collectorName: string | null;
  readonly phoneTail: string | null;
  readonly collectorCode: string | null;
}

interface LineRow {
  readonly orderId: string;
  readonly lineId: string;
  readonly title: string;
  readonly unit: string;
  readonly ordered: number;
  readonly pieces: number;
  readonly grams: number | null;
  readonly note: string;
  readonly gift: number;
}

const open = `l."pieces" - l."cancelled" - l."short" - l."lost" - l."withdrawn" - l."handedOver" - l."uncollected"`;

/** ?1: the leader or null for the shop; ?2: one point or null; ?3: today; ?4: now; ?5: the grace. */
const ready = `"campaigns" c CROSS JOIN "orders" o ON o."campaignId" = c."id" AND o."status" = 'ready'
  WHERE o."pickupCode" IS NOT NULL AND (?2 IS NULL OR o."pickupPointId" = ?2)
    AND c."status" IN ('purchasing', 'delivering', 'collecting')
    AND max(c."pickupEndsAt", o."readyAt") + CAST(?5 AS INTEGER) > CAST(?4 AS INTEGER)
    AND (?1 IS NULL OR o."leaderId" = ?1 OR o."pickupPointId" IN (
      SELECT p."id" FROM "pickup_points" p WHERE p."leaderId" = ?1
      UNION SELECT s."pickupPointId" FROM "pickup_substitutes" s
        WHERE s."leaderId" = ?1 AND s."endedAt" IS NULL AND ?3 BETWEEN s."fromDate" AND s."toDate"))`;

const ordersSql = `SELECT o."id" AS "orderId", o."campaignId" AS "campaignId", o."pickupPointId" AS "pickupPointId",
    u."name" AS "customer", o."note" AS "note", o."slotOpens" AS "slotOpens", o."slotCloses" AS "slotCloses",
    o."amountDue" AS "amountDue", o."payment" AS "payment", o."paidAt" AS "paidAt", o."pickupCode" AS "code",
    x."closesAt" AS "closesAt", k."name" AS "collectorName", k."phoneTail" AS "phoneTail", k."code" AS "collectorCode"
  FROM (SELECT o."id" AS "id", max(c."pickupEndsAt", o."readyAt") + CAST(?5 AS INTEGER) AS "closesAt" FROM ${ready}
      ORDER BY o."id" LIMIT ${String(ordersMax)}) AS x
    JOIN "orders" o ON o."id" = x."id" JOIN "customers" u ON u."id" = o."customerId"
    LEFT JOIN "pickup_consents" k ON k."orderId" = o."id" AND k."name" <> ''
  ORDER BY o."slotOpens", o."id"`;

const linesSql = `SELECT l."orderId" AS "orderId", l."id" AS "lineId", f."title" AS "title", f."unit" AS "unit",
    l."pieces" AS "ordered", ${open} AS "pieces", l."grams" AS "grams", l."note" AS "note", l."gift" AS "gift"
  FROM "order_lines" l JOIN "offers" f ON f."id" = l."offerId"
  WHERE l."orderId" IN (SELECT value FROM json_each(?)) AND l."allocated" IS NOT NULL AND ${open} > 0
  ORDER BY l."orderId", l."position"`;

/**
 * What a station hands over today, to be taken along: with it a phone works without a network. A leader gets the
 * orders of own leadership, own points and points stood in for; names are masked.
 *
 * Refuses: not_allowed, not_found.
 */
export const findBundle = defineQuery({
  name: 'pickups.findBundle',
  summary: 'Read what to hand over without a network',
  input: z.strictObject({ pickupPointId: idSchema.optional() }),
  answer: rawBundleSchema,
  async read(reader, { pickupPointId }, context) {
    const { actor, now } = context;
    demandStation(actor);
    const { policies, zone, currency } = await readShop(reader);
    const date = calendarDate(now, zone);
    const point = pickupPointId === undefined ? null : await pointOf(reader, pickupPointId);
    const leaderId = actor.kind === 'leader' ? actor.leaderId : isShop(context) ? null : '';
    const grace = policies.uncollectedGraceHours * 3_600_000;
    const rows = await reader.rows<OrderRow>(ordersSql, [leaderId, point, date, now, grace]);
    const lines = await reader.rows<LineRow>(linesSql, [JSON.stringify(rows.map(({ orderId }) => orderId))]);
    const byOrder = new Map<string, LineRow[]>();
    for (const line of lines) {
      const own = byOrder.get(line.orderId);
      if (own) own.push(line);
      else byOrder.set(line.orderId, [line]);
    }
    return {
      asOf: instantText(now),
      date,
      orders: rows.map((row) => bundled(row, byOrder.get(row.orderId) ?? [], currency)),
    };
  },
});

async function pointOf(reader: Parameters<typeof readShop>[0], reference: string): Promise<string> {
  const [point] = await reader.table(pickupPoints, ...whereReference(reference));
  demand(point !== undefined, 'not_found', { what: 'pickup_points', key: reference });
  return point.id;
}

function bundled(row: OrderRow, lines: readonly LineRow[], currency: string) {
  const { orderId, campaignId, pickupPointId, note, code, closesAt, collectorName, phoneTail } = row;
  const unpaid = row.payment === 'atPickup' && row.paidAt === null;
  return {
    orderId,
    campaignId,
    pickupPointId,
    note,
    code,
    customer: maskName(row.customer),
    slot: row.slotOpens === null ? null : `${row.slotOpens}–${row.slotCloses ?? ''}`,
    amountDue: money(unpaid ? row.amountDue : 0, currency),
    closesAt: instantText(closesAt),
    lines: lines.map(({ lineId, title, unit, ordered, pieces, grams, note: wish, gift }) => {
      const goods = { lineId, title, unit, ordered, pieces, grams };
      return { ...goods, note: wish, gift: gift === 1 };
    }),
    collector:
      collectorName === null ? null : { name: maskName(collectorName), phoneTail, code: row.collectorCode },
  };
}
