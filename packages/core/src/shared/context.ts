import type { NewId, RandomBytes } from './id.ts';
import type { Instant } from './time.ts';

/** Who asks. What each may see and do is decided by the verb, from this alone. */
export type Actor =
  | { readonly kind: 'system' }
  | { readonly kind: 'shop'; readonly keyId: string; readonly scopes: readonly string[] }
  | { readonly kind: 'storefront'; readonly keyId: string }
  | { readonly kind: 'customer'; readonly customerId: string }
  | { readonly kind: 'leader'; readonly leaderId: string }
  /** Whoever has the link of one delivery run, which needs no account. */
  | { readonly kind: 'driver'; readonly deliveryRunId: string; readonly linkId: string }
  /** Whoever has the link of one purchase order, which needs no account. */
  | {
      readonly kind: 'supplier';
      readonly supplierId: string;
      readonly purchaseOrderId: string;
      readonly linkId: string;
    };

/** All that a decision may know of the world beside rows and its command: time, ids and chance come in here. */
export interface Context {
  readonly now: Instant;
  readonly actor: Actor;
  readonly newId: NewId;
  readonly random: RandomBytes;
}

export interface CallOptions {
  readonly actor?: Actor;
  /** Makes a retry safe: the same key and input have one effect and one answer. */
  readonly idempotencyKey?: string;
  /** Overrides the clock for this call; for tests and for replaying a day. */
  readonly now?: Instant;
}
