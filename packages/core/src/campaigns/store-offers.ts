import { products, variants } from '../catalog/tables.ts';
import { differing, isAnything } from '../shared/bulk-rows.ts';
import type { Context } from '../shared/context.ts';
import { type FieldProblem, refuse } from '../shared/error.ts';
import { Clock } from '../shared/moment.ts';
import { shops } from '../shop/tables.ts';
import { amountOf, shopId, type Shop, theShop } from '../shop/the-shop.ts';
import { suppliers } from '../suppliers/tables.ts';
import type { NewRow, Row, RowRequest, Work } from '../work.ts';
import type { Campaign } from './campaign.ts';
import { boxFillFrom } from './case-fill.ts';
import { cutoffForLead, leadDaysOf } from './lead-cutoff.ts';
import { cutoffAt } from './offer-cutoff.ts';
import { countedFirm, type Offer } from './minimum.ts';
import type { OfferInput } from './offer-input-schemas.ts';
import { poolDateOf } from './put-pool.ts';
import { storePrices } from './store-prices.ts';
import { offers } from './tables.ts';

type Variant = Row<typeof variants>;
type OfferValues = Pick<
  NewRow<typeof offers>,
  | 'price'
  | 'cap'
  | 'limitPerCustomer'
  | 'closesAt'
  | 'cutoffFrom'
  | 'boxFillHours'
  | 'minimum'
  | 'minimumOf'
  | 'onMiss'
  | 'extendHours'
  | 'lowerMinimums'
  | 'gift'
> & { readonly position: number; readonly status: 'open' | 'withdrawn' };

/** What an offer shows of the goods, copied: the catalogue may move on. */
type Copies = Pick<
  Offer,
  'supplierId' | 'title' | 'specification' | 'unit' | 'category' | 'imageUrl' | 'gramsPerUnit' | 'packSize'
>;

export interface StoredOffer {
  readonly offer: Offer;
  /** Where it stands in the input: `offers.3`. */
  readonly path: string;
  readonly added: boolean;
  /** Whether its cutoff is another one now. */
  readonly moved: boolean;
  /** Whether its tiers or flash windows are others now. */
  readonly repriced: boolean;
}

/**
 * Adds offers to a campaign and changes those whose variant it offers already. A change touches new quotes only.
 * Answers what became of each input, in order.
 *
 * Refuses: invalid_input, campaign_has_orders, currency_mismatch, not_found.
 */
export function storeOffers(
  work: Work,
  campaign: Campaign,
  inputs: readonly OfferInput[],
  context: Context,
): StoredOffer[] {
  const goods = gatherGoods(work, campaign, inputs);
  const shop = theShop(work);
  const known = new Map(
    work
      .list(offers, { campaignId: campaign.id })
      .map((offer) => [keyOf(offer.variantId, offer.gift), offer]),
  );
  const keys = inputs.map(({ gift = false }, index) => keyOf(goods[index]?.id ?? '', gift));
  const clock = new Clock(shop.zone);
  const problems: FieldProblem[] = [];
  const stored: StoredOffer[] = [];
  for (const [index, input] of inputs.entries()) {
    const variant = goods[index];
    if (!variant) continue;
    const path = `offers.${String(index)}`;
    const key = keys[index] ?? '';
    const before = known.get(key);
    const values = valuesOf(work, input, { variant, campaign, shop, clock, path, next: known.size }, before);
    problems.push(...problemsOf(work, values, path, before, { campaign, variant }, context));
    const after = before
      ? changeOffer(work, before, values, copiesOf(work, variant), campaign)
      : addOffer(work, campaign, variant, values, context);
    const prices = storePrices(work, after, input, { path, shop, clock }, context);
    problems.push(...prices.problems);
    if (before && prices.changed) {
      const data = { campaignId: campaign.id, fields: ['tiers', 'flashWindows'] };
      work.emit({ type: 'offer.changed', subject: after.id, data });
    }
    stored.push({
      offer: work.get(offers, after.id),
      repriced: prices.changed,
      path,
      added: !before,
      moved: before !== undefined && before.closesAt !== after.closesAt,
    });
    if (keys.indexOf(key) !== index) {
      problems.push({
        path: `${path}.variantId`,
        code: 'duplicate',
        message: 'This variant stands in the list already.',
      });
    }
    known.set(key, after);
  }
  problems.push(...clock.problems());
  if (problems.length > 0)
    refuse('invalid_input', {
      fields: problems,
      ...(clock.choices.length > 0 && { choices: clock.choices }),
    });
  return stored;
}

function gatherGoods(work: Work, campaign: Campaign, inputs: readonly OfferInput[]): Variant[] {
  const asked = inputs.map(({ variantId }): RowRequest => {
    const external = variantId.startsWith('external:');
    return [variants, external ? { externalId: variantId.slice('external:'.length) } : { id: variantId }];
  });
  work.need([shops, { id: shopId }], [offers, { campaignId: campaign.id }], ...asked);
  const found = inputs.map(({ variantId }) => work.resolve(variants, variantId).id);
  const goods = found.map((id) => work.get(variants, id));
  work.need(
    ...goods.flatMap(({ productId, supplierId }): RowRequest[] => [
      [products, { id: productId }],
      [suppliers, { id: supplierId }],
    ]),
  );
  return goods;
}

/** Goods may be sold and given away in one campaign: then they are two offers, each with its own stock. */
function keyOf(variantId: string, gift: boolean): string {
  return gift ? `gift ${variantId}` : variantId;
}

interface Setting {
  readonly variant: Variant;
  readonly campaign: Campaign;
  readonly shop: Shop;
  readonly clock: Clock;
  readonly path: string;
  readonly next: number;
}

/** What the offer will be: what was given, else what it was, else what variant and campaign say. */
function valuesOf(
  work: Work,
  input: OfferInput,
  { variant, campaign, shop, clock, path, next }: Setting,
  before: Offer | undefined,
): OfferValues {
  const price = input.price && amountOf(shop, input.price, `${path}.price`);
  return {
    price: price ?? before?.price ?? variant.price,
    cap: orBefore(input.cap, before?.cap),
    limitPerCustomer: orBefore(input.limitPerCustomer, before?.limitPerCustomer),
    ...cutoffOf(work, input, { variant, campaign, shop, clock, path, next }, before),
    boxFillHours: orBefore(input.boxFillHours, before?.boxFillHours),
    minimum: orBefore(input.minimum, before?.minimum),
    minimumOf: input.minimumOf ?? before?.minimumOf ?? 'pieces',
    onMiss: input.onMiss ?? before?.onMiss ?? 'cancel',
    extendHours: orBefore(input.extendHours, before?.extendHours),
    lowerMinimums: input.lowerMinimums ?? before?.lowerMinimums ?? [],
    gift: input.gift ?? false,
    position: input.position ?? before?.position ?? next,
    status: statusOf(input, before),
  };
}

/** The one that was named; else that of before; else what campaign and lead days say (R23). */
function cutoffOf(
  work: Work,
  input: OfferInput,
  { variant, campaign, shop, clock, path }: Setting,
  before: Offer | undefined,
): Pick<Offer, 'closesAt' | 'cutoffFrom'> {
  if (input.closesAt !== undefined) {
    const closesAt = clock.read(input.closesAt, `${path}.closesAt`);
    return { closesAt, cutoffFrom: closesAt === campaign.closesAt ? 'campaign' : 'own' };
  }
  if (before) return { closesAt: before.closesAt, cutoffFrom: before.cutoffFrom };
  return cutoffForLead(campaign, leadDaysOf(work, variant), shop.zone);
}

function statusOf({ withdrawn }: OfferInput, before: Offer | undefined): OfferValues['status'] {
  if (withdrawn !== undefined) return withdrawn ? 'withdrawn' : 'open';
  return before?.status === 'withdrawn' ? 'withdrawn' : 'open';
}

/** Null is a value ("no limit"); left out keeps what was there. */
function orBefore<Value>(given: Value | null | undefined, before: Value | null | undefined): Value | null {
  return given === undefined ? (before ?? null) : given;
}

function problemsOf(
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
  problemsOfBoxFill(values, variant, campaign, wrong);
  if (closesAt <= campaign.opensAt)
    wrong('closesAt', 'before_opening', 'The cutoff must be later than opensAt.');
  if (before && !isDraft(campaign)) {
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
  { packSize }: Variant,
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

/** What an offer shows of the goods and how they are bought, as the catalogue says it now. */
export function copiesOf(work: Work, variant: Variant): Copies {
  const { supplierId, specification, unit, gramsPerUnit, packSize } = variant;
  const { name, category, imageUrl } = work.get(products, variant.productId);
  return { supplierId, specification, unit, gramsPerUnit, packSize, title: name, category, imageUrl };
}

function addOffer(
  work: Work,
  campaign: Campaign,
  variant: Variant,
  values: OfferValues,
  context: Context,
): Offer {
  const offer = work.insert(offers, {
    id: context.newId('off'),
    campaignId: campaign.id,
    variantId: variant.id,
    poolDate: poolDateOf(work, variant.id, campaign.pickupDate),
    createdAt: context.now,
    ...copiesOf(work, variant),
    ...values,
  });
  const data = { campaignId: campaign.id, variantId: variant.id, price: offer.price };
  work.emit({ type: 'offer.added', subject: offer.id, data });
  return offer;
}

function changeOffer(
  work: Work,
  before: Offer,
  values: OfferValues,
  copies: Copies,
  campaign: Campaign,
): Offer {
  // After publishing people have read it: what they read stays, the price of new quotes may move (R14).
  const changes = differing(before, isDraft(campaign) ? { ...values, ...copies } : values);
  if (!isAnything(changes)) return before;
  work.emit({
    type: 'offer.changed',
    subject: before.id,
    data: { campaignId: campaign.id, fields: Object.keys(changes) },
  });
  return work.set(offers, before, changes);
}

function isDraft({ status }: Campaign): boolean {
  return status === 'draft';
}
