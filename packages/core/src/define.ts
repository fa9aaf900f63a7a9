import type * as z from 'zod';
import type { Context } from './shared/context.ts';
import { type FieldProblem, refuse } from './shared/error.ts';
import type { Reader } from './storage/reader.ts';
import type { Work } from './work.ts';

/** A command: one atomic write. `decide` is pure: it reads rows and leaves changes through `work`, or refuses. */
export interface Verb<Input extends z.ZodType, Answer extends z.ZodType> {
  readonly kind: 'verb';
  /** `orders.place`: the domain and the verb, as in `tuan.orders.place(…)`. */
  readonly name: string;
  /** One sentence for the reference. */
  readonly summary: string;
  readonly input: Input;
  readonly answer: Answer;
  /** Set when the verb uses set-based SQL, whose effect other commands of the same batch could not see. */
  readonly alone?: boolean;
  /** A function as result is called after the reactions, so that the answer shows what followed. */
  decide(work: Work, input: z.output<Input>, context: Context): z.input<Answer> | (() => z.input<Answer>);
}

/** A question: reads, never writes. */
export interface Query<Input extends z.ZodType, Answer extends z.ZodType> {
  readonly kind: 'query';
  readonly name: string;
  readonly summary: string;
  readonly input: Input;
  readonly answer: Answer;
  /**
   * Set when it reads so many rows that others should not wait for it: a server with threads reads it aside. `shared`
   * where many ask for the same at once: one reading answers them all, and where it takes long, for two seconds at most.
   */
  readonly aside?: boolean | 'shared';
  read(reader: Reader, input: z.output<Input>, context: Context): Promise<z.input<Answer>>;
}

export type AnyVerb = Verb<z.ZodType, z.ZodType>;
export type AnyQuery = Query<z.ZodType, z.ZodType>;

export function defineVerb<Input extends z.ZodType, Answer extends z.ZodType>(
  verb: Omit<Verb<Input, Answer>, 'kind'>,
): Verb<Input, Answer> {
  return { kind: 'verb', ...verb };
}

export function defineQuery<Input extends z.ZodType, Answer extends z.ZodType>(
  query: Omit<Query<Input, Answer>, 'kind'>,
): Query<Input, Answer> {
  return { kind: 'query', ...query };
}

/** Checks an input against its shape; refuses with every wrong field at once. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  return refuse('invalid_input', { fields: result.error.issues.flatMap(fieldProblems) });
}

function fieldProblems(issue: z.core.$ZodIssue): FieldProblem[] {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'invalid_union') {
    const meant = meantOption(issue.errors);
    if (meant)
      return meant.flatMap((inner) => fieldProblems({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  if (issue.code !== 'unrecognized_keys') return [{ path, code: issue.code, message: issue.message }];
  return issue.keys.map((key) => ({
    path: path === '' ? key : `${path}.${key}`,
    code: 'unknown_field',
    message: `There is no field "${key}" here.`,
  }));
}

/** Of several allowed shapes the one that was meant: of the same kind as what was sent, with the fewest faults. */
function meantOption(options: readonly z.core.$ZodIssue[][]): readonly z.core.$ZodIssue[] | undefined {
  const ofSameKind = options.filter((issues) =>
    issues.every(
      ({ code, path }) => path.length > 0 || (code !== 'invalid_type' && code !== 'invalid_value'),
    ),
  );
  return ofSameKind.toSorted((first, second) => first.length - second.length)[0];
}
