import { campaigns } from '../campaigns/tables.ts';
import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { instantOrNull, money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { amountOf, theShop } from '../shop/the-shop.ts';
import type { Row } from '../work.ts';
import { carrierRemittanceSchema, recordCarrierRemittanceSchema } from './carrier-schemas.ts';
import { postTransaction } from './post-transaction.ts';
import { moneyRemitted } from './postings.ts';
import { carrierRemittances } from './tables.ts';

/**
 * A carrier hands over money for goods that it lost or spoiled (account 1500, 应收承运方). More than it owes is kept as
 * its credit. Each reference counts once; the same call again gets the same answer.
 *
 * Refuses: carrier_remittance_reference_used, currency_mismatch, not_found, not_allowed.
 */
export const recordCarrierRemittance = defineVerb({
  name: 'carrierRemittances.record',
  summary: 'Record money that a carrier handed over',
  input: recordCarrierRemittanceSchema,
  answer: carrierRemittanceSchema,
  decide: (work, command, context) => {
    demandShop(context);
    const shop = theShop(work);
    const { carrier, reference, note = '' } = command;
    const amount = amountOf(shop, command.amount, 'amount');
    const campaignId =
      command.campaignId === undefined ? null : work.resolve(campaigns, command.campaignId).id;
    const known = work.first(carrierRemittances, { reference });
    if (known) {
      const same = known.carrier === carrier && known.amount === amount && known.campaignId === campaignId;
      demand(same, 'carrier_remittance_reference_used', { carrierRemittanceId: known.id });
      return carrierRemittanceView(known, shop.currency);
    }
    const id = context.newId('crm');
    const values = { id, carrier, campaignId, amount, note, reference, receivedAt: context.now };
    const row = work.insert(carrierRemittances, values);
    const postings = moneyRemitted('carrierDue', amount, { campaignId, fault: 'carrier' });
    postTransaction(work, context, { type: 'carrierRemittance.recorded', subject: id }, postings);
    work.emit({ type: 'carrierRemittance.recorded', subject: id, data: { carrier, amount } });
    return carrierRemittanceView(row, shop.currency);
  },
});

export function carrierRemittanceView(row: Row<typeof carrierRemittances>, currency: string) {
  const { id, carrier, campaignId, amount, note, reference, receivedAt, reversedAt, reversal } = row;
  return {
    id,
    carrier,
    campaignId,
    note,
    reference,
    amount: money(amount, currency),
    receivedAt: instantText(receivedAt),
    reversedAt: instantOrNull(reversedAt),
    reversal,
  };
}
