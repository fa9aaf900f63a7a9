import { problemKinds } from './problem.ts';
import type { RouteDefinition } from './route.ts';

type Json = Readonly<Record<string, unknown>>;

const fieldProblem = {
  type: 'object',
  properties: {
    path: { type: 'string', description: 'Where: `lines.0.pieces`. Empty when the whole body is meant.' },
    code: { type: 'string', description: 'What, for a program.' },
    message: { type: 'string', description: 'What, for a person.' },
  },
  required: ['path', 'code', 'message'],
};

const problem = {
  type: 'object',
  description:
    'What went wrong and what to do (RFC 9457). Beside these members stand facts that `detail` names.',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: {
      type: 'string',
      description: 'Stable, for programs.',
      enum: Object.keys(problemKinds).toSorted(),
    },
    detail: { type: 'string', description: 'In English or Chinese, as `Accept-Language` asks.' },
    instance: { type: 'string', description: 'This request, to be found again in the log.' },
    fields: { type: 'array', items: { $ref: '#/components/schemas/FieldProblem' } },
  },
  required: ['type', 'title', 'status', 'code', 'detail', 'instance'],
};

/** The responses that routes refer to, by HTTP status. */
const kinds: Readonly<Record<string, readonly [name: string, description: string, status: number]>> = {
  '400': ['Malformed', 'The request cannot be read.', 400],
  '401': ['Unauthenticated', 'There is no valid credential.', 401],
  '403': ['Forbidden', 'The credential may not do that.', 403],
  '404': ['NotFound', 'There is nothing here.', 404],
  '409': ['Conflict', 'The state of things does not allow it.', 409],
  '413': ['TooLarge', 'The body is too large.', 413],
  '415': ['WrongType', 'The body is not JSON.', 415],
  '422': ['Invalid', 'Some fields are wrong.', 422],
  '429': ['TooMany', 'Too many requests.', 429],
  '503': ['Later', 'Not now; try again.', 503],
};

export const problemComponents: {
  readonly schemas: Readonly<Record<string, Json>>;
  readonly responses: Readonly<Record<string, Json>>;
} = {
  schemas: { Problem: problem, FieldProblem: fieldProblem },
  responses: Object.fromEntries(
    Object.values(kinds).map(([name, description, status]) => [name, responseOf(description, status)]),
  ),
};

function responseOf(description: string, status: number): Json {
  const codes = Object.values(problemKinds).filter((kind) => kind.status === status);
  const examples = codes.map(({ code, title, detail }) => [
    code,
    {
      summary: detail.en,
      value: { type: `/problems/${code}`, title, status, code, detail: detail.en, instance: 'req_5f0c' },
    },
  ]);
  return {
    description,
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(examples) as Json,
      },
    },
  };
}

/** Which of them a route can answer. */
export function problemResponses({ method, pathFields }: RouteDefinition): Readonly<Record<string, Json>> {
  const reads = method === 'get' || method === 'delete';
  const statuses = [
    '400',
    '401',
    '403',
    ...(pathFields.length > 0 || !reads ? ['404'] : []),
    '422',
    '429',
    '503',
  ];
  const all = reads ? statuses : [...statuses, '409', '413', '415'];
  return Object.fromEntries(
    all.toSorted().map((status) => [status, { $ref: `#/components/responses/${kinds[status]?.[0] ?? ''}` }]),
  );
}
