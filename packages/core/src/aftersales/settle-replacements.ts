import { defineVerb } from '../define.ts';
import { orderLines } from '../orders/tables.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { settleReplacement } from './replacement.ts';
import { countedSchema, replacementIdsSchema } from './schemas.ts';
import { replacements } from './tables.ts';

/** Settles replacements whose lines came short, failed or were withdrawn: they wait again. Refuses: not_allowed. */
export const settleReplacements = defineVerb({
  name: 'replacements.settle',
  summary: 'Settle goods that came again or did not',
  input: replacementIdsSchema,
  answer: countedSchema,
  decide: (work, { replacementIds }, context) => {
    demandShop(context);
    work.need(...replacementIds.map((id) => [replacements, { id }] as const));
    const found = replacementIds.map((id) => work.get(replacements, id));
    work.need(...found.map(({ newLineId }) => [orderLines, { id: newLineId ?? '' }] as const));
    return { done: found.filter((one) => settleReplacement(work, one, context)).length };
  },
});
