import type { Context } from '../shared/context.ts';
import { type FieldProblem, refuse } from '../shared/error.ts';
import type { Work } from '../work.ts';
import { type Customer, isProvisional } from './customer.ts';
import type { Merge } from './merge-customers.ts';
import { customers } from './tables.ts';

/** What a row of a bulk call says of a customer's phone, and the row that is stored under its `externalId`. */
export interface PhoneClaim {
  readonly path: string;
  readonly stored: Customer | undefined;
  /** E.164; null is no phone. */
  readonly phone: string | null;
  readonly verified: boolean;
}

/** Who a number belongs to from now on. */
interface Settled {
  /** The number that the row may keep; null when it is somebody else's. */
  readonly phone: string | null;
  /** A provisional row that becomes this customer, where the host's customer has no row yet. */
  readonly adopted: Customer | undefined;
}

export interface SettledPhones {
  readonly phones: ReadonlyMap<PhoneClaim, Settled>;
  readonly merges: readonly Merge[];
}

/**
 * Settles whose every number is (R46): a verified claim takes it from a provisional row, which merges, and from an
 * unverified one; an unverified claim takes what is free. Refuses when two customers claim one as verified.
 */
export function claimPhones(work: Work, claims: readonly PhoneClaim[], context: Context): SettledPhones {
  const merges = releasePhones(work, claims, context);
  const phones = new Map<PhoneClaim, Settled>();
  const takers = new Map<string, PhoneClaim>();
  const taken: FieldProblem[] = [];
  // Verified claims first: an unverified one gets what they leave.
  for (const claim of claims.toSorted((first, second) => Number(second.verified) - Number(first.verified))) {
    const { phone, stored, verified } = claim;
    const owner = phone === null ? undefined : work.first(customers, { phone });
    const isOwn = owner === undefined || owner.id === stored?.id;
    const adopted =
      owner !== undefined && verified && stored === undefined && isProvisional(owner) ? owner : undefined;
    const other = phone === null ? undefined : takers.get(phone);
    const isFree = other === undefined && (isOwn || adopted !== undefined);
    if (!isFree && verified)
      taken.push({ path: `${claim.path}.phone`, code: 'taken', message: takenMessage(owner, other) });
    phones.set(claim, isFree ? { phone, adopted } : { phone: null, adopted: undefined });
    if (isFree && phone !== null) takers.set(phone, claim);
  }
  if (taken.length > 0) refuse('invalid_input', { fields: taken });
  return { phones, merges };
}

/**
 * Numbers that change hands are given up with the rows; `takePhones` hands them out in the same batch, when all are
 * free. The database checks row by row that a number is there once, so two who exchange theirs could not do it at once.
 */
function releasePhones(work: Work, claims: readonly PhoneClaim[], { now }: Context): Merge[] {
  const merges: Merge[] = [];
  for (const { stored, phone } of claims) {
    if (stored !== undefined && stored.phone !== null && stored.phone !== phone) {
      work.set(customers, stored, { phone: null, updatedAt: now });
    }
  }
  for (const { stored, phone, verified } of claims) {
    const owner = phone !== null && verified ? work.first(customers, { phone }) : undefined;
    if (owner === undefined || owner.id === stored?.id) continue;
    if (isProvisional(owner)) {
      if (stored === undefined) continue;
      work.set(customers, owner, { phone: null, updatedAt: now, mergedIntoId: stored.id });
      merges.push({ fromId: owner.id, intoId: stored.id });
    } else if (!owner.phoneVerified) work.set(customers, owner, { phone: null, updatedAt: now });
  }
  return merges;
}

/** Gives numbers to stored customers, after everything that was given up. */
export function takePhones(
  work: Work,
  taken: readonly (readonly [customerId: string, phone: string])[],
): void {
  if (taken.length === 0) return;
  const sql = `UPDATE "customers" SET "phone" = j."value" ->> 1 FROM json_each(?) AS j WHERE "customers"."id" = j."value" ->> 0`;
  work.statement(sql, [JSON.stringify(taken)]);
}

function takenMessage(owner: Customer | undefined, other: PhoneClaim | undefined): string {
  if (other !== undefined) return `${other.path} claims the same number as verified.`;
  return `The customer ${owner?.externalId ?? ''} has this number, verified. Send that one without it first.`;
}
