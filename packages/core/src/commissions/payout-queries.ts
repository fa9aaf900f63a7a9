import { defineQuery } from '../define.ts';
import { demand } from '../shared/error.ts';
import { filterSql } from '../shared/filters.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { isShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import type { SqlValue } from '../storage/engine.ts';
import type { Reader } from '../storage/reader.ts';
import { type Payout, payoutView } from './payout.ts';
import { remittanceView } from './record-remittance.ts';
import { listRemittancesSchema, remittancePageSchema } from './remittance-schemas.ts';
import { listPayoutsSchema, payoutIdSchema, payoutPageSchema, payoutSchema } from './schemas.ts';
import { remittances } from './tables.ts';
import { whichLeader } from './which-leader.ts';

/** One payout. Leaders see their own. Refuses: not_found. */
export const getPayout = defineQuery({
  name: 'payouts.get',
  summary: 'Read a payout',
  input: payoutIdSchema,
  answer: payoutSchema,
  async read(reader, { payoutId }, context) {
    const [payout] = await paid(reader, 't."id" = ?', [payoutId]);
    const own = context.actor.kind === 'leader' && context.actor.leaderId === payout?.leaderId;
    demand(payout !== undefined && (own || isShop(context)), 'not_found', { what: 'payouts', key: payoutId });
    return payoutView(payout, payeeOf(payout), (await readShop(reader)).currency);
  },
});

/** Payouts, newest first, by leader or status. Leaders see their own. */
export const listPayouts = defineQuery({
  name: 'payouts.list',
  summary: 'List payouts',
  input: listPayoutsSchema,
  answer: payoutPageSchema,
  async read(reader, input, context) {
    const leaderId = await whichLeader(reader, input.leaderId, context);
    const page = pageAfter(input, 'claimedAt');
    const filter = filterSql({ leaderId, status: input.status });
    const where = `${page.condition}${filter.sql} ${page.tail}`;
    const rows = await paid(reader, where, [...page.params, ...filter.params]);
    const { currency } = await readShop(reader);
    return pageOf(rows, input, 'claimedAt', (payout) => payoutView(payout, payeeOf(payout), currency));
  },
});

interface PayoutRow extends Payout {
  readonly leader: string;
  readonly leaderExternalId: string | null;
}

/** Payouts that meet a condition over the alias `t`, each with whom it pays. */
function paid(reader: Reader, where: string, params: readonly SqlValue[]): Promise<readonly PayoutRow[]> {
  return reader.rows<PayoutRow>(
    `SELECT t.*, d."name" AS "leader", d."externalId" AS "leaderExternalId"
     FROM "payouts" t JOIN "leaders" d ON d."id" = t."leaderId" WHERE ${where}`,
    params,
  );
}

function payeeOf({ leader: name, leaderExternalId: externalId }: PayoutRow) {
  return { name, externalId };
}

/** Cash that leaders handed over, newest first. Leaders see their own. */
export const listRemittances = defineQuery({
  name: 'remittances.list',
  summary: 'List cash that leaders handed over',
  input: listRemittancesSchema,
  answer: remittancePageSchema,
  async read(reader, input, context) {
    const leaderId = await whichLeader(reader, input.leaderId, context);
    const page = pageAfter(input, 'receivedAt');
    const filter = filterSql({ leaderId });
    const where = `${page.condition}${filter.sql} ${page.tail}`;
    const rows = await reader.table(remittances, where, [...page.params, ...filter.params]);
    const { currency } = await readShop(reader);
    return pageOf(rows, input, 'receivedAt', (row) => remittanceView(row, currency));
  },
});
