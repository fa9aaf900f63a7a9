import { type Context, Hono } from 'hono';
import { ApiHost } from './api-host.ts';
import type { ApiOptions } from './api-options.ts';
import { handleRoute } from './handle-route.ts';
import { answerHealth } from './health.ts';
import { HttpRefusal } from './http-errors.ts';
import { preflight } from './middleware/cors.ts';
import { driverFiles } from './delivery/driver-page.ts';
import { openApiDocument } from './openapi.ts';
import { answerLinkedPicture, pictureFiles } from './pictures/linked-picture.ts';
import { supplierFiles } from './purchasing/supplier-page/page.ts';
import { referenceFiles } from './reference-page.ts';
import type { Audience, RouteDefinition } from './route.ts';
import { routes } from './routes.ts';

/**
 * The whole API as a Hono app, to be mounted in any `fetch` host.
 *
 *     app.route('/tuan', createApi({ shop: tuan, corsOrigins: ['https://shop.example'] }))
 */
export function createApi(options: ApiOptions): Hono {
  const host = new ApiHost(options);
  const app = new Hono();
  app.options('/v1/*', (context) =>
    preflight(context.req.header('origin'), context.req.path, host.corsOrigins),
  );
  addSystemPaths(app, host);
  for (const route of routes) app.on(route.method.toUpperCase(), honoPath(route), handleRoute(route, host));
  for (const [path, methods] of methodsByPath(routes)) {
    const allow = [...methods, 'OPTIONS'].join(', ');
    app.all(path, (context) => refuseAt(host, context, new HttpRefusal('method_not_allowed', { allow })));
  }
  app.all('/v1/*', (context) =>
    refuseAt(host, context, new HttpRefusal('route_not_found', { path: context.req.path })),
  );
  app.onError((error, context) => refuseAt(host, context, error));
  return app;
}

/** What needs no credential of its own: health, pictures behind a signed address, the description, the reference page, the empty page of supplier links. */
function addSystemPaths(app: Hono, host: ApiHost): void {
  app.get('/v1/health', async (context) => {
    const headers = host.headers(context, 'public');
    try {
      return await answerHealth(await host.shopOf(context), context, headers);
    } catch (error) {
      return host.problem(error, context, headers);
    }
  });
  app.get(`/v1/${pictureFiles}/:link`, async (context) => {
    const headers = host.headers(context, 'public');
    try {
      return await answerLinkedPicture(await host.shopOf(context), context, headers);
    } catch (error) {
      return host.problem(error, context, headers);
    }
  });
  for (const [name, { body, headers }] of Object.entries({
    ...referenceFiles,
    ...supplierFiles,
    ...driverFiles,
  })) {
    const cached = { 'cache-control': 'public, max-age=300', ...headers };
    app.get(`/v1/${name}`, (context) =>
      context.body(body, 200, { ...host.headers(context, 'public'), ...cached }),
    );
  }
  const documents = new Map<string, string>();
  app.get('/v1/openapi.json', (context) => {
    const mount = context.req.path.slice(0, -'/v1/openapi.json'.length);
    const document = documents.get(mount) ?? JSON.stringify(openApiDocument(mount));
    documents.set(mount, document);
    return context.body(document, 200, { ...host.headers(context, 'public'), ...openApiHeaders });
  });
}

const openApiHeaders = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'public, max-age=300',
};

function honoPath({ path }: RouteDefinition): string {
  return `/v1${path.replace(/\{(\w+)\}/g, ':$1')}`;
}

function methodsByPath(table: readonly RouteDefinition[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const route of table) {
    const methods = found.get(honoPath(route)) ?? new Set<string>();
    methods.add(route.method.toUpperCase());
    if (route.method === 'get') methods.add('HEAD');
    found.set(honoPath(route), methods);
  }
  return found;
}

async function refuseAt(host: ApiHost, context: Context, error: unknown): Promise<Response> {
  const audience: Audience = /\/v1\/(storefront|leader)\//.test(context.req.path) ? 'storefront' : 'shop';
  return host.problem(error, context, host.headers(context, audience));
}
