import type * as z from 'zod';
import { campaigns } from '../campaigns/tables.ts';
import { communities } from '../communities/tables.ts';
import { defineQuery } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { filterSql } from '../shared/filters.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { money } from '../shared/schemas.ts';
import { type Instant, instantOf, instantText, startOfDay } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import type { Reader } from '../storage/reader.ts';
import { suppliers } from '../suppliers/tables.ts';
import { accountLabels, accounts } from './accounts.ts';
import { trialBalanceInputSchema, trialBalanceSchema } from './journal-schemas.ts';
import { accountNames } from './schemas.ts';

type TrialBalanceInput = z.output<typeof trialBalanceInputSchema>;

interface Balance {
  readonly account: number;
  readonly opening: number;
  readonly debit: number;
  readonly credit: number;
}

const none: Omit<Balance, 'account'> = { opening: 0, debit: 0, credit: 0 };

/**
 * The balance of every account at an instant, or its opening, turnover and closing in a period, of everything or of one
 * campaign, product, leader, community or supplier.
 *
 * Refuses: not_found, not_allowed, invalid_input.
 */
export const trialBalance = defineQuery({
  name: 'ledger.trialBalance',
  summary: 'The balance of every account',
  aside: true,
  input: trialBalanceInputSchema,
  answer: trialBalanceSchema,
  async read(reader, input, context) {
    demandShop(context);
    const { zone, currency } = await readShop(reader);
    const from = input.from === undefined ? 0 : startOfDay(input.from, zone);
    const until = untilOf(input, zone);
    const filter = filterSql(await dimensionsOf(reader, input));
    const rows = await reader.rows<{ account: number; opening: number; debit: number; credit: number }>(
      `SELECT t."account" AS "account", sum(CASE WHEN t."postedAt" < CAST(?1 AS INTEGER) THEN t."amount" ELSE 0 END) AS "opening",
         sum(CASE WHEN t."postedAt" >= CAST(?1 AS INTEGER) AND t."amount" > 0 THEN t."amount" ELSE 0 END) AS "debit",
         sum(CASE WHEN t."postedAt" >= CAST(?1 AS INTEGER) AND t."amount" < 0 THEN -t."amount" ELSE 0 END) AS "credit"
       FROM "ledger_entries" t WHERE (?2 IS NULL OR t."postedAt" <= CAST(?2 AS INTEGER))${filter.sql} GROUP BY t."account"`,
      [from, until ?? null, ...filter.params],
    );
    return balanceView(rows, until ?? context.now, currency);
  },
});

/** The last instant that counts: a period ends a millisecond before its last day is over. Undefined: everything. */
function untilOf({ at, to }: TrialBalanceInput, zone: string): Instant | undefined {
  if (at !== undefined) return instantOf(at);
  return to === undefined ? undefined : startOfDay(to, zone) - 1;
}

async function dimensionsOf(reader: Reader, input: TrialBalanceInput) {
  return {
    campaignId: await ownIdOf(reader, campaigns, input.campaignId),
    variantId: input.variantId,
    leaderId: await ownIdOf(reader, leaders, input.leaderId),
    communityId: await ownIdOf(reader, communities, input.communityId),
    supplierId: await ownIdOf(reader, suppliers, input.supplierId),
  };
}

function balanceView(rows: readonly Balance[], at: Instant, currency: string) {
  const byNumber = new Map(rows.map((row) => [row.account, row]));
  const closing = ({ opening, debit, credit }: Omit<Balance, 'account'>) => opening + debit - credit;
  const profitAndLoss = rows.filter(({ account }) => account >= 4000);
  return {
    at: instantText(at),
    accounts: accountNames.map((account) => {
      const [zh, en] = accountLabels[account];
      const number = accounts[account];
      const found = byNumber.get(number) ?? none;
      return {
        account,
        number,
        zh,
        en,
        opening: money(found.opening, currency),
        debit: money(found.debit, currency),
        credit: money(found.credit, currency),
        balance: money(closing(found), currency),
      };
    }),
    profit: money(
      profitAndLoss.reduce((sum, { debit, credit }) => sum + credit - debit, 0),
      currency,
    ),
    sum: money(
      rows.reduce((sum, row) => sum + closing(row), 0),
      currency,
    ),
  };
}
