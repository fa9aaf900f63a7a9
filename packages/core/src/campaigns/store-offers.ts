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
import { cutoffForLead, leadDaysOf } from './lead-cutoff.ts';
import type { Offer } from './minimum.ts';
import { problemsOf } from './offer-value-problems.ts';
import type { OfferInput } from './offer-input-schemas.ts';
import { poolDateOf } from './put-pool.ts';
import { storePrices } from './store-prices.ts';
import { offers } from './tables.ts';

type Variant = Row<typeof variants>;
/** What an offer will be. */
export type OfferValues = Pick<
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
    const prices = storePrices(work, after, input, { path, shop, clock, campaign }, context);
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

/** What an offer is put into, and where it was named. */
export interface Setting {
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
