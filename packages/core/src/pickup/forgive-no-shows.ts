import { resolveCustomer } from '../customers/customer.ts';
import { customers } from '../customers/tables.ts';
import { defineVerb } from '../define.ts';
import * as z from 'zod';
import { idSchema } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';

/**
 * Forgets that a customer did not come for orders to be paid at pickup: such orders are taken again (R17). Twice is
 * harmless. Refuses: not_allowed, not_found.
 */
export const forgiveNoShows = defineVerb({
  name: 'pickups.forgiveNoShows',
  summary: 'Forget the no-shows of a customer',
  input: z.strictObject({ customerId: idSchema }),
  answer: z
    .strictObject({ customerId: z.string(), forgiven: z.int().describe('How many were forgotten now.') })
    .meta({ id: 'ForgivenNoShows' }),
  decide: (work, { customerId }, context) => {
    demandShop(context);
    const customer = resolveCustomer(work, customerId);
    const forgiven = customer.noShows;
    if (forgiven > 0) {
      work.set(customers, customer, { noShows: 0 });
      work.emit({ type: 'customer.noShowsForgiven', subject: customer.id, data: { forgiven } });
    }
    return { customerId: customer.id, forgiven };
  },
});
