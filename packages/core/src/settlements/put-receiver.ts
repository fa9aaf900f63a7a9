import { defineVerb } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { putReceiverSchema, receiverSchema } from './schemas.ts';
import { receiverView } from './receiver.ts';
import { receiverAccounts } from './tables.ts';

/**
 * Sets where the split-payment provider sends a leader's share. Files that were made already keep the account they
 * name. The same account again changes nothing.
 *
 * Refuses: invalid_input, not_found, not_allowed.
 */
export const putReceiver = defineVerb({
  name: 'receivers.put',
  summary: "Set a leader's receiver account",
  input: putReceiverSchema,
  answer: receiverSchema,
  decide: (work, { leaderId: reference, type, account, name = null }, context) => {
    demandShop(context);
    const leaderId = work.resolve(leaders, reference).id;
    const stored = work.find(receiverAccounts, leaderId);
    if (stored?.type === type && stored.account === account && stored.name === name)
      return receiverView(stored);
    const values = { type, account, name, changedAt: context.now };
    const receiver = stored
      ? work.set(receiverAccounts, stored, values)
      : work.insert(receiverAccounts, { leaderId, ...values });
    work.emit({ type: 'receiver.changed', subject: leaderId, data: { type } });
    return receiverView(receiver);
  },
});
