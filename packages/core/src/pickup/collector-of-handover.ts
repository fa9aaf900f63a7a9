import type { Order } from '../orders/order.ts';
import { normaliseCode } from '../shared/id.ts';
import type { Instant } from '../shared/time.ts';
import type { Row, Work } from '../work.ts';
import type { TakenBy } from './consent-schemas.ts';
import { pickupConsents } from './tables.ts';

/** Who took the goods of a handover, and how the customer had agreed. */
export interface Collector {
  readonly takenBy: string | null;
  readonly consent: 'named' | 'code' | 'missing' | null;
}

const theCustomer: Collector = { takenBy: null, consent: null };

/** Who takes the goods, held against what the customer agreed to. */
export function collectorOf(work: Work, { id: orderId }: Order, said: TakenBy | undefined): Collector {
  if (said === undefined) return theCustomer;
  const consent = work.find(pickupConsents, { orderId });
  const agreed = consent && consent.name !== '' ? agreedHow(consent, said) : undefined;
  if (consent && agreed) return { takenBy: consent.name, consent: agreed };
  return { takenBy: said.name ?? said.phoneTail ?? '?', consent: 'missing' };
}

/** The one-time code ends with the first handover that it opened. */
export function useConsent(work: Work, { id: orderId }: Order, { consent }: Collector, at: Instant): void {
  if (consent !== 'code') return;
  work.set(pickupConsents, work.get(pickupConsents, { orderId }), { code: null, usedAt: at });
}

function agreedHow(consent: Row<typeof pickupConsents>, said: TakenBy): 'named' | 'code' | undefined {
  if (said.code !== undefined)
    return consent.code !== null && normaliseCode(said.code) === consent.code ? 'code' : undefined;
  if (said.phoneTail !== undefined) return said.phoneTail === consent.phoneTail ? 'named' : undefined;
  // Where a phone was given, the name alone proves nothing.
  if (consent.phoneTail !== null) return undefined;
  return said.name !== undefined && plain(said.name) === plain(consent.name) ? 'named' : undefined;
}

function plain(name: string): string {
  return name.normalize('NFKC').replace(/\s/g, '').toLowerCase();
}
