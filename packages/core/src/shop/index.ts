import { changeShop } from './change-shop.ts';
import { createShop } from './create-shop.ts';
import { purgeIdempotencyKeys } from './purge-idempotency-keys.ts';
import { findApiKey, getShop, listApiKeys } from './queries.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import { storeApiKey } from './store-api-key.ts';

export const shopOperations = {
  create: createShop,
  get: getShop,
  change: changeShop,
  purgeIdempotencyKeys,
} as const;

export const apiKeyOperations = {
  store: storeApiKey,
  list: listApiKeys,
  find: findApiKey,
  revoke: revokeApiKey,
} as const;
