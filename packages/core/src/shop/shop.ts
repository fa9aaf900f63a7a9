import { instantOrNull } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import type { Row } from '../work.ts';
import type { ApiKeyView, ShopView } from './schemas.ts';
import type { Scope } from './scopes.ts';
import type { apiKeys } from './tables.ts';
import type { Shop } from './the-shop.ts';

/** The shop as it is answered: everything but the secret that signs sessions. */
export function shopView({
  name,
  zone,
  currency,
  locale,
  policies,
  houseLeaderId,
  createdAt,
}: Shop): ShopView {
  return { name, zone, currency, locale, policies, houseLeaderId, createdAt: instantText(createdAt) };
}

/** A key as it is answered: neither the key nor its hash. */
export function apiKeyView({
  id,
  name,
  kind,
  hint,
  scopes,
  createdAt,
  revokedAt,
}: Row<typeof apiKeys>): ApiKeyView {
  return {
    id,
    name,
    kind,
    hint,
    scopes: [...scopes] as Scope[],
    createdAt: instantText(createdAt),
    revokedAt: instantOrNull(revokedAt),
  };
}
