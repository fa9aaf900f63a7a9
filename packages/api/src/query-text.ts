import * as z from 'zod';

/** How the text of a query string becomes what the schema of a field expects. */
type QueryCoercion = 'number' | 'boolean' | 'texts' | 'numbers';
/** By field; a field that is not here stays text. */
export type QueryCoercions = Readonly<Record<string, QueryCoercion>>;

/** Found once per route, so that a request costs no look into the schema. */
export function queryCoercions(input: z.ZodType): QueryCoercions {
  if (!(input instanceof z.ZodObject)) return {};
  const shape = input.shape as Readonly<Record<string, z.ZodType>>;
  return Object.fromEntries(
    Object.entries(shape).flatMap(([name, schema]) => {
      const coercion = coercionOf(schema);
      return coercion === undefined ? [] : [[name, coercion]];
    }),
  );
}

function coercionOf(schema: z.ZodType): QueryCoercion | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return coercionOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodNumber) return 'number';
  if (schema instanceof z.ZodBoolean) return 'boolean';
  if (!(schema instanceof z.ZodArray)) return undefined;
  return coercionOf(schema.element as z.ZodType) === 'number' ? 'numbers' : 'texts';
}

/** The fields of a query string. What is no number or boolean stays text, so that the schema names the wrong field. */
export function readQuery(
  query: Readonly<Record<string, readonly string[]>>,
  coercions: QueryCoercions,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(query).map(([name, texts]) => [name, valueOf(texts, coercions[name])]),
  );
}

function valueOf(texts: readonly string[], coercion: QueryCoercion | undefined): unknown {
  // `?status=held,ready` and `?status=held&status=ready` are the same list.
  const list =
    coercion === 'texts' || coercion === 'numbers' ? texts.flatMap((text) => text.split(',')) : texts;
  if (coercion === 'texts') return list;
  if (coercion === 'numbers') return list.map(numberOf);
  if (list.length > 1) return list;
  const [text = ''] = list;
  if (coercion === 'number') return numberOf(text);
  return coercion === 'boolean' && (text === 'true' || text === 'false') ? text === 'true' : text;
}

function numberOf(text: string): number | string {
  return /^-?\d{1,16}(\.\d{1,12})?$/.test(text) ? Number(text) : text;
}
