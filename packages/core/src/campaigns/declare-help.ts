import type * as z from 'zod';
import { boostShare, demandShares } from '../commissions/demand-shares.ts';
import { type HelpSelling, helpSellingColumns, type Rate } from '../commissions/help-selling.ts';
import type { helpSellingInputSchema, shareInputSchema } from '../commissions/share-schemas.ts';
import { leaders } from '../leaders/tables.ts';
import { demand, refuse } from '../shared/error.ts';
import { amountOf, type Shop, theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import type { Campaign } from './campaign.ts';

type Wish = z.output<typeof helpSellingInputSchema> | null | undefined;

/**
 * The columns that declare help-selling (帮卖), or nothing where the command does not speak of it.
 *
 * Refuses: commission_share_too_high, leader_unavailable, currency_mismatch, not_found.
 */
export function helpColumns(work: Work, wish: Wish): Partial<ReturnType<typeof helpSellingColumns>> {
  if (wish === undefined) return {};
  return helpSellingColumns(wish === null ? null : declared(work, wish));
}

/**
 * Whose campaign it is stands before it is published, for helpers promote on it; the shares may change later, for new
 * orders only (R14). Refuses: invalid_input.
 */
export function demandSameOwner(before: Campaign, changes: Partial<Campaign>): void {
  if (before.status === 'draft' || changes.ownerLeaderId === undefined) return;
  const message = 'Help-selling is declared before publishing; afterwards only the shares may change.';
  refuse('invalid_input', { fields: [{ path: 'helpSelling', code: 'has_been_published', message }] });
}

function declared(work: Work, wish: NonNullable<Wish>): HelpSelling {
  const shop = theShop(work);
  const leader = work.resolve(leaders, wish.ownerId);
  demand(leader.status === 'active' && !leader.house, 'leader_unavailable', {
    leaderId: leader.id,
    status: leader.status,
  });
  const owner = rateOf(shop, wish.owner, 'helpSelling.owner');
  const helper = rateOf(shop, wish.helper, 'helpSelling.helper');
  const parts = [
    { part: 'owner', basisPoints: owner.basisPoints ?? 0 },
    { part: 'helper', basisPoints: helper.basisPoints ?? 0 },
  ] as const;
  demandShares(shop.policies, 'helpSelling', parts, [boostShare(shop.policies)]);
  return { ownerId: leader.id, owner, helper };
}

function rateOf(
  shop: Shop,
  { basisPoints, perPiece }: z.output<typeof shareInputSchema>,
  path: string,
): Rate {
  return {
    basisPoints: basisPoints ?? null,
    perPiece: perPiece === undefined ? null : amountOf(shop, perPiece, `${path}.perPiece`),
  };
}
