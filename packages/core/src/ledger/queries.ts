import type * as z from 'zod';
import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { orders } from '../orders/tables.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { filterSql } from '../shared/filters.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { pageAfterRow, rowPageOf } from '../shared/row-page.ts';
import { money } from '../shared/schemas.ts';
import { type Instant, instantText, monthOf, startOfDay } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import type { Reader } from '../storage/reader.ts';
import { suppliers } from '../suppliers/tables.ts';
import type { Row } from '../work.ts';
import { accountOf, accounts } from './accounts.ts';
import { costView } from './record-cost.ts';
import {
  costPageSchema,
  ledgerEntryPageSchema,
  listCostsSchema,
  listLedgerEntriesSchema,
} from './schemas.ts';
import { type ledgerEntries, operatingCosts } from './tables.ts';

type EntryRow = Row<typeof ledgerEntries> & {
  readonly row: number;
  readonly type: string;
  readonly subject: string;
};

/** What was posted, the latest first, by account, campaign, leader, supplier or order. */
export const listLedgerEntries = defineQuery({
  name: 'ledger.entries',
  summary: 'List ledger entries',
  input: listLedgerEntriesSchema,
  answer: ledgerEntryPageSchema,
  async read(reader, input, context) {
    demandShop(context);
    const page = pageAfterRow(input);
    const filter = filterSql({
      account: input.account && accounts[input.account],
      ...(await namesOf(reader, input)),
    });
    const rows = await reader.rows<EntryRow>(
      `SELECT t.rowid AS "row", t.*, x."type" AS "type", x."subject" AS "subject"
       FROM "ledger_entries" t JOIN "ledger_transactions" x ON x."id" = t."transactionId"
       WHERE ${page.condition}${filter.sql} ${page.tail}`,
      [...page.params, ...filter.params],
    );
    const { currency } = await readShop(reader);
    return rowPageOf(rows, input, (entry) => entryView(entry, currency));
  },
});

async function namesOf(reader: Reader, input: z.output<typeof listLedgerEntriesSchema>) {
  return {
    campaignId: await ownIdOf(reader, campaigns, input.campaignId),
    leaderId: await ownIdOf(reader, leaders, input.leaderId),
    supplierId: await ownIdOf(reader, suppliers, input.supplierId),
    orderId: await ownIdOf(reader, orders, input.orderId),
  };
}

function entryView(entry: EntryRow, currency: string) {
  const { transactionId, type, subject, campaignId, variantId, supplierId, leaderId, communityId } = entry;
  const { orderId, orderLineId, kind, reason, fault } = entry;
  return {
    transactionId,
    type,
    subject,
    campaignId,
    variantId,
    supplierId,
    leaderId,
    communityId,
    orderId,
    orderLineId,
    kind,
    reason,
    fault,
    postedAt: instantText(entry.postedAt),
    account: accountOf(entry.account),
    amount: money(entry.amount, currency),
  };
}

/** The first instant of a month and that of the next one. */
function boundsOf(month: string, zone: string): [from: Instant, to: Instant] {
  const { from, to } = monthOf(startOfDay(`${month}-01`, zone), zone);
  return [from, to];
}

/** Operating costs, newest first, by campaign, kind, or the month in which they were recorded. */
export const listCosts = defineQuery({
  name: 'costs.list',
  summary: 'List operating costs',
  input: listCostsSchema,
  answer: costPageSchema,
  async read(reader, input, context) {
    demandShop(context);
    const { currency, zone } = await readShop(reader);
    const page = pageAfter(input, 'createdAt');
    const { kind, month } = input;
    const filter = filterSql({ kind, campaignId: await ownIdOf(reader, campaigns, input.campaignId) });
    const recorded =
      month === undefined
        ? { sql: '', params: [] }
        : {
            sql: ' AND t."createdAt" >= CAST(? AS INTEGER) AND t."createdAt" < CAST(? AS INTEGER)',
            params: boundsOf(month, zone),
          };
    const where = `${page.condition}${filter.sql}${recorded.sql} ${page.tail}`;
    const params = [...page.params, ...filter.params, ...recorded.params];
    const rows = await reader.table(operatingCosts, where, params);
    return pageOf(rows, input, 'createdAt', (row) => costView(row, currency));
  },
});
