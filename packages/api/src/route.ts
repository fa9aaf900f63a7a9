import type { AnyQuery, AnyVerb, OpenTuan, SheetTable } from '@opentuan/core';
import type { Context } from 'hono';
import type { Language } from './language.ts';
import { singular } from './singular.ts';
import type { Task } from './task.ts';
import type { RateLimits } from './middleware/rate-limit.ts';
import { queryCoercions, type QueryCoercions } from './query-text.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/**
 * Who may call a route, told by the credential: `shop` a secret key with the scope of the operation, `storefront` a
 * publishable key or a customer session, `customer` a customer session, `leader` a leader session, `supplier` the link
 * of a purchase order, `public` anyone.
 */
export type Audience = 'shop' | 'storefront' | 'customer' | 'leader' | 'supplier' | 'driver' | 'public';

type Operation = AnyVerb | AnyQuery | Task;

interface RouteOptions {
  readonly audience?: Audience;
  /** The heading of the reference that it stands under; by default the first word of the path. */
  readonly tag?: string;
  /** Of the answer; by default 201 for a POST that makes something at a collection, else 200. */
  readonly status?: 200 | 201;
  /** By default the name of the operation: `orders.place` is `placeOrder`. */
  readonly operationId?: string;
  /** Input fields that this audience does not have: they are unknown here. */
  readonly without?: readonly string[];
  /** Input fields that this route gives, whatever is sent. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  /** What this audience gets of the answer, in the language of who reads it. */
  readonly answer?: (answer: unknown, language: Language) => unknown;
  /** The largest body in bytes; 1 MB by default. */
  readonly bodyMax?: number;
  /** The answer as a table, for `?format=csv` and `?format=xlsx`, with headers in the language of `locale`. */
  readonly sheet?: (answer: never, locale: string) => SheetTable;
  /** A list without an end: its CSV is sent page by page as it is read, so that no memory holds it. */
  readonly streams?: boolean;
  /** The first page of the list has all that its sheet needs. */
  readonly firstPageOnly?: boolean;
  /** Reads a body that is not JSON. */
  readonly upload?: (context: Context, bodyMax: number) => Promise<unknown>;
  /** The media types of a body that is no JSON, where it is not a form with a sheet. */
  readonly takes?: readonly string[];
  /** Makes the response of the answer, where it is no JSON: a picture. Its media types are `gives`. */
  readonly respond?: (
    tuan: OpenTuan,
    answer: unknown,
    headers: Record<string, string>,
    context: Context,
  ) => Promise<Response>;
  readonly gives?: readonly string[];
  /** A stricter rate limit than that of the credential. */
  readonly limit?: keyof RateLimits;
}

/** One line of the route table: an operation of the core at a path, for an audience. */
export interface RouteDefinition extends Required<
  Omit<RouteOptions, 'answer' | 'limit' | 'respond' | 'sheet' | 'upload'>
> {
  readonly method: Method;
  /** Under `/v1`, parameters in braces: `/orders/{orderId}/payments`. */
  readonly path: string;
  readonly pathFields: readonly string[];
  readonly operation: Operation;
  readonly answer: RouteOptions['answer'] | undefined;
  readonly limit: keyof RateLimits | undefined;
  readonly sheet: RouteOptions['sheet'] | undefined;
  readonly upload: RouteOptions['upload'] | undefined;
  readonly respond: RouteOptions['respond'] | undefined;
  readonly coercions: QueryCoercions;
}

const bodyMaxDefault = 1_048_576;

type MakeRoute = (path: string, operation: Operation, options?: RouteOptions) => RouteDefinition;

export const get: MakeRoute = (...route) => defineRoute('get', ...route);
export const post: MakeRoute = (...route) => defineRoute('post', ...route);
export const put: MakeRoute = (...route) => defineRoute('put', ...route);
export const patch: MakeRoute = (...route) => defineRoute('patch', ...route);
export const del: MakeRoute = (...route) => defineRoute('delete', ...route);

function defineRoute(
  method: Method,
  path: string,
  operation: Operation,
  options: RouteOptions = {},
): RouteDefinition {
  const audience = options.audience ?? audienceOf(path);
  const pathFields = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return {
    method,
    path,
    pathFields,
    operation,
    audience,
    tag: options.tag ?? tagOf(path),
    status: options.status ?? 200,
    operationId: options.operationId ?? operationIdOf(operation, path),
    without: options.without ?? [],
    fixed: options.fixed ?? {},
    answer: options.answer,
    limit: options.limit,
    sheet: options.sheet,
    streams: options.streams ?? false,
    firstPageOnly: options.firstPageOnly ?? false,
    upload: options.upload,
    takes: options.takes ?? [],
    respond: options.respond,
    gives: options.gives ?? [],
    bodyMax: options.bodyMax ?? bodyMaxDefault,
    coercions: queryCoercions(operation.input),
  };
}

function audienceOf(path: string): Audience {
  if (path.startsWith('/leader/')) return 'leader';
  if (path.startsWith('/supplier/')) return 'supplier';
  if (path.startsWith('/driver/')) return 'driver';
  return path.startsWith('/storefront/') ? 'storefront' : 'shop';
}

function tagOf(path: string): string {
  const [first = '', second = ''] = path.split('/').slice(1);
  return first === 'leader' || first === 'storefront' ? second : first;
}

/** `orders.place` at `/leader/orders` is `leaderPlaceOrder`. */
function operationIdOf({ name }: Operation, path: string): string {
  const [domain = '', verb = ''] = name.split('.');
  const noun = verb.startsWith('list') || verb.startsWith('upsert') ? domain : singular(domain);
  // A verb that brings its noun along, like `openClaim`, needs no other.
  const id = /[A-Z]/.test(verb) ? verb : `${verb}${capital(noun)}`;
  const [audience = ''] = /^\/(leader|storefront)(?=\/)/.exec(path)?.slice(1) ?? [];
  return audience === '' ? id : `${audience}${capital(id)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
