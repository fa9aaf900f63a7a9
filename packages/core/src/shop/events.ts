export interface ShopEvents {
  /** The shop was set up in this database, with its house leader and its default commission. */
  'shop.created': { readonly currency: string; readonly zone: string };
  /** The shop's name, locale or policies were changed; `fields` names what. */
  'shop.updated': { readonly fields: readonly string[] };
  /** A key was stored. `subject` is the key's id; the key itself is nowhere. */
  'apiKey.stored': { readonly kind: 'secret' | 'publishable'; readonly scopes: readonly string[] };
  /** A key was revoked and opens nothing any more. */
  'apiKey.revoked': { readonly kind: 'secret' | 'publishable' };
}
