import { defineVerb } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { moneyRemitted } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { demand } from '../shared/error.ts';
import { money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { amountOf, theShop } from '../shop/the-shop.ts';
import type { Row } from '../work.ts';
import { addToLeaderAccount } from './leader-account.ts';
import { recordRemittanceSchema, remittanceSchema } from './remittance-schemas.ts';
import { remittances } from './tables.ts';

/**
 * A leader hands over money of customers (R18). More than the leader held becomes credit in the next statement.
 * Each reference counts once; the same call again gets the same answer.
 *
 * Refuses: remittance_reference_used, currency_mismatch, not_found, not_allowed.
 */
export const recordRemittance = defineVerb({
  name: 'remittances.record',
  summary: 'Record cash that a leader handed over',
  input: recordRemittanceSchema,
  answer: remittanceSchema,
  decide: (work, command, context) => {
    demandShop(context);
    const shop = theShop(work);
    const leaderId = work.resolve(leaders, command.leaderId).id;
    const { reference } = command;
    const amount = amountOf(shop, command.amount, 'amount');
    const known = work.first(remittances, { reference });
    if (known) {
      const same = known.leaderId === leaderId && known.amount === amount;
      demand(same, 'remittance_reference_used', { remittanceId: known.id });
      return remittanceView(known, shop.currency);
    }
    const id = context.newId('rem');
    const row = work.insert(remittances, { id, leaderId, amount, reference, receivedAt: context.now });
    addToLeaderAccount(work, leaderId, { cash: -amount });
    const postings = moneyRemitted('leaderCash', amount, { leaderId });
    postTransaction(work, context, { type: 'remittance.recorded', subject: id }, postings);
    work.emit({ type: 'remittance.recorded', subject: id, data: { leaderId, amount } });
    return remittanceView(row, shop.currency);
  },
});

export function remittanceView(
  { id, leaderId, amount, reference, receivedAt }: Row<typeof remittances>,
  currency: string,
) {
  return { id, leaderId, reference, amount: money(amount, currency), receivedAt: instantText(receivedAt) };
}
