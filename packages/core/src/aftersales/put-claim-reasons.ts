import { defineVerb } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { claimReasonListId, reasonsView } from './claim-reasons.ts';
import { claimReasonsSchema, putClaimReasonsSchema } from './schemas.ts';
import { claimReasonLists } from './tables.ts';

/**
 * Replaces the list of reasons. What was claimed before keeps its words.
 *
 * Refuses: invalid_input (a code twice), not_allowed.
 */
export const putClaimReasons = defineVerb({
  name: 'claimReasons.put',
  summary: 'Replace the reasons for claims',
  input: putClaimReasonsSchema,
  answer: claimReasonsSchema,
  decide: (work, { reasons, onlyListed = false }, context) => {
    demandShop(context);
    const known = work.find(claimReasonLists, claimReasonListId);
    const list = { reasons, onlyListed, changedAt: context.now };
    if (known) work.set(claimReasonLists, known, list);
    else work.insert(claimReasonLists, { id: claimReasonListId, ...list });
    work.emit({
      type: 'claimReasons.changed',
      subject: claimReasonListId,
      data: { reasons: reasons.length },
    });
    return reasonsView(reasons, onlyListed, true);
  },
});
