import { domains } from '@opentuan/core';
import { describe, expect, test } from 'vitest';
import { internalOperations } from './internal-operations.ts';
import { routes } from './routes.ts';

const operations = Object.values(domains).flatMap((domain) => Object.values(domain));
const lineOf = (route: (typeof routes)[number]): string => `${route.method} ${route.path}`;

describe('the route table', () => {
  test('has a route for every operation, or says why not', () => {
    const routed = new Set(routes.map(({ operation }) => operation.name));
    const missing = operations.filter(({ name }) => !routed.has(name) && !(name in internalOperations));
    expect(missing.map(({ name }) => name)).toEqual([]);
    const both = Object.keys(internalOperations).filter((name) => routed.has(name));
    expect(both).toEqual([]);
    const known = new Set(operations.map(({ name }) => name));
    expect(Object.keys(internalOperations).filter((name) => !known.has(name as never))).toEqual([]);
  });

  test('gives every route an operationId and a place of its own', () => {
    const twice = (texts: readonly string[]): string[] =>
      texts.filter((text, index) => texts.indexOf(text) !== index);
    expect(twice(routes.map(({ operationId }) => operationId))).toEqual([]);
    expect(twice(routes.map(lineOf))).toEqual([]);
  });

  test('is written in lower-case kebab paths, with camelCase parameters and operationIds', () => {
    for (const { path, operationId } of routes) {
      expect(path).toMatch(/^(\/([a-z][a-z-]*|\{[a-z][A-Za-z]*\}))+$/);
      expect(operationId).toMatch(/^[a-z][A-Za-z]+$/);
    }
  });

  test('takes every path parameter into the input, and leaves out only fields that there are', () => {
    const wrong = routes.flatMap((route) => {
      const shape = 'shape' in route.operation.input ? (route.operation.input.shape as object) : {};
      const named = [...route.pathFields, ...route.without, ...Object.keys(route.fixed)];
      return named.filter((name) => !(name in shape)).map((name) => `${lineOf(route)} ${name}`);
    });
    expect(wrong).toEqual([]);
  });

  test('reads with GET and writes with everything else', () => {
    const asks = (route: (typeof routes)[number]): boolean => route.operation.kind === 'query';
    // A cart or a plan is too long for a query string, and a code must not stand in an address.
    // What a phone takes along is read; that its key is made with the first one is nobody's business.
    const exceptions = [
      'quoteOrder',
      'storefrontQuoteOrder',
      'leaderQuoteOrder',
      'forecastProfit',
      'previewSeries',
      'previewDeliveryRuns',
      'bundlePickup',
      'leaderBundlePickup',
    ];
    const wrong = routes.filter(
      (route) => asks(route) !== (route.method === 'get') && !exceptions.includes(route.operationId),
    );
    expect(wrong.map(lineOf)).toEqual([]);
  });

  test('keeps each audience to its own paths', () => {
    for (const { path, audience } of routes) {
      const first = path.split('/')[1] ?? '';
      if (first === 'driver') {
        expect(audience).toBe('driver');
        continue;
      }
      if (first === 'supplier') {
        expect(audience).toBe('supplier');
        continue;
      }
      const expected =
        first === 'storefront' ? ['storefront', 'customer'] : first === 'leader' ? ['leader'] : ['shop'];
      expect(expected).toContain(audience);
    }
  });
});
