import { examples } from './examples.ts';
import type { JsonSchema, JsonSchemas } from './json-schemas.ts';
import type { RouteDefinition } from './route.ts';

/** How deep an example is followed into its shape. */
const depthMax = 8;

/** A body to begin with: one that was written by hand, else what the shape tells by its examples. */
export function exampleBody(
  { operationId }: RouteDefinition,
  body: JsonSchema,
  schemas: JsonSchemas,
): unknown {
  return examples[operationId] ?? exampleOf(body, schemas, 0);
}

function exampleOf(given: JsonSchema, schemas: JsonSchemas, depth: number): unknown {
  const schema = schemas.resolved(given);
  const ready = [...listOf(given.examples), ...listOf(schema.examples)][0];
  if (ready !== undefined) return ready;
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  const [option] = [...listOf(schema.enum), ...listOf(schema.anyOf), ...listOf(schema.oneOf)];
  if (option !== undefined)
    return typeof option === 'object' ? exampleOf(option as JsonSchema, schemas, depth + 1) : option;
  if (schema.type === 'array')
    return depth > depthMax ? [] : [exampleOf((schema.items ?? {}) as JsonSchema, schemas, depth + 1)];
  if (schema.properties !== undefined) return exampleObject(schema, schemas, depth);
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, Number(schema.minimum ?? 1));
  return schema.type === 'boolean' ? true : 'text';
}

/** What must be given, or all of it where nothing must. */
function exampleObject(schema: JsonSchema, schemas: JsonSchemas, depth: number): unknown {
  const properties = Object.entries(schema.properties as Readonly<Record<string, JsonSchema>>);
  const required = listOf(schema.required);
  const wanted = required.length === 0 ? [] : properties.filter(([name]) => required.includes(name));
  return Object.fromEntries(wanted.map(([name, one]) => [name, exampleOf(one, schemas, depth + 1)]));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
