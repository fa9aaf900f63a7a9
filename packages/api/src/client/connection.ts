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
type Credential = 'key' | 'maybe' | 'session';

/** Makes the method of an operation: a function of what the verb takes, wherever that goes in the request. */
type Operation = <Domain extends keyof OpenTuan, Name extends keyof OpenTuan[Domain]>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  credential?: Credential,
) => (input: InputOf<Domain, Name>, call?: CallOptions) => Promise<AnswerOf<Domain, Name>>;

export interface Connection {
  readonly operation: Operation;
  /** The server's clock in epoch milliseconds, as far as its answers have shown it. */
  readonly now: () => number;
  /** What stands in front of the paths that it answers. */
  readonly baseUrl: string;
}

/** How long to wait before the one repetition of a request that did not arrive, in milliseconds. */
const pause = 400;

export function connect(options: ClientOptions): Connection {
  const { baseUrl } = options;
  const send = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  const clock = serverClock();
  const session = sessionOf(options);

  const operation: Operation =
    (method, path, credential = 'session') =>
    async (input, call) => {
      const { url, rest } = filled(`${baseUrl}/v1/${path}`, input as object);
      const reads = method === 'GET';
      const { file } = rest;
      // A picture goes as it is, everything else as JSON.
      const picture = file instanceof Blob && file;
      const content: Record<string, string> = reads
        ? {}
        : {
            'content-type': picture ? picture.type : 'application/json',
            'idempotency-key': call?.idempotencyKey ?? newKey(),
          };
      const once = async (): Promise<Response> =>
        send(reads ? url + queryOf(rest) : url, {
          method,
          headers: { ...content, ...(await session.headers(credential)) },
          ...(!reads && { body: picture || JSON.stringify(rest) }),
          ...(call?.signal && { signal: call.signal }),
        });
      const arrived = (): Promise<Response> => once().catch((error: unknown) => repeat(error, once));
      let response = await arrived();
      if (response.status === 401 && credential !== 'key' && session.forget()) response = await arrived();
      return answerOf(response, clock.observe, path) as never;
    };

  return { operation, now: clock.now, baseUrl };
}

/** The credential of each request: the session where it is personal, else the publishable key. */
function sessionOf({ key, locale, getSession }: ClientOptions) {
  let session: Promise<string | null> | undefined;
  const ask = (): Promise<string | null> =>
    (session ??= Promise.resolve(getSession?.() ?? null).catch((error: unknown) => {
      // The host's own server may be out of reach for a moment: that is asked again, not remembered.
      session = undefined;
      throw error;
    }));
  return {
    async headers(credential: Credential): Promise<Record<string, string>> {
      const token = credential === 'key' ? null : await ask();
      if (credential === 'session' && !token)
        throw new ClientProblem({ code: 'session_required', status: 401 });
      const bearer = token ?? key;
      return {
        ...(locale && { 'accept-language': locale }),
        ...(bearer && { authorization: `Bearer ${bearer}` }),
      };
    },
    /** Asks for the session anew the next time. False where nobody can be asked. */
    forget(): boolean {
      session = undefined;
      return getSession !== undefined;
    },
  };
}

/** What the server says of the time is old by its way here, or by its stay in a cache: the latest it ever said is nearest. */
function serverClock() {
  let ahead = -Infinity;
  return {
    observe: (text: unknown): void => {
      // What is no instant is not a number, and never ahead.
      const found = Date.parse(String(text)) - Date.now();
      if (found > ahead) ahead = found;
    },
    now: (): number => Date.now() + (ahead > -Infinity ? ahead : 0),
  };
}

async function answerOf(
  response: Response,
  observe: (text: unknown) => void,
  path: string,
): Promise<unknown> {
  observe(response.headers.get('date'));
  // Pages to print are the only answers that are no JSON.
  const body: unknown = await response[response.ok && path.endsWith('/page') ? 'text' : 'json']().catch(
    () => undefined,
  );
  if (!response.ok || body === undefined)
    throw new ClientProblem({ ...(body as ProblemFacts | undefined), status: response.status });
  observe((body as { now?: unknown }).now);
  return body;
}

/** The address with what stands in its path, and what is left of the input. */
function filled(pattern: string, input: object): { url: string; rest: Record<string, unknown> } {
  const rest: Record<string, unknown> = { ...input };
  const url = pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  return { url, rest };
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
  return given[0] ? `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}` : '';
}

/** 128 random bits in hex; `crypto.randomUUID` is missing on plain-http addresses of a shop's own network. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
