import * as z from 'zod';
import { defineQuery } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { accountLabels, accounts } from './accounts.ts';
import { chartSchema } from './journal-schemas.ts';
import { accountNames } from './schemas.ts';

/** Accounts of profit and loss that usually stand in credit. */
const income: readonly number[] = [accounts.sales, accounts.recoveries, accounts.rebates];

/** The chart of accounts (rules, section 5), in both languages. It is the same in every shop. */
export const chartOfAccounts = defineQuery({
  name: 'ledger.accounts',
  summary: 'The chart of accounts',
  input: z.strictObject({}),
  answer: chartSchema,
  read(_reader, _input, context) {
    demandShop(context);
    const data = accountNames.map((account) => {
      const number = accounts[account];
      const [zh, en] = accountLabels[account];
      const group = groupOf(number);
      const credit = group === 'debts' || income.includes(number);
      return { account, number, zh, en, group, normal: credit ? ('credit' as const) : ('debit' as const) };
    });
    return Promise.resolve({ data });
  },
});

function groupOf(number: number): 'assets' | 'debts' | 'profitAndLoss' {
  if (number >= 4000) return 'profitAndLoss';
  return number >= 2000 ? 'debts' : 'assets';
}
