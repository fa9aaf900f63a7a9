import type { customers } from '../customers/tables.ts';
import type { leaders } from '../leaders/tables.ts';
import type { Row } from '../work.ts';

/** A leader's own purchase: the linked customer, or the same phone (R39). On behalf of someone else is not own. */
export function isOwnPurchase(
  leader: Pick<Row<typeof leaders>, 'customerId' | 'phone'>,
  customer: Pick<Row<typeof customers>, 'id' | 'phone'>,
): boolean {
  return leader.customerId === customer.id || (leader.phone !== null && leader.phone === customer.phone);
}
