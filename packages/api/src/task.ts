import type { CallOptions, OpenTuan } from '@opentuan/core';
import type * as z from 'zod';

/** Something that only a server can do, since the core has no cryptography: it makes keys and signs sessions. */
export interface Task<Input extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType> {
  readonly kind: 'task';
  /** Like that of a verb: `sessions.open`. */
  readonly name: string;
  readonly summary: string;
  readonly input: Input;
  readonly answer: Answer;
  run(tuan: OpenTuan, input: z.output<Input>, options: CallOptions): Promise<z.input<Answer>>;
}

export function defineTask<Input extends z.ZodType, Answer extends z.ZodType>(
  task: Omit<Task<Input, Answer>, 'kind'>,
): Task<Input, Answer> {
  return { kind: 'task', ...task };
}
