import { type Actor, type OpenTuan, missingMigrations } from '@opentuan/core';
import type { Context } from 'hono';
import type { ApiOptions } from './api-options.ts';
import { BodiesUnderWay } from './bodies-under-way.ts';
import { HttpRefusal } from './http-errors.ts';
import { languageOf } from './language.ts';
import { authenticate, CredentialStore, mayCall, tokenOf } from './middleware/authenticate.ts';
import { isSameText } from './middleware/api-key.ts';
import { Credentials } from './middleware/credentials.ts';
import { corsHeaders } from './middleware/cors.ts';
import {
  defaultLimits,
  isLoopback,
  RateLimiter,
  rateHeaders,
  type RateLimits,
} from './middleware/rate-limit.ts';
import { problemOf, problemResponse } from './problem.ts';
import type { Audience, RouteDefinition } from './route.ts';
import { SharedAnswers } from './shared-answers.ts';

const alwaysHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

/** What one mounted API keeps between requests: its settings, its rate limits, the credentials it has seen. */
export class ApiHost {
  readonly #options: ApiOptions;
  readonly #limiter: RateLimiter | undefined;
  readonly sharedAnswers = new SharedAnswers();
  readonly bodies = new BodiesUnderWay();
  readonly #credentials = new CredentialStore((tuan) => new Credentials(tuan));

  constructor(options: ApiOptions) {
    this.#options = options;
    const { limits } = options;
    this.#limiter = limits === false ? undefined : new RateLimiter({ ...defaultLimits, ...limits });
  }

  shopOf(context: Context): OpenTuan | Promise<OpenTuan> {
    const { shop } = this.#options;
    return typeof shop === 'function' ? shop(context) : shop;
  }

  headers(context: Context, audience: Audience): Record<string, string> {
    const { corsOrigins = [] } = this.#options;
    return { ...alwaysHeaders, ...corsHeaders(audience, context.req.header('origin'), corsOrigins) };
  }

  get allowsTestClock(): boolean {
    return this.#options.allowTestClock === true;
  }

  get compresses(): boolean {
    return this.#options.compress === true;
  }

  get corsOrigins(): readonly string[] {
    return this.#options.corsOrigins ?? [];
  }

  /** Counts the request and finds out who calls; adds the `RateLimit` headers. */
  async admit(
    route: RouteDefinition,
    context: Context,
    tuan: OpenTuan,
    headers: Record<string, string>,
  ): Promise<Actor> {
    const now = (this.#options.clock ?? tuan.clock)();
    const address = this.#limitedAddress(context);
    if (address !== undefined) {
      this.#limiter?.demandLeft('failures', address, now);
      if (route.audience !== 'shop') this.#limiter?.take('address', address, now);
    }
    const actor = await this.#actorOf(route, context, tuan, now).catch((error: unknown) => {
      const guess = error instanceof HttpRefusal && error.code === 'credential_unknown';
      if (guess && address !== undefined) this.#limiter?.take('failures', address, now);
      throw error;
    });
    const policy: keyof RateLimits =
      route.limit ?? (actor.kind === 'shop' || actor.kind === 'storefront' ? 'key' : 'session');
    if (this.#limiter) Object.assign(headers, rateHeaders(this.#limiter.take(policy, nameOf(actor), now)));
    return actor;
  }

  async #actorOf(route: RouteDefinition, context: Context, tuan: OpenTuan, now: number): Promise<Actor> {
    const origin = context.req.header('origin');
    const fetchSite = context.req.header('sec-fetch-site');
    const presented = { authorization: context.req.header('authorization'), origin, fetchSite };
    const token = tokenOf(presented, route.audience, this.#isTrusted(context, origin, fetchSite));
    const { rootKey } = this.#options;
    const isRoot = rootKey !== undefined && rootKey.startsWith('sk_') && isSameText(rootKey, token);
    if (isRoot && mayCall[route.audience].includes('shop'))
      return { kind: 'shop', keyId: 'root', scopes: ['*'] };
    return authenticate(route, token, this.#credentials.of(tuan), now);
  }

  /** A page on the same origin sends no Origin with a GET, but says so in Sec-Fetch-Site. */
  #isTrusted(context: Context, origin: string | undefined, fetchSite: string | undefined): boolean {
    const { secretKeyOrigins = [] } = this.#options;
    if (secretKeyOrigins.length === 0) return false;
    const from = origin ?? (fetchSite === 'same-origin' ? new URL(context.req.url).origin : '');
    return secretKeyOrigins.includes(from);
  }

  #limitedAddress(context: Context): string | undefined {
    const address = this.#limiter && this.#options.clientAddress?.(context);
    return address === undefined || isLoopback(address) ? undefined : address;
  }

  /** The answer to whatever was thrown. A defect is told to the host, and nothing of it to the caller. */
  async problem(
    error: unknown,
    context: Context,
    headers: Readonly<Record<string, string>>,
  ): Promise<Response> {
    const language = languageOf(context.req.header('accept-language'));
    const instance = `req_${crypto.randomUUID()}`;
    const shown = await this.#schemaBehind(error, context);
    const problem = problemOf(shown ?? error, instance, language);
    if (problem.code === 'internal_error') {
      this.#options.onError?.(error, { instance, method: context.req.method, path: context.req.path });
    }
    return problemResponse(problem, language, headers);
  }

  /** A table that is not there means that the database was not migrated: that is looked at only when something failed. */
  async #schemaBehind(error: unknown, context: Context): Promise<HttpRefusal | undefined> {
    if (!/no such (table|column)/.test(textOf(error))) return undefined;
    try {
      const missing = await missingMigrations((await this.shopOf(context)).engine);
      return missing.length === 0 ? undefined : new HttpRefusal('schema_behind', { missing });
    } catch {
      return undefined;
    }
  }
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return `${error.message} ${textOf(error.cause)}`;
}

function nameOf(actor: Actor): string {
  switch (actor.kind) {
    case 'shop':
    case 'storefront':
      return actor.keyId;
    case 'customer':
      return actor.customerId;
    case 'leader':
      return actor.leaderId;
    case 'supplier':
    case 'driver':
      return actor.linkId;
    case 'system':
      return 'system';
    default:
      return actor satisfies never;
  }
}
