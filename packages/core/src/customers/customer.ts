import { demand } from '../shared/error.ts';
import { instantText } from '../shared/time.ts';
import type { Row, Work } from '../work.ts';
import type { CustomerView } from './schemas.ts';
import { customers } from './tables.ts';

export type Customer = Row<typeof customers>;

/** The row that stands for this one: after a merge the old id stays an alias (R46). */
export function original(work: Work, customer: Customer): Customer {
  if (customer.mergedIntoId === null) return customer;
  return original(work, work.get(customers, customer.mergedIntoId));
}

/** The customer that a reference means, followed through merges. Refuses: not_found, also for one who was erased. */
export function resolveCustomer(work: Work, reference: string): Customer {
  const customer = original(work, work.resolve(customers, reference));
  demand(customer.erasedAt === null, 'not_found', { what: 'customers', key: reference });
  return customer;
}

/** Known by phone alone, because a leader ordered for the number. */
export function isProvisional(customer: Customer): boolean {
  return kindOf(customer) === 'provisional';
}

export function kindOf({ erasedAt, externalId, guestKey }: Customer): CustomerView['kind'] {
  if (erasedAt !== null) return 'erased';
  if (externalId !== null) return 'host';
  return guestKey === null ? 'provisional' : 'guest';
}

export function customerView(customer: Customer): CustomerView {
  const {
    id,
    externalId,
    name,
    phone,
    phoneVerified,
    guestOfLeaderId,
    firstOrderBefore,
    liveOrders,
    noShows,
  } = customer;
  return {
    id,
    externalId,
    name,
    phone,
    phoneVerified,
    kind: kindOf(customer),
    guestOfLeaderId,
    firstOrderBefore,
    liveOrders,
    noShows,
    createdAt: instantText(customer.createdAt),
    updatedAt: instantText(customer.updatedAt),
  };
}
