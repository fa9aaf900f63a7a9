import { leaders } from '../leaders/tables.ts';
import type { Context } from '../shared/context.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Reader } from '../storage/reader.ts';

/**
 * Whose rows a read is about: a leader sees none but the own, the shop those of the leader it names, or all.
 *
 * Refuses: not_allowed, not_found.
 */
export async function whichLeader(
  reader: Reader,
  asked: string | undefined,
  context: Context,
): Promise<string | undefined> {
  if (context.actor.kind === 'leader') return context.actor.leaderId;
  demandShop(context);
  return ownIdOf(reader, leaders, asked);
}
