import { type TestShop, type TestShopOptions, testShop } from '@opentuan/core/testing';
import type { Hono } from 'hono';
import type { ApiOptions } from '../api-options.ts';
import { createApi } from '../create-api.ts';
import { hashApiKey, hintLength, makeApiKey } from '../middleware/api-key.ts';
import { type SessionSubject, signSession } from '../middleware/session-token.ts';

interface CallWish {
  readonly method?: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A test shop with the API on it. */
export interface ApiShop extends TestShop {
  readonly app: Hono;
  /** A secret key that may do everything. */
  readonly secretKey: string;
  readonly publishableKey: string;
  /** Calls `/v1` + path; a body makes it a POST. */
  call(path: string, wish?: CallWish): Promise<ApiAnswer>;
  makeKey(kind: 'secret' | 'publishable', scopes?: readonly string[]): Promise<string>;
  session(role: SessionSubject['role'], subject: string): Promise<string>;
}

/** The secret that the test shop signs sessions with. */
export const testSecret = 'a test secret of no worth that is long enough';

export async function apiShop(
  options: Partial<ApiOptions> = {},
  shopOptions: TestShopOptions = {},
): Promise<ApiShop> {
  const shop = await testShop(shopOptions);
  const app = createApi({ shop: shop.tuan, limits: false, ...options });
  const makeKey: ApiShop['makeKey'] = async (kind, scopes = kind === 'secret' ? ['*'] : []) => {
    const key = makeApiKey(kind);
    const stored = {
      name: 'test',
      kind,
      scopes,
      hash: await hashApiKey(key),
      hint: key.slice(0, hintLength),
    };
    await shop.tuan.apiKeys.store(stored as Parameters<typeof shop.tuan.apiKeys.store>[0]);
    return key;
  };
  return Object.assign(shop, {
    app,
    makeKey,
    secretKey: await makeKey('secret'),
    publishableKey: await makeKey('publishable'),
    session: (role: SessionSubject['role'], subject: string) =>
      signSession({ role, subject }, testSecret, shop.now, 3600),
    call: async (path: string, wish: CallWish = {}) =>
      answerOf(await app.request(`/v1${path}`, requestOf(wish))),
  });
}

function requestOf({ method, token, body, headers }: CallWish): RequestInit {
  return {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  };
}

async function answerOf(response: Response): Promise<ApiAnswer> {
  const text = await response.text();
  const json = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
  return {
    status: response.status,
    headers: response.headers,
    body: json ? (JSON.parse(text) as Readonly<Record<string, unknown>>) : { text },
  };
}
