import { expect, test } from 'vitest';
import { domains } from '../domains.ts';
import { demandScope, scopeOf, scopes } from './scopes.ts';

const till = (...allowed: string[]) => ({ kind: 'shop', keyId: 'key_1', scopes: allowed }) as const;

test('scopes: a verb needs the write scope of its family, a query the read scope', () => {
  expect(scopeOf({ name: 'orders.place', kind: 'verb' })).toBe('orders:write');
  expect(scopeOf({ name: 'products.list', kind: 'query' })).toBe('catalog:read');
  expect(scopeOf({ name: 'apiKeys.store', kind: 'verb' })).toBe('keys:write');
  expect(scopeOf({ name: 'something.new', kind: 'query' })).toBe('*');
});

test('scopes: a key may do what its scopes say, and the refusal names the one it needs', () => {
  const place = { name: 'orders.place', kind: 'verb' } as const;
  expect(() => demandScope(till('orders:write'), place)).not.toThrow();
  expect(() => demandScope(till('*'), place)).not.toThrow();
  expect(() => demandScope({ kind: 'customer', customerId: 'cus_1' }, place)).not.toThrow();
  expect(() => demandScope(till('orders:read'), place)).toThrow(
    expect.objectContaining({ code: 'not_allowed', details: { needs: 'orders:write' } }) as Error,
  );
});

test('scopes: every operation there is belongs to a family, so that a key can be cut to it', () => {
  const operations = Object.values(domains).flatMap((domain) => Object.values(domain));
  for (const operation of operations) {
    expect(scopes, operation.name).toContain(scopeOf(operation));
    expect(scopeOf(operation), operation.name).not.toBe('*');
  }
});
