import { JsonSchemas, type JsonSchema } from './json-schemas.ts';
import { exampleBody } from './openapi-examples.ts';
import { problemComponents, problemResponses } from './openapi-problems.ts';
import type { Audience, RouteDefinition } from './route.ts';
import { routes } from './routes.ts';
import { summariesZh } from './summaries-zh.ts';
import { tags } from './tags.ts';

type Json = Readonly<Record<string, unknown>>;

const securityOf: Readonly<Record<Audience, readonly Json[]>> = {
  shop: [{ secretKey: [] }],
  storefront: [{ publishableKey: [] }, { customerSession: [] }],
  customer: [{ customerSession: [] }],
  leader: [{ leaderSession: [] }],
  driver: [{ driverLink: [] }],
  supplier: [{ supplierLink: [] }],
  public: [],
};

/** The description of the API (OpenAPI 3.1), made from the route table and the shapes of the core. `mount`: where the API is. */
export function openApiDocument(mount = ''): Json {
  const schemas = new JsonSchemas();
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = `/v1${route.path}`;
    paths[path] = { ...paths[path], [route.method]: operationOf(route, schemas) };
  }
  const used = new Set(routes.map(({ tag }) => tag));
  return {
    openapi: '3.1.0',
    info,
    servers: [{ url: mount === '' ? '/' : mount }],
    tags: Object.entries(tags)
      .filter(([name]) => used.has(name))
      .map(([name, { en, zh }]) => ({ name, description: `${en} · ${zh}`, 'x-title': { en, zh } })),
    paths: { ...paths, ...systemPaths },
    components: {
      schemas: sorted({ ...schemas.components, ...problemComponents.schemas }),
      responses: problemComponents.responses,
      parameters: { IdempotencyKey: idempotencyKey },
      securitySchemes,
    },
  };
}

function operationOf(route: RouteDefinition, schemas: JsonSchemas): Json {
  const { method, operation } = route;
  const whole = schemas.of(operation.input);
  const shape = schemas.resolved(whole);
  const hidden = new Set([...route.pathFields, ...route.without, ...Object.keys(route.fixed)]);
  const reads = method === 'get' || method === 'delete';
  const parameters = [
    ...pathParameters(route, shape),
    ...(reads ? queryParameters(shape, hidden) : [idempotencyReference]),
    ...(route.sheet === undefined ? [] : sheetParameters),
  ];
  const body = reads ? undefined : bodyOf(whole, shape, hidden);
  return {
    operationId: route.operationId,
    summary: operation.summary,
    'x-summary-zh': summariesZh[operation.name] ?? '',
    tags: [route.tag],
    'x-audience': route.audience,
    security: securityOf[route.audience],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: requestBodyOf(body, route, schemas) }),
    responses: {
      [String(route.status)]: answerResponse(schemas.of(operation.answer), route),
      ...problemResponses(route),
    },
  };
}

function answerResponse(schema: JsonSchema, { sheet, gives }: RouteDefinition): Json {
  if (gives.length > 0)
    return { description: 'Done.', content: Object.fromEntries(gives.map((type) => [type, {}])) };
  const files = sheet === undefined ? {} : { 'text/csv': {}, [xlsx]: {} };
  return { description: 'Done.', content: { 'application/json': { schema }, ...files } };
}

function propertiesOf(shape: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return (shape.properties ?? {}) as Readonly<Record<string, JsonSchema>>;
}

function requiredOf(shape: JsonSchema): readonly string[] {
  return (shape.required ?? []) as readonly string[];
}

function pathParameters({ pathFields }: RouteDefinition, shape: JsonSchema): Json[] {
  return pathFields.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: propertiesOf(shape)[name] ?? { type: 'string' },
  }));
}

function queryParameters(shape: JsonSchema, hidden: ReadonlySet<string>): Json[] {
  return Object.entries(propertiesOf(shape))
    .filter(([name]) => !hidden.has(name))
    .map(([name, { description, ...schema }]) => ({
      name,
      in: 'query',
      ...(requiredOf(shape).includes(name) ? { required: true } : {}),
      ...(description === undefined ? {} : { description }),
      schema,
    }));
}

/** The input without what stands in the path or is not for this audience; none where nothing is left. */
function bodyOf(whole: JsonSchema, shape: JsonSchema, hidden: ReadonlySet<string>): JsonSchema | undefined {
  const kept = Object.entries(propertiesOf(shape)).filter(([name]) => !hidden.has(name));
  if (kept.length === 0) return undefined;
  if (kept.length === Object.keys(propertiesOf(shape)).length) return whole;
  const { examples, required: _, ...rest } = shape;
  const required = requiredOf(shape).filter((name) => !hidden.has(name));
  return {
    ...rest,
    properties: Object.fromEntries(kept),
    ...(required.length === 0 ? {} : { required }),
    ...(Array.isArray(examples)
      ? { examples: examples.map((example) => without(example as Json, hidden)) }
      : {}),
  };
}

function without(example: Json, hidden: ReadonlySet<string>): Json {
  return Object.fromEntries(Object.entries(example).filter(([name]) => !hidden.has(name)));
}

function requestBodyOf(schema: JsonSchema, route: RouteDefinition, schemas: JsonSchemas): Json {
  const { upload, takes } = route;
  if (takes.length > 0) return { required: true, content: fileContent(takes) };
  const content = { 'application/json': { schema, example: exampleBody(route, schema, schemas) } };
  if (upload === undefined) return { required: isRequired(schema), content };
  const form = {
    type: 'object',
    properties: { kind: { type: 'string' }, file: { type: 'string', format: 'binary' } },
  };
  return { required: true, content: { ...content, 'multipart/form-data': { schema: form } } };
}

/** A file as the body, or as the field `file` of a form. */
function fileContent(types: readonly string[]): Json {
  const file = { type: 'string', format: 'binary' };
  const form = { type: 'object', properties: { file }, required: ['file'] };
  const alone = Object.fromEntries(types.map((type) => [type, { schema: file }]));
  return { ...alone, 'multipart/form-data': { schema: form } };
}

function isRequired(body: JsonSchema): boolean {
  return '$ref' in body || requiredOf(body).length > 0;
}

function sorted<Value>(named: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(named).toSorted(([first], [second]) => (first < second ? -1 : 1)));
}

const info = {
  title: 'OpenTuan',
  version: '1',
  license: { name: 'MIT', identifier: 'MIT' },
  description: [
    'Community group buying for a shop that exists already: campaigns, orders, purchasing, delivery, pickup, commissions.',
    'Money is `{ "amount": 1250, "currency": "CNY" }` in minor units; instants are RFC 3339 in UTC; ids of the host shop are written `external:V001`.',
  ].join('\n'),
  'x-description-zh': [
    '社区团购：开团、订单、采购、配送、提货与佣金，接入已有的店铺。',
    '金额写作 `{ "amount": 1250, "currency": "CNY" }`，以分为单位；时间为 UTC 的 RFC 3339；店铺自己的编号写作 `external:V001`。',
  ].join('\n'),
};

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const sheetParameters: readonly Json[] = [
  {
    name: 'format',
    in: 'query',
    description: 'A file to be saved instead of JSON.',
    schema: { enum: ['json', 'csv', 'xlsx'] },
  },
  {
    name: 'locale',
    in: 'query',
    description: 'The language of the headers of a file.',
    schema: { type: 'string', examples: ['zh-CN'] },
  },
];

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'Makes a retry safe: the same key and body have one effect and one answer.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
};
const idempotencyReference = { $ref: '#/components/parameters/IdempotencyKey' };

const bearer = (description: string): Json => ({ type: 'http', scheme: 'bearer', description });
const securitySchemes = {
  secretKey: bearer("A secret key `sk_…` with the scope of the operation. Only from the shop's own server."),
  publishableKey: bearer('A publishable key `pk_…`, which a page may show to everyone.'),
  customerSession: bearer('A customer session, from POST /v1/sessions or signed by the host shop.'),
  leaderSession: bearer('A leader session, from POST /v1/sessions or signed by the host shop.'),
  driverLink: bearer('The token of a link to one delivery run, from POST /v1/delivery-runs/{runId}/links.'),
  supplierLink: bearer(
    'The token of a link to one purchase order, from POST /v1/purchase-orders/{purchaseOrderId}/links.',
  ),
};

const systemPaths = {
  '/v1/health': {
    get: {
      operationId: 'getHealth',
      summary: 'Whether this server can work',
      tags: ['tick'],
      security: [],
      responses: {
        '200': { description: 'It can.', content: { 'application/json': { schema: { type: 'object' } } } },
        '503': { $ref: '#/components/responses/Later' },
      },
    },
  },
};
