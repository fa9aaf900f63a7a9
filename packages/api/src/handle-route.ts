import {
  type Actor,
  type AnyQuery,
  type CallOptions,
  fingerprint,
  instantOf,
  type OpenTuan,
  parseInput,
  Refusal,
} from '@opentuan/core';
import type { Context, Handler } from 'hono';
import { sheetFormatOf, sheetResponse, streamedCsv, wholeAnswer } from './answer-sheet.ts';
import type { ApiHost } from './api-host.ts';
import { languageOf } from './language.ts';
import { idempotencyKeyOf } from './middleware/idempotency.ts';
import { readInput } from './read-input.ts';
import type { RouteDefinition } from './route.ts';

/** The handler of every route: who calls, what they send, the operation, its answer. */
export function handleRoute(route: RouteDefinition, host: ApiHost): Handler {
  return async (context) => {
    const headers = host.headers(context, route.audience);
    try {
      const tuan = await host.shopOf(context);
      const actor = await host.admit(route, context, tuan, headers);
      if (isShared(route, actor) && context.req.header('opentuan-now') === undefined) {
        return await sharedResponse(route, context, tuan, actor, host, headers);
      }
      return await host.bodies.during(context.req.raw, () =>
        answerRoute({ route, context, host, tuan, actor, headers }),
      );
    } catch (error) {
      return host.problem(error, context, headers);
    }
  };
}

interface Asked {
  readonly route: RouteDefinition;
  readonly context: Context;
  readonly host: ApiHost;
  readonly tuan: OpenTuan;
  readonly actor: Actor;
  readonly headers: Record<string, string>;
}

async function answerRoute({ route, context, host, tuan, actor, headers }: Asked): Promise<Response> {
  const { operation } = route;
  const input = await readInput(route, context);
  const options = callOptions(context, actor, host);
  const ask = (given: unknown): Promise<unknown> =>
    operation.kind === 'task'
      ? operation.run(tuan, parseInput(operation.input, given), options)
      : tuan.call(operation, given, options);
  const format = sheetFormatOf(route, context);
  if (format !== undefined) {
    const { zone } = await tuan.shop.get({}, { actor: { kind: 'system' } });
    const wish = { context, headers, zone };
    if (format === 'csv' && route.streams) return await streamedCsv(route, input, ask, wish);
    return await sheetResponse(route, await wholeAnswer(route, input, ask), format, wish);
  }
  const answer = await ask(input);
  if (route.respond) return await route.respond(tuan, answer, headers, context);
  const language = languageOf(context.req.header('accept-language'));
  return answerOf(route, context, route.answer ? route.answer(answer, language) : answer, headers);
}

/** Only what every shopper sees alike may be kept for others: what is read for a publishable key, with a session or without. */
function isShared({ method, audience }: RouteDefinition, { kind }: Actor): boolean {
  return method === 'get' && audience === 'storefront' && (kind === 'storefront' || kind === 'customer');
}

/** Who nobody in particular is: a page that is kept is read with these eyes, so that it holds nothing of anybody's own. */
const anyShopper: Actor = { kind: 'storefront', keyId: 'any' };

async function sharedResponse(
  route: RouteDefinition,
  context: Context,
  tuan: OpenTuan,
  { kind }: Actor,
  host: ApiHost,
  headers: Record<string, string>,
): Promise<Response> {
  const { url } = context.req.raw;
  const kept = await host.sharedAnswers.answer(tuan, url, tuan.clock(), async () => {
    const answer = await tuan.call(route.operation as AnyQuery, await readInput(route, context), {
      actor: anyShopper,
    });
    // It is kept for readers of every language, so it has words of none.
    return route.answer ? route.answer(answer, 'en') : answer;
  });
  headers['content-type'] = jsonType;
  // A cache on the way may keep what was asked for with the key of the page, not what came with somebody's session.
  headers['cache-control'] = kind === 'customer' ? 'private, no-cache' : 'public, max-age=5';
  headers.vary = 'Origin, Authorization, Accept-Language, Accept-Encoding';
  headers.etag = kept.etag;
  if (isKnown(context.req.header('if-none-match'), kept.etag)) return notModified(headers);
  if (!host.compresses || !/\bgzip\b/.test(context.req.header('accept-encoding') ?? ''))
    return new Response(kept.body, { status: 200, headers });
  headers['content-encoding'] = 'gzip';
  return new Response(await kept.gzip(), { status: 200, headers });
}

function callOptions({ req }: Context, actor: Actor, host: ApiHost): CallOptions {
  const idempotencyKey = idempotencyKeyOf(req.header('idempotency-key'));
  const now = host.allowsTestClock ? req.header('opentuan-now') : undefined;
  return {
    actor,
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(now === undefined ? {} : { now: testInstant(now) }),
  };
}

function testInstant(text: string): number {
  try {
    return instantOf(text);
  } catch {
    const message = 'Give an instant with its offset, like 2026-11-23T22:00:00+08:00.';
    throw new Refusal('invalid_input', { fields: [{ path: 'OpenTuan-Now', code: 'format', message }] });
  }
}

function answerOf(
  route: RouteDefinition,
  context: Context,
  answer: unknown,
  headers: Record<string, string>,
): Response {
  const body = JSON.stringify(answer);
  headers['content-type'] = jsonType;
  if (route.method !== 'get') {
    headers['cache-control'] = 'no-store';
    return new Response(body, { status: route.status, headers });
  }
  const etag = `"${fingerprint(body)}"`;
  headers.etag = etag;
  headers['cache-control'] = 'private, no-cache';
  headers.vary = 'Origin, Authorization, Accept-Language';
  if (isKnown(context.req.header('if-none-match'), etag)) return notModified(headers);
  return new Response(body, { status: 200, headers });
}

function notModified(headers: Record<string, string>): Response {
  delete headers['content-type'];
  return new Response(null, { status: 304, headers });
}

const jsonType = 'application/json; charset=utf-8';
const weak = /^W\//;

function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const wanted = etag.replace(weak, '');
  return header.split(',').some((one) => one.trim() === '*' || one.trim().replace(weak, '') === wanted);
}
