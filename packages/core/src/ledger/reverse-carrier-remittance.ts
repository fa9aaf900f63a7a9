import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import { carrierRemittanceSchema, reverseCarrierRemittanceSchema } from './carrier-schemas.ts';
import { postTransaction } from './post-transaction.ts';
import { moneyRemitted } from './postings.ts';
import { carrierRemittanceView } from './record-carrier-remittance.ts';
import { carrierRemittances } from './tables.ts';

/**
 * Takes back money of a carrier that was recorded by mistake: an opposite posting dated by now, so that the carrier owes
 * it again. The record and its reference stay. Asked twice is harmless.
 *
 * Refuses: carrier_remittance_reversed, not_found, not_allowed.
 */
export const reverseCarrierRemittance = defineVerb({
  name: 'carrierRemittances.reverse',
  summary: 'Take back money of a carrier that was recorded by mistake',
  input: reverseCarrierRemittanceSchema,
  answer: carrierRemittanceSchema,
  decide: (work, { carrierRemittanceId, reason }, context) => {
    demandShop(context);
    const { currency } = theShop(work);
    const row = work.get(carrierRemittances, carrierRemittanceId);
    if (row.reversedAt !== null) {
      demand(row.reversal === reason, 'carrier_remittance_reversed', { reason: row.reversal });
      return carrierRemittanceView(row, currency);
    }
    const { id: subject, carrier, campaignId, amount } = row;
    const reversed = work.set(carrierRemittances, row, { reversedAt: context.now, reversal: reason });
    const postings = moneyRemitted('carrierDue', -amount, { campaignId, fault: 'carrier' });
    postTransaction(work, context, { type: 'carrierRemittance.reversed', subject }, postings);
    work.emit({ type: 'carrierRemittance.reversed', subject, data: { carrier, amount } });
    return carrierRemittanceView(reversed, currency);
  },
});
