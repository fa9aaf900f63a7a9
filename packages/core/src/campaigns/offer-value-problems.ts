import { differing, isAnything } from '../shared/bulk-rows.ts';
import type { Context } from '../shared/context.ts';
import type { FieldProblem } from '../shared/error.ts';
import type { Work } from '../work.ts';
import type { Campaign } from './campaign.ts';
import { boxFillFrom } from './case-fill.ts';
import { countedFirm, type Offer } from './minimum.ts';
import { cutoffAt } from './offer-cutoff.ts';
import type { OfferValues, Setting } from './store-offers.ts';

/** What is wrong with an offer as it would be, field by field. */
export function problemsOf(
  work: Work,
  values: OfferValues,
  path: string,
  before: Offer | undefined,
  { campaign, variant }: Pick<Setting, 'campaign' | 'variant'>,
  { now }: Context,
): FieldProblem[] {
  const found: FieldProblem[] = [];
  const wrong = (field: string, code: string, message: string): void =>
    void found.push({ path: `${path}.${field}`, code, message });
  const { cap, minimum, onMiss, closesAt } = values;
  const sold = before?.sold ?? 0;
  const lower = values.lowerMinimums ?? [];
  if (values.gift === true && cap === null)
    wrong('cap', 'required', 'A gift needs a stock: say how many there are.');
  if (values.gift === true && (minimum !== null || values.limitPerCustomer !== null))
    wrong('gift', 'no_minimum', 'A gift has neither a minimum nor a limit per customer.');
  if (cap !== null && cap !== undefined && cap < sold)
    wrong('cap', 'below_sold', `${String(sold)} are ordered already.`);
  if (values.status === 'withdrawn' && sold > 0)
    wrong('withdrawn', 'has_orders', `${String(sold)} are ordered already.`);
  if (onMiss !== 'cancel' && minimum === null)
    wrong('minimum', 'required', `${String(onMiss)} needs a minimum.`);
  if (onMiss === 'extendOnce' && values.extendHours === null)
    wrong('extendHours', 'required', 'Say for how many hours.');
  if (onMiss === 'nextLower' && lower.length === 0)
    wrong('lowerMinimums', 'required', 'Name the lower minimums.');
  if (minimum !== null && minimum !== undefined && lower.some((least) => least >= minimum)) {
    wrong('lowerMinimums', 'not_lower', 'Each must be lower than the minimum.');
  }
  const least = onMiss === 'nextLower' ? Math.min(minimum ?? 0, ...lower) : (minimum ?? 0);
  if (cap !== null && cap !== undefined && least > Math.max(cap, sold))
    wrong('minimum', 'above_cap', `Only ${String(cap)} can be sold: so many are never reached.`);
  problemsOfBoxFill(values, variant, campaign, wrong);
  if (closesAt <= campaign.opensAt)
    wrong('closesAt', 'before_opening', 'The cutoff must be later than opensAt.');
  if (before && campaign.status !== 'draft') {
    const closed = before.status !== 'open' && before.status !== 'withdrawn';
    const over = closed || now >= cutoffAt(before, countedFirm(work, before), now);
    if (over) wrong('variantId', 'offer_closed', 'The cutoff of this offer has passed.');
    if (closesAt !== before.closesAt && closesAt < now)
      wrong('closesAt', 'in_the_past', 'A cutoff moves to now at the earliest.');
    if (changesPromise(values, before) && sold > 0)
      wrong('minimum', 'has_orders', 'What a missed minimum leads to was promised to those who ordered.');
  }
  return found;
}

/** A time for filling cases needs cases, lies in the time of the offer, and ends for good. */
function problemsOfBoxFill(
  { boxFillHours = null, closesAt, onMiss, gift }: OfferValues,
  { packSize }: Setting['variant'],
  { opensAt }: Campaign,
  wrong: (field: string, code: string, message: string) => void,
): void {
  if (boxFillHours === null) return;
  if (packSize === 1)
    wrong('boxFillHours', 'no_case', 'These goods come by the piece: there is no case to fill.');
  if (boxFillFrom({ closesAt, boxFillHours }) <= opensAt)
    wrong('boxFillHours', 'before_opening', 'Filling cases begins after the opening.');
  if (onMiss === 'extendOnce')
    wrong('boxFillHours', 'extends', 'An offer that may be extended has no time for filling cases.');
  if (gift === true) wrong('boxFillHours', 'gift', 'A gift has no time for filling cases.');
}

/** What buyers were shown in the quote (R20). */
function changesPromise(values: OfferValues, before: Offer): boolean {
  const { minimum, minimumOf, onMiss, extendHours, lowerMinimums } = values;
  return isAnything(differing(before, { minimum, minimumOf, onMiss, extendHours, lowerMinimums }));
}
