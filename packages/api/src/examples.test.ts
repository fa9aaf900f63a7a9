import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { examples } from './examples.ts';
import { openApiDocument } from './openapi.ts';
import { routes } from './routes.ts';
import { type ApiShop, apiShop } from './testing/api-shop.ts';

interface Described {
  readonly requestBody?: {
    readonly content: { readonly 'application/json'?: { readonly example: unknown } };
  };
}
const { paths } = openApiDocument() as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
};
const exampleOf = (method: string, path: string): unknown =>
  JSON.parse(
    JSON.stringify(paths[`/v1${path}`]?.[method]?.requestBody?.content['application/json']?.example ?? null),
  );

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const withBody = routes.filter(({ method, path }) => exampleOf(method, path) !== null);

describe('the example of', () => {
  test.each(withBody.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s has the right shape',
    (_, route) => {
      const example = exampleOf(route.method, route.path) as object;
      const fromPath = Object.fromEntries(route.pathFields.map((name) => [name, 'x']));
      const result = route.operation.input.safeParse({ ...example, ...route.fixed, ...fromPath });
      expect(result.error?.issues ?? [], JSON.stringify(example)).toEqual([]);
    },
  );

  test.each([
    'post /orders',
    'post /campaigns',
    'put /products',
    'put /customers',
    'put /suppliers',
    'put /pickup-points',
    'post /leaders',
    'post /communities',
    'post /sessions',
    'post /api-keys',
    'post /costs',
    'post /imports',
    'post /commission-rules',
    'patch /shop',
    'post /leader/orders',
    'post /storefront/quotes',
    'patch /campaigns/{campaignId}',
    'put /campaigns/{campaignId}/offers',
  ])('%s works when it is pasted', async (line) => {
    const [method = '', path = ''] = line.split(' ');
    const token = path.startsWith('/leader/')
      ? await shop.session('leader', planted.leader)
      : path.startsWith('/storefront/')
        ? shop.publishableKey
        : shop.secretKey;
    const filled = path.replace('{campaignId}', 'external:today');
    const answer = await shop.call(filled, {
      method: method.toUpperCase(),
      token,
      body: exampleOf(method, path),
    });
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  });

  test('every operation that has one by hand exists', () => {
    const known = new Set(routes.map(({ operationId }) => operationId));
    expect(Object.keys(examples).filter((id) => !known.has(id))).toEqual([]);
  });
});
