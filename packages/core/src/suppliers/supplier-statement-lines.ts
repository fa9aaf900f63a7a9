import type * as z from 'zod';
import { defineQuery } from '../define.ts';
import { accounts } from '../ledger/accounts.ts';
import { reasonText } from '../explanations/sentences.ts';
import { occasionWords } from '../ledger/occasion-words.ts';
import { claimSource } from '../orders/refund-source.ts';
import { refuse } from '../shared/error.ts';
import { ownIdOf } from '../shared/own-id.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import { money } from '../shared/schemas.ts';
import { instantText, type Period } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import type { Reader } from '../storage/reader.ts';
import {
  listSupplierStatementLinesSchema,
  type supplierStatementLineSchema,
  supplierStatementLinePageSchema,
} from './statement-schemas.ts';
import { type Nature, natureSql } from './supplier-month.ts';
import { periodOf } from './supplier-statement.ts';
import { suppliers } from './tables.ts';

type LineView = z.input<typeof supplierStatementLineSchema>;

interface LineRow extends Pick<
  LineView,
  | 'transactionId'
  | 'type'
  | 'subject'
  | 'pieces'
  | 'purchaseOrderId'
  | 'orderId'
  | 'reference'
  | 'reason'
  | 'lowersVolumeOf'
> {
  readonly row: number;
  readonly postedAt: number;
  readonly nature: Nature;
  readonly amount: number;
  readonly balance: number;
  readonly unitCost: number | null;
  /** JSON of id, external id and name, or null. */
  readonly campaign: string | null;
  readonly variant: string | null;
}

const countsAs = { goods: 'accepted', deduction: 'recoveries', payment: 'paid', setOff: 'setOff' } as const;

const ofSupplier = `FROM "ledger_entries" e WHERE e."account" = ${String(accounts.supplierPayable)} AND e."supplierId" = ?1`;

/** Movements of the month with what is owed after each: the balance goes on from everything before the month. */
const moved = `moved AS (
  SELECT e.rowid AS "row", e.*, x."type" AS "type", x."subject" AS "subject",
    (SELECT -coalesce(sum(e."amount"), 0) ${ofSupplier} AND e."postedAt" < CAST(?2 AS INTEGER))
      - sum(e."amount") OVER (ORDER BY e.rowid) AS "balance"
  FROM "ledger_entries" e JOIN "ledger_transactions" x ON x."id" = e."transactionId"
  WHERE e."account" = ${String(accounts.supplierPayable)} AND e."supplierId" = ?1
    AND e."postedAt" >= CAST(?2 AS INTEGER) AND e."postedAt" < CAST(?3 AS INTEGER))`;

/** The claim of a refund, found by its id: there may be many. */
const claimOf = (refund: string) =>
  `CASE WHEN ${refund}."source" LIKE '${claimSource('%')}' THEN substr(${refund}."source", ${String(claimSource('').length + 1)}) END`;

/** The receipt line of accepted goods. A receipt may name a variant twice, at another cost. */
const receiptLine = `SELECT r."id" FROM "goods_receipt_lines" r JOIN "purchase_lines" l ON l."id" = r."purchaseLineId"
  WHERE r."goodsReceiptId" = m."subject" AND l."variantId" = m."variantId" AND r."supplierId" = m."supplierId"
    AND r."accepted" * r."unitCost" = -m."amount" LIMIT 1`;

const linesSql = `WITH ${moved}
  SELECT m."row" AS "row", m."transactionId" AS "transactionId", m."type" AS "type", m."subject" AS "subject", m."postedAt" AS "postedAt",
    ${natureSql((name) => `m."${name}"`)} AS "nature", -m."amount" AS "amount", m."balance" AS "balance",
    m."orderId" AS "orderId", coalesce(k."reason", m."reason") AS "reason", coalesce(r."accepted", -g."pieces") AS "pieces",
    coalesce(r."unitCost", gr."unitCost") AS "unitCost", coalesce(gc."purchaseOrderId", g."purchaseOrderId") AS "purchaseOrderId",
    coalesce(y."reference", b."reference", a."reference") AS "reference", s."month" AS "lowersVolumeOf",
    CASE WHEN m."campaignId" IS NULL THEN NULL ELSE json_object('id', m."campaignId", 'externalId', c."externalId", 'name', c."title") END AS "campaign",
    CASE WHEN m."variantId" IS NULL THEN NULL ELSE json_object('id', m."variantId", 'externalId', v."externalId",
      'name', trim(p."name" || ' ' || v."specification")) END AS "variant"
  FROM moved m
    LEFT JOIN "goods_receipt_lines" r ON r."id" = (${receiptLine}) LEFT JOIN "goods_receipts" gc ON gc."id" = r."goodsReceiptId"
    LEFT JOIN "goods_returns" g ON g."id" = m."subject" LEFT JOIN "goods_receipt_lines" gr ON gr."id" = g."goodsReceiptLineId"
    LEFT JOIN "refunds" f ON f."id" = m."subject" LEFT JOIN "claims" k ON k."id" = ${claimOf('f')}
    LEFT JOIN "supplier_adjustments" a ON a."id" = m."subject"
    LEFT JOIN "supplier_payments" y ON y."id" = m."subject" LEFT JOIN "supplier_rebates" b ON b."id" = m."subject"
    LEFT JOIN "supplier_statement_deductions" d ON d."transactionId" = m."transactionId" AND d."position" = m."position"
    LEFT JOIN "supplier_statements" s ON s."id" = d."statementId"
    LEFT JOIN "campaigns" c ON c."id" = m."campaignId" LEFT JOIN "variants" v ON v."id" = m."variantId"
    LEFT JOIN "products" p ON p."id" = v."productId"
  WHERE m."row" > CAST(?4 AS INTEGER) ORDER BY m."row" LIMIT CAST(?5 AS INTEGER)`;

/**
 * The movements of a supplier's month, stated or not, the oldest first: goods by receipt, what went back or was
 * charged, payments and set-off, each with what is owed after it. For the shop alone.
 *
 * Refuses: not_found, not_allowed, invalid_input.
 */
export const listSupplierStatementLines = defineQuery({
  name: 'supplierStatements.lines',
  summary: "List what a supplier's month is made of",
  input: listSupplierStatementLinesSchema,
  answer: supplierStatementLinePageSchema,
  async read(reader, { supplierId, month, limit, cursor }, context) {
    demandShop(context);
    const { currency, zone } = await readShop(reader);
    const id = (await ownIdOf(reader, suppliers, supplierId)) ?? '';
    return linesOfMonth(reader, { supplierId: id, ...periodOf(month, zone), currency, limit, cursor });
  },
});

interface LinesWish extends Period, PageRequest {
  readonly supplierId: string;
  readonly currency: string;
}

/** Movements of a supplier in a period, the oldest first. Refuses: invalid_input. */
export async function linesOfMonth(
  reader: Reader,
  { supplierId, from, to, currency, limit, cursor }: LinesWish,
): Promise<Page<LineView>> {
  const found = await reader.rows<LineRow>(linesSql, [supplierId, from, to, rowOf(cursor), limit + 1]);
  const shown = found.slice(0, limit);
  const more = found.length > limit;
  return {
    data: shown.map((row) => lineView(row, currency)),
    nextCursor: more ? String(shown.at(-1)?.row ?? '') : null,
  };
}

function rowOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  return refuse('invalid_input', {
    fields: [{ path: 'cursor', code: 'cursor', message: 'This is no cursor of this list.' }],
  });
}

function lineView(row: LineRow, currency: string): LineView {
  const { transactionId, type, subject, pieces, purchaseOrderId, orderId, reference, reason } = row;
  return {
    postedAt: instantText(row.postedAt),
    transactionId,
    type,
    subject,
    description: occasionWords(type),
    countsAs: countsAs[row.nature],
    amount: money(row.amount, currency),
    balance: money(row.balance, currency),
    pieces,
    unitCost: row.unitCost === null ? null : money(row.unitCost, currency),
    campaign: namedOf(row.campaign),
    variant: namedOf(row.variant),
    purchaseOrderId,
    orderId,
    reference,
    reason,
    reasonTexts: reason === null ? null : { ...reasonText(reason) },
    lowersVolumeOf: row.lowersVolumeOf,
  };
}

function namedOf(text: string | null): LineView['campaign'] {
  return text === null ? null : (JSON.parse(text) as LineView['campaign']);
}
