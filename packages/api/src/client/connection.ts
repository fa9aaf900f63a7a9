import type { OpenTuan } from '@opentuan/core';
import type { AnswerOf, InputOf } from './answers.ts';
import { ClientProblem, type ProblemFacts } from './client-problem.ts';

export interface ClientOptions {
  /** Where the API is mounted, without `/v1`: `https://shop.example/tuan`, or `/tuan` on the same origin. */
  readonly baseUrl: string;
  /** The publishable key of the shop, `pk_…`. Never a secret key: everyone can read it in a browser. */
  readonly key?: string;
  /** Gives the session of who is signed in, or null. Asked when it is first needed, and once more when it has expired. */
  readonly getSession?: () => Promise<string | null> | string | null;
  readonly fetch?: typeof globalThis.fetch;
  /** The language of reasons in answers: `zh-CN`. */
  readonly locale?: string;
}

export interface CallOptions {
  /** Give the same key again to repeat an intent whose answer was lost; left out, each call is an intent of its own. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/** `session`: refused without one. `maybe`: sent where there is one. `key`: the same for everyone, so that caches help. */
export type Credential = 'key' | 'maybe' | 'session';

/** Makes the method of an operation: a function of what the verb takes, wherever that goes in the request. */
export type Operation = <Domain extends keyof OpenTuan, Name extends keyof OpenTuan[Domain]>(
  method: 'GET' | 'POST',
  path: string,
  credential?: Credential,
) => (input: InputOf<Domain, Name>, call?: CallOptions) => Promise<AnswerOf<Domain, Name>>;

export interface Connection {
  readonly operation: Operation;
  /** The server's clock in epoch milliseconds, as far as its answers have shown it. */
  now(): number;
}

/** How long to wait before the one repetition of a request that did not arrive, in milliseconds. */
const pause = 400;

export function connect(options: ClientOptions): Connection {
  const { baseUrl, key, getSession, locale } = options;
  const send = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  let session: Promise<string | null> | undefined;
  let ahead = -Infinity;

  // What the server says of the time is old by its way here, or by its stay in a cache: the latest it ever said is nearest.
  const observe = (text: unknown): void => {
    const instant = typeof text === 'string' ? Date.parse(text) : NaN;
    if (instant - Date.now() > ahead) ahead = instant - Date.now();
  };

  const headersOf = async (credential: Credential): Promise<Record<string, string>> => {
    if (credential !== 'key') session ??= Promise.resolve(getSession?.() ?? null);
    const token = credential === 'key' ? null : await session;
    if (credential === 'session' && !token)
      throw new ClientProblem({ code: 'session_required', status: 401 });
    return {
      ...(locale && { 'accept-language': locale }),
      ...((token ?? key) && { authorization: `Bearer ${token ?? key}` }),
    };
  };

  const answerOf = async (response: Response): Promise<unknown> => {
    observe(response.headers.get('date'));
    const body: unknown = await response.json().catch(() => undefined);
    if (response.ok && body !== undefined) {
      observe((body as { now?: unknown }).now);
      return body;
    }
    throw new ClientProblem({ ...(body as ProblemFacts | undefined), status: response.status });
  };

  const operation: Operation =
    (method, path, credential = 'session') =>
    async (input, call) => {
      const rest: Record<string, unknown> = { ...(input as object) };
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = rest[name];
        delete rest[name];
        return encodeURIComponent(String(value));
      });
      const reads = method === 'GET';
      const url = `${baseUrl}/v1/${filled}${reads ? queryOf(rest) : ''}`;
      const content = reads
        ? {}
        : { 'content-type': 'application/json', 'idempotency-key': call?.idempotencyKey ?? newKey() };
      const once = async (): Promise<Response> =>
        send(url, {
          method,
          headers: { ...content, ...(await headersOf(credential)) },
          ...(!reads && { body: JSON.stringify(rest) }),
          ...(call?.signal && { signal: call.signal }),
        });
      const arrived = (): Promise<Response> => once().catch(async (error: unknown) => repeat(error, once));
      const response = await arrived();
      if (response.status !== 401 || credential === 'key' || !getSession)
        return (await answerOf(response)) as never;
      session = undefined;
      return (await answerOf(await arrived())) as never;
    };

  return { operation, now: () => Date.now() + (ahead > -Infinity ? ahead : 0) };
}

/** Once more after a moment: a phone that changes cells loses single requests. The idempotency key makes it safe. */
async function repeat(error: unknown, once: () => Promise<Response>): Promise<Response> {
  if (!(error instanceof TypeError)) throw error;
  await new Promise((resolve) => setTimeout(resolve, pause));
  return once().catch((again: unknown) => {
    if (again instanceof TypeError) throw new ClientProblem({ code: 'offline', detail: again.message });
    throw again;
  });
}

function queryOf(input: Record<string, unknown>): string {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  return given.length > 0
    ? `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
    : '';
}

/** 128 random bits in hex; `crypto.randomUUID` is missing on plain-http addresses of a shop's own network. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
