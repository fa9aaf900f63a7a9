import { countOf, differing, given, isAnything, type RowOutcome, touchedIds } from '../shared/bulk-rows.ts';
import type { Context } from '../shared/context.ts';
import { shopId } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import type { Product } from './product.ts';
import { products, variants } from './tables.ts';

/** A variant to be stored: money in minor units, the supplier by our id. What is undefined stays as it is. */
export interface VariantValues {
  readonly externalId: string;
  readonly supplierId: string;
  readonly unit: string;
  readonly price: number;
  readonly cost: number;
  readonly specification?: string | undefined;
  readonly packSize?: number | undefined;
  readonly gramsPerUnit?: number | null | undefined;
  readonly leadDays?: number | undefined;
  readonly retired?: boolean | undefined;
}

/** A product to be stored, with all its variants. */
export interface ProductValues {
  readonly externalId: string;
  readonly name: string;
  readonly category: string;
  readonly description?: string | undefined;
  readonly imageUrl?: string | null | undefined;
  readonly retired?: boolean | undefined;
  readonly variants: readonly VariantValues[];
}

/** What becomes of the stored variants of a product that the rows do not list. */
type Others = 'retire' | 'keep';

/**
 * Stores products by `externalId`. A host lists all variants of a product, so others are retired; a price list names
 * some, so others are kept. A row that changes nothing writes nothing. One event for the call.
 */
export function storeProducts(
  work: Work,
  rows: readonly ProductValues[],
  others: Others,
  context: Context,
): RowOutcome[] {
  askForProducts(work, rows);
  const listed = new Set(rows.flatMap((row) => row.variants.map(({ externalId }) => externalId)));
  const outcomes = rows.map((row) => storeProduct(work, row, others === 'keep' ? null : listed, context));
  const productIds = touchedIds(outcomes);
  if (productIds.length > 0) {
    const data = { created: countOf(outcomes, 'created'), updated: countOf(outcomes, 'updated'), productIds };
    work.emit({ type: 'products.upserted', subject: shopId, data });
  }
  return outcomes;
}

/** Two round trips however many rows there are. */
function askForProducts(work: Work, rows: readonly ProductValues[]): void {
  work.need(
    ...rows.map(({ externalId }) => [products, { externalId }] as const),
    ...rows.flatMap((row) => row.variants.map(({ externalId }) => [variants, { externalId }] as const)),
  );
  const known = rows.flatMap(({ externalId }) => work.first(products, { externalId }) ?? []);
  work.need(...known.map(({ id }) => [variants, { productId: id }] as const));
}

function storeProduct(
  work: Work,
  row: ProductValues,
  listed: ReadonlySet<string> | null,
  context: Context,
): RowOutcome {
  const { variants: wanted, ...values } = row;
  const { externalId } = row;
  const stamps = { createdAt: context.now, updatedAt: context.now };
  const known = work.first(products, { externalId });
  const product = known ?? work.insert(products, { id: context.newId('prd'), ...given(values), ...stamps });
  const moved = wanted.map((variant) => storeVariant(work, product, variant, context));
  const retired = known !== undefined && listed !== null && retireOthers(work, known, listed, context);
  if (known === undefined) return { externalId, id: product.id, outcome: 'created' };
  const changes = differing(known, values);
  const touched = isAnything(changes) || moved.includes(true) || retired;
  if (touched) work.set(products, known, { ...changes, updatedAt: context.now });
  return { externalId, id: known.id, outcome: touched ? 'updated' : 'unchanged' };
}

/** Answers whether anything was written. */
function storeVariant(work: Work, { id: productId }: Product, row: VariantValues, context: Context): boolean {
  const known = work.first(variants, { externalId: row.externalId });
  if (known !== undefined) {
    const changes = differing(known, { ...row, productId });
    if (isAnything(changes)) work.set(variants, known, { ...changes, updatedAt: context.now });
    return isAnything(changes);
  }
  const stamps = { createdAt: context.now, updatedAt: context.now };
  work.insert(variants, { id: context.newId('var'), productId, ...given(row), ...stamps });
  return true;
}

function retireOthers(work: Work, product: Product, listed: ReadonlySet<string>, context: Context): boolean {
  const gone = work
    .list(variants, { productId: product.id })
    .filter(({ externalId, retired }) => !retired && !listed.has(externalId));
  for (const variant of gone) work.set(variants, variant, { retired: true, updatedAt: context.now });
  return gone.length > 0;
}
