import { type FieldProblem, Refusal } from '@opentuan/core';
import type { Context } from 'hono';
import { HttpRefusal } from './http-errors.ts';
import { readQuery } from './query-text.ts';
import { readBody } from './read-body.ts';
import type { RouteDefinition } from './route.ts';

type Fields = Record<string, unknown>;

/** The one input of an operation: the JSON body, or the query string of a read, with the parameters of the path. */
export async function readInput(route: RouteDefinition, context: Context): Promise<unknown> {
  const sent =
    route.method === 'get' || route.method === 'delete'
      ? queryOf(route, context)
      : await bodyOf(route, context);
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
    const message = 'The body must be a JSON object.';
    throw new Refusal('invalid_input', { fields: [{ path: '', code: 'invalid_type', message }] });
  }
  demandNoForeignField(route, sent as Fields);
  const input: Fields = { ...sent, ...route.fixed };
  for (const name of route.pathFields) input[name] = context.req.param(name);
  return input;
}

async function bodyOf(route: RouteDefinition, context: Context): Promise<unknown> {
  const json = /^application\/json\s*(;|$)/i.test(context.req.header('content-type') ?? '');
  if (route.upload && !json) return route.upload(context, route.bodyMax);
  const text = await readBody(context.req.raw, route.bodyMax);
  if (text === '') return {};
  if (!json) {
    throw new HttpRefusal('unsupported_media_type');
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new HttpRefusal('malformed_json');
  }
}

function queryOf(route: RouteDefinition, context: Context): Fields {
  const query = context.req.queries();
  if (route.sheet !== undefined) delete query.format;
  if (route.sheet !== undefined || route.respond !== undefined) delete query.locale;
  return readQuery(query, route.coercions);
}

/** What stands in the path, or what this audience does not have, is not taken from the body. */
function demandNoForeignField({ pathFields, without, fixed }: RouteDefinition, sent: Fields): void {
  const foreign = [...pathFields, ...without, ...Object.keys(fixed)].filter((name) =>
    Object.hasOwn(sent, name),
  );
  if (foreign.length === 0) return;
  const fields: FieldProblem[] = foreign.map((path) => ({
    path,
    code: 'unknown_field',
    message: `There is no field "${path}" here.`,
  }));
  throw new Refusal('invalid_input', { fields });
}
