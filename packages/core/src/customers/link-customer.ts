import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { kindOf, resolveCustomer } from './customer.ts';
import { mergeCustomers } from './merge-customers.ts';
import { customerRemainsSchema, linkCustomerSchema } from './schemas.ts';
import { customers } from './tables.ts';

/**
 * Tells that a guest of a 接龙, or a neighbour known by phone alone, is this customer (R46): orders and limits move,
 * the old id stays an alias. Linking twice is harmless.
 *
 * Refuses: customer_not_guest, not_found, not_allowed.
 */
export const linkCustomer = defineVerb({
  name: 'customers.link',
  summary: 'Link a guest to a customer',
  input: linkCustomerSchema,
  answer: customerRemainsSchema,
  alone: true,
  decide: (work, { customerId, intoId }, context) => {
    demandShop(context);
    const guest = resolveCustomer(work, customerId);
    const into = resolveCustomer(work, intoId);
    if (guest.id === into.id) return { id: into.id };
    demand(kindOf(guest) !== 'host', 'customer_not_guest', { customerId: guest.id });
    work.set(customers, guest, { updatedAt: context.now, phone: null, mergedIntoId: into.id });
    work.set(customers, into, { updatedAt: context.now });
    mergeCustomers(work, [{ fromId: guest.id, intoId: into.id }], context);
    return { id: into.id };
  },
});
