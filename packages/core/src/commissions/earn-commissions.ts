import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { moneySchema, money } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import { earnDue, guardDue, sumDue } from './earn-due.ts';

/** How many entries one call earns at most, so that no batch holds the database for long. */
const chunk = 5000;

const earnCommissionsSchema = z
  .strictObject({ limit: z.int().min(1).max(50_000).default(chunk).describe('How many entries at most.') })
  .meta({ id: 'EarnCommissions' });

const earnedCommissionsSchema = z
  .strictObject({
    earned: z.int().describe('How many entries were earned now.'),
    amount: moneySchema,
    more: z.boolean().describe('Whether there may be more: then call again.'),
  })
  .meta({ id: 'EarnedCommissions' });

/**
 * Writes down what the clock has earned: lines completed whose claim window has passed without an open claim (R35).
 * In chunks, and harmless when it is called again; a statement does the same for itself.
 *
 * Refuses: not_allowed.
 */
export const earnCommissions = defineVerb({
  name: 'commissions.earn',
  summary: 'Earn the commissions whose claim window has passed',
  input: earnCommissionsSchema,
  answer: earnedCommissionsSchema,
  alone: true,
  decide: (work, { limit }, context) => {
    demandShop(context);
    const due = sumDue(work, { limit }, context);
    if (due.entries > 0) {
      guardDue(work, { limit }, due, context);
      earnDue(work, { limit }, context);
    }
    const amount = money(due.amount, theShop(work).currency);
    return { earned: due.entries, amount, more: due.entries === limit };
  },
});
