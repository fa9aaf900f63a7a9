import { answerAgain, type Idempotency } from './shop/idempotency.ts';
import { Refusal } from './shared/error.ts';
import type { Outcome } from './decide-command.ts';
import type { Engine } from './storage/engine.ts';
import { WorkingSet } from './storage/working-set.ts';
import { idempotencyKeys } from './shop/tables.ts';
import { Work } from './work.ts';

interface Asked {
  readonly idempotency: Idempotency | undefined;
}

/**
 * What was read in several steps may be of several moments: the key was not known yet, and then the order of the same
 * call, sent twice, was already counted against the limit. Whoever is refused asks for the key once more, and gets the
 * answer of that call when there is one by now.
 */
export async function answersOfTwins(
  engine: Engine,
  commands: readonly Asked[],
  outcomes: readonly Outcome[],
): Promise<readonly Outcome[]> {
  const set = new WorkingSet();
  const work = new Work(set);
  const refused = outcomes.map((outcome, at) =>
    'error' in outcome && outcome.error instanceof Refusal ? commands[at]?.idempotency : undefined,
  );
  for (const key of refused) if (key) work.expect(idempotencyKeys, { scope: key.scope, key: key.key });
  if (!set.wantsRows) return outcomes;
  await set.load(engine);
  return outcomes.map((outcome, at) => {
    const key = refused[at];
    return key ? (twinOf(work, key) ?? outcome) : outcome;
  });
}

function twinOf(work: Work, key: Idempotency): Outcome | undefined {
  try {
    return answerAgain(work, key);
  } catch (error) {
    return { error };
  }
}
