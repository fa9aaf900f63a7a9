import * as z from 'zod';

/** A JSON Schema of OpenAPI 3.1. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Turns Zod shapes into JSON Schemas; those with an id become components that others refer to. */
export class JsonSchemas {
  readonly components: Record<string, JsonSchema> = {};

  /** The schema, or a reference to it when it has an id. */
  of(schema: z.ZodType): JsonSchema {
    // As a property even the outermost shape is answered by reference.
    const whole = z.toJSONSchema(z.object({ it: schema }), { io: 'input', unrepresentable: 'any' }) as {
      properties?: { it?: JsonSchema };
      $defs?: Readonly<Record<string, JsonSchema>>;
    };
    for (const [name, definition] of Object.entries(whole.$defs ?? {}))
      this.components[name] ??= tidy(definition);
    return tidy(whole.properties?.it ?? {});
  }

  /** The shape itself, also of one with an id. */
  resolved(schema: JsonSchema): JsonSchema {
    const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined;
    return (name === undefined ? undefined : this.components[name]) ?? schema;
  }
}

/** References into the document, and no limits that only say that a number is one of JavaScript. */
function tidy(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key === '$ref' && typeof value === 'string')
      return value.replace('#/$defs/', '#/components/schemas/');
    if ((key === 'maximum' || key === 'minimum') && Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER)
      return undefined;
    return key === 'id' && typeof value === 'string' ? undefined : value;
  }) as JsonSchema;
}
