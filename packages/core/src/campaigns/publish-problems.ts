import { variants } from '../catalog/tables.ts';
import { shareOfPrice } from '../commissions/demand-shares.ts';
import { leaders } from '../leaders/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import type { FieldProblem } from '../shared/error.ts';
import { instantText } from '../shared/time.ts';
import { theShop } from '../shop/the-shop.ts';
import { suppliers } from '../suppliers/tables.ts';
import type { Row, RowRequest, Work } from '../work.ts';
import { type Campaign, offersOf } from './campaign.ts';
import { earliestPickup, leadDaysOf } from './lead-cutoff.ts';
import type { Offer } from './minimum.ts';
import { latestCutoff } from './offer-cutoff.ts';
import { windowsOf } from './store-prices.ts';
import { supplierExtension } from './supplier-minimums.ts';
import { campaignSuppliers } from './supplier-tables.ts';
import { flashWindows } from './tables.ts';

export interface TakingPart {
  readonly leaderIds: readonly string[];
  readonly pointIds: readonly string[];
}

/** An offer and where the caller named it: `offers.3`. */
export interface NamedOffer {
  readonly offer: Offer;
  readonly path: string;
}

/** Everything that keeps a campaign from being published, each with its field (rules, section 6; R23). */
export function publishProblems(work: Work, campaign: Campaign, parties: TakingPart): FieldProblem[] {
  const offered = namedOffers(work, campaign);
  return [
    ...partyProblems(work, campaign, parties),
    ...(offered.length > 0
      ? []
      : [problem('offers', 'required', 'There is nothing to order yet: add an offer.')]),
    ...offerProblems(work, campaign, offered),
  ];
}

/** The offers that still take orders, by their place in the list of the campaign. */
export function namedOffers(work: Work, campaign: Campaign): NamedOffer[] {
  const listed = offersOf(work, campaign.id).map((offer, index) => ({
    offer,
    path: `offers.${String(index)}`,
  }));
  return listed.filter(({ offer }) => offer.status === 'open');
}

/** What is wrong with the cutoffs and flash windows of these offers. */
export function offerProblems(
  work: Work,
  campaign: Campaign,
  offered: readonly NamedOffer[],
): FieldProblem[] {
  work.need(
    ...offered.flatMap(({ offer }): RowRequest[] => [
      [variants, { id: offer.variantId }],
      [suppliers, { id: offer.supplierId }],
      [campaignSuppliers, { campaignId: offer.campaignId, supplierId: offer.supplierId }],
      [flashWindows, { offerId: offer.id }],
    ]),
  );
  const { zone } = theShop(work);
  return offered.flatMap((named) => problemsOfOffer(work, campaign, named, zone));
}

/** A campaign needs somebody to pass it on and somewhere to collect it. */
export function partyProblems(
  work: Work,
  campaign: Campaign,
  { leaderIds, pointIds }: TakingPart,
): FieldProblem[] {
  work.need(
    ...leaderIds.map((id): RowRequest => [leaders, { id }]),
    ...pointIds.map((id): RowRequest => [pickupPoints, { id }]),
  );
  const found: FieldProblem[] = [];
  const anyLeader =
    campaign.houseLeaderAllowed || leaderIds.some((id) => work.get(leaders, id).status === 'active');
  if (!anyLeader) found.push(problem('leaderIds', 'required', 'No active leader takes part.'));
  const anyPoint = pointIds.some((id) => !work.get(pickupPoints, id).retired);
  const { ownerLeaderId } = campaign;
  if (ownerLeaderId !== null && !leaderIds.includes(ownerLeaderId))
    found.push(
      problem('helpSelling.ownerId', 'required', 'The leader whose campaign it is takes no part in it.'),
    );
  if (!anyPoint) found.push(problem('pickupPointIds', 'required', 'No pickup point in service takes part.'));
  return found;
}

function problemsOfOffer(
  work: Work,
  campaign: Campaign,
  { offer, path }: NamedOffer,
  zone: string,
): FieldProblem[] {
  const found: FieldProblem[] = [];
  const wrong = (field: string, code: string, message: string): void => {
    found.push(problem(`${path}.${field}`, code, `${offer.title}: ${message}`));
  };
  if (offer.closesAt <= campaign.opensAt)
    wrong('closesAt', 'before_opening', 'the cutoff must be later than opensAt.');
  // An offer that may be extended has its goods bought after the extension.
  const cutoff = latestCutoff(offer) + supplierExtension(work, offer);
  if (cutoff > campaign.pickupStartsAt) {
    wrong(
      'closesAt',
      'after_pickup',
      `the cutoff must not be later than the first pickup window, ${instantText(campaign.pickupStartsAt)}.`,
    );
  }
  const leadDays = leadDaysOf(work, work.get(variants, offer.variantId));
  const earliest = earliestPickup(cutoff, leadDays, zone);
  if (campaign.pickupDate < earliest) {
    wrong(
      'closesAt',
      'lead_time',
      `the supplier needs ${String(leadDays)} days: pickup on ${earliest} at the earliest.`,
    );
  }
  const shared = sharedOf(campaign, offer);
  const { maximumShareBasisPoints: maximum } = theShop(work).policies;
  if (shared > maximum) {
    wrong(
      'price',
      'share_too_high',
      `owner and helper together earn ${String(shared)} basis points of it, at most ${String(maximum)} are shared.`,
    );
  }
  const flash = windowsOf(work, offer.id);
  if (overlap(flash)) wrong('flashWindows', 'overlap', 'two flash windows overlap.');
  return found;
}

/**
 * What help-selling shares out of a price, in basis points: sums per piece can only be measured where the price is known.
 * A gift earns nothing, whatever it is worth (R12).
 */
function sharedOf(campaign: Campaign, { price, gift }: Offer): number {
  if (gift) return 0;
  const { ownerBasisPoints, ownerPerPiece, helperBasisPoints, helperPerPiece } = campaign;
  const sums = (ownerPerPiece ?? 0) + (helperPerPiece ?? 0);
  return sums === 0 ? 0 : (ownerBasisPoints ?? 0) + (helperBasisPoints ?? 0) + shareOfPrice(sums, price);
}

function overlap(flash: readonly Row<typeof flashWindows>[]): boolean {
  const ordered = flash.toSorted((first, second) => first.startsAt - second.startsAt);
  return ordered.some((window, index) => index > 0 && window.startsAt < (ordered[index - 1]?.endsAt ?? 0));
}

function problem(path: string, code: string, message: string): FieldProblem {
  return { path, code, message };
}
