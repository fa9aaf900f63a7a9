import type * as z from 'zod';
import type { AnyVerb } from './define.ts';
import { recordEvents } from './events/record-events.ts';
import { react } from './reactions.ts';
import type { Context } from './shared/context.ts';
import { answerAgain, type Idempotency, isKeyKnown, keepAnswer } from './shop/idempotency.ts';
import { missing, type WorkingSet } from './storage/working-set.ts';
import { Work } from './work.ts';

/** A verb that somebody has called. */
export interface Decidable {
  readonly verb: AnyVerb;
  readonly input: unknown;
  readonly context: Context;
  readonly idempotency: Idempotency | undefined;
}

export type Outcome = { readonly answer: unknown } | { readonly error: unknown };

/** Decides one command on the rows of a batch and leaves its changes there; `missing` when it asked for rows that are not loaded. */
export function decide(set: WorkingSet, command: Decidable): Outcome | typeof missing {
  const work = new Work(set);
  try {
    const answer = decideOnce(work, command);
    work.keepGuards();
    set.accept();
    return { answer };
  } catch (error) {
    set.rollBack();
    if (error === missing) return missing;
    return { error };
  }
}

function decideOnce(work: Work, { verb, input, context, idempotency }: Decidable): unknown {
  if (idempotency && !isKeyKnown(work, idempotency)) foresee(work, { verb, input, context });
  const known = idempotency && answerAgain(work, idempotency);
  if (known) return known.answer;
  const decided = verb.decide(work, input, context);
  react(work, context);
  const answer: unknown =
    typeof decided === 'function' ? (decided as () => z.input<AnyVerb['answer']>)() : decided;
  recordEvents(work, context);
  if (idempotency) keepAnswer(work, idempotency, answer, context.now);
  return answer;
}

/** Lets the decision ask for its rows, so that they come in one round trip with the key; what it decides does not count. */
function foresee(work: Work, { verb, input, context }: Pick<Decidable, 'verb' | 'input' | 'context'>): never {
  try {
    verb.decide(work, input, context);
  } catch {
    // A refusal counts only once it is known that this is no repetition; the same decision is taken again.
  }
  throw missing;
}
