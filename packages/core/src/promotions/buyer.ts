import type { customers } from '../customers/tables.ts';
import type { Row, Work } from '../work.ts';
import { isFree } from './once-key.ts';
import { limitOf, type Promotion } from './terms.ts';

/** Who orders, as far as it is known: a quote may be asked for by nobody in particular. */
export interface Buyer {
  /** Undefined: somebody who is not known yet; null: a neighbour whose phone is new here. */
  readonly customer: Row<typeof customers> | null | undefined;
  readonly leaderId: string | null;
  readonly communityId: string | null;
  /** A neighbour without a phone, who is known to a leader by a nickname (R46). */
  readonly guest?: boolean;
  /** Whether only the price is asked for: then own coupons that would lower it are told. */
  readonly asking?: boolean;
  readonly couponCode: string | undefined;
}

export function isWithLeader({ terms }: Promotion, { leaderId }: Buyer): boolean {
  return terms.leaderIds.length === 0 || (leaderId !== null && terms.leaderIds.includes(leaderId));
}

/** A guest gets nothing that a person has only so often: nobody can tell who it is (R46). */
export function mayHave(work: Work, promotion: Promotion, buyer: Buyer): boolean {
  const { customer } = buyer;
  if (limitOf(promotion) === null) return true;
  if (isGuest(buyer)) return false;
  return !customer || isFree(work, promotion, customer.id);
}

/** Also one who has not ordered before, of whom nothing is written down. */
export function isGuest({ customer, guest = false }: Buyer): boolean {
  return customer ? customer.guestKey !== null : guest;
}
