import { defineVerb } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { receiverLeaderSchema, removedReceiverSchema } from './schemas.ts';
import { receiverAccounts } from './tables.ts';

/**
 * Takes a leader's receiver account away: statements from now on are paid by payout. Told twice is harmless.
 *
 * Refuses: not_found, not_allowed.
 */
export const removeReceiver = defineVerb({
  name: 'receivers.remove',
  summary: "Remove a leader's receiver account",
  input: receiverLeaderSchema,
  answer: removedReceiverSchema,
  alone: true,
  decide: (work, { leaderId: reference }, context) => {
    demandShop(context);
    const leaderId = work.resolve(leaders, reference).id;
    const stored = work.find(receiverAccounts, leaderId);
    if (!stored) return { leaderId, removed: false };
    work.statement('DELETE FROM "receiver_accounts" WHERE "leaderId" = ?', [leaderId]);
    work.emit({ type: 'receiver.removed', subject: leaderId, data: { type: stored.type } });
    return { leaderId, removed: true };
  },
});
