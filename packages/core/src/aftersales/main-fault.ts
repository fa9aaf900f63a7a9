import { type Fault, faults, type FaultShares } from './tables.ts';

/** The party with the largest share, for lists and reports of one fault; the first in order where two bear the same. */
export function mainFault(shares: FaultShares): Fault {
  const [first = 'shop'] = faults.toSorted((one, other) => (shares[other] ?? 0) - (shares[one] ?? 0));
  return first;
}
