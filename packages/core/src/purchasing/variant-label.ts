import { products, variants } from '../catalog/tables.ts';
import type { Work } from '../work.ts';

/** How goods are called on the documents of buying, picking and driving. */
export interface VariantLabel {
  readonly variantId: string;
  readonly externalId: string;
  readonly title: string;
  readonly specification: string;
  readonly unit: string;
  readonly gramsPerUnit: number | null;
}

/** The labels of variants by their ids, in two reads however many they are. */
export function variantLabels(work: Work, variantIds: readonly string[]): ReadonlyMap<string, VariantLabel> {
  const ids = [...new Set(variantIds)];
  work.need(...ids.map((id) => [variants, { id }] as const));
  const rows = ids.map((id) => work.get(variants, id));
  work.need(...rows.map(({ productId }) => [products, { id: productId }] as const));
  return new Map(
    rows.map(({ id, externalId, productId, specification, unit, gramsPerUnit }) => {
      const title = work.get(products, productId).name;
      return [id, { variantId: id, externalId, title, specification, unit, gramsPerUnit }];
    }),
  );
}
