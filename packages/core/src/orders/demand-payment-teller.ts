import type { Actor } from '../shared/context.ts';
import { demand } from '../shared/error.ts';

/** The shop tells what was paid; a leader tells only of cash that the leader took (R18); a shopper tells nothing. */
export function demandPaymentTeller(actor: Actor, collectedBy: 'host' | 'leader' | undefined): void {
  if (actor.kind === 'shop' || actor.kind === 'system') return;
  const ownCash = actor.kind === 'leader' && collectedBy === 'leader';
  demand(ownCash, 'not_allowed', {
    needs: 'a secret key of the shop: only the host shop knows what was paid',
  });
}
