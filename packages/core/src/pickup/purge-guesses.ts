import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { TickStep } from '../tick-step.ts';

/** A count matters for its quarter of an hour; a day is kept for whoever looks into it. */
const keptFor = 24 * 3_600_000;

/** Forgets the counts of wrong pickup codes of more than a day ago. Refuses: not_allowed. */
export const purgeGuesses = defineVerb({
  name: 'pickups.purgeGuesses',
  summary: 'Forget wrong pickup codes of more than a day ago',
  input: z.strictObject({}),
  answer: z.strictObject({ done: z.int() }),
  alone: true,
  decide: (work, _input, context) => {
    demandShop(context);
    const overdue = `"pickup_guesses" WHERE "windowStartsAt" < CAST(? AS INTEGER)`;
    const before = [context.now - keptFor];
    const [due] = work.rows<{ count: number }>(`SELECT count(*) AS "count" FROM ${overdue}`, before);
    const done = due?.count ?? 0;
    if (done > 0) work.statement(`DELETE FROM ${overdue}`, before);
    return { done };
  },
});

export const purgeGuessesStep: TickStep = {
  name: purgeGuesses.name,
  run: async (tuan, now) => (await tuan.pickups.purgeGuesses({}, { now })).done,
};
