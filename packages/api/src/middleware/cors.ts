import type { Audience } from '../route.ts';

/** Headers that let a page of an allowed origin read the answer. Shop routes never have them: no browser calls those; the page of a supplier lies beside its routes. */
export function corsHeaders(
  audience: Audience,
  origin: string | undefined,
  allowed: readonly string[],
): Readonly<Record<string, string>> {
  if (audience === 'shop' || audience === 'supplier' || audience === 'driver' || allowed.length === 0)
    return noHeaders;
  if (origin === undefined || !allowed.includes(origin)) return varyOnly;
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': exposed,
    vary: 'Origin',
  };
}

/** The answer to a preflight request. An origin that is not allowed gets no permission, and the browser stops there. */
export function preflight(origin: string | undefined, path: string, allowed: readonly string[]): Response {
  const audience: Audience = /\/v1\/(storefront|leader)\//.test(path) ? 'storefront' : 'shop';
  const headers = corsHeaders(audience, origin, allowed);
  if (!('access-control-allow-origin' in headers)) return new Response(null, { status: 204, headers });
  return new Response(null, {
    status: 204,
    headers: {
      ...headers,
      'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers':
        'Authorization, Content-Type, Idempotency-Key, If-None-Match, X-Tuan-Key, OpenTuan-Now',
      'access-control-max-age': '600',
    },
  });
}

const noHeaders = {};
/** The answer differs by origin, so a cache may not give the one of another. */
const varyOnly = { vary: 'Origin' };
// A page sets its countdown by the Date of the server.
const exposed = 'Date, ETag, Retry-After, RateLimit, RateLimit-Policy, Content-Disposition';
