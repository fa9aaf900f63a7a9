import { money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import type { Row } from '../work.ts';
import type { ProductView, VariantView } from './schemas.ts';
import type { products, variants } from './tables.ts';

export type Product = Row<typeof products>;
export type Variant = Row<typeof variants>;

/** The product as the shop sees it; costs are for nobody else. */
export function productView(product: Product, own: readonly Variant[], currency: string): ProductView {
  const { id, externalId, name, category, description, imageUrl, retired } = product;
  return {
    id,
    externalId,
    name,
    category,
    description,
    imageUrl,
    retired,
    createdAt: instantText(product.createdAt),
    updatedAt: instantText(product.updatedAt),
    variants: own.map((variant) => variantView(variant, currency)),
  };
}

function variantView(variant: Variant, currency: string): VariantView {
  const {
    id,
    externalId,
    productId,
    supplierId,
    specification,
    unit,
    packSize,
    gramsPerUnit,
    leadDays,
    retired,
  } = variant;
  return {
    id,
    externalId,
    productId,
    supplierId,
    specification,
    unit,
    packSize,
    gramsPerUnit,
    leadDays,
    retired,
    price: money(variant.price, currency),
    cost: money(variant.cost, currency),
  };
}
