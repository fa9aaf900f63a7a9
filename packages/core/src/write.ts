import type * as z from 'zod';
import { answerAgain, isKeyKnown, keepAnswer, type Idempotency } from './shop/idempotency.ts';
import { type AnyVerb, parseInput } from './define.ts';
import { codeOfConstraint } from './storage/constraints.ts';
import { recordEvents } from './events/record-events.ts';
import { react } from './reactions.ts';
import type { Context } from './shared/context.ts';
import { Refusal } from './shared/error.ts';
import { sameDraws } from './shared/same-draws.ts';
import { BusyError, ConstraintError, type Engine, type Statement, wasRefused } from './storage/engine.ts';
import { tableOrder } from './storage/tables.ts';
import { missing, WorkingSet } from './storage/working-set.ts';
import { Work } from './work.ts';

interface Command {
  readonly verb: AnyVerb;
  readonly input: unknown;
  readonly context: Context;
  readonly idempotency: Idempotency | undefined;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

type Outcome = { readonly answer: unknown } | { readonly error: unknown };

export interface WriteRoadOptions {
  /** Waits until the callers of this moment have spoken; a server passes one turn of its event loop. */
  readonly gather?: () => Promise<void>;
  /** How many commands may share a batch. */
  readonly groupMax?: number;
  /** How many commands may wait; one more is refused with `overloaded`. */
  readonly waitingMax?: number;
  /** Told after a batch that changed something was committed, or may have been. */
  readonly onCommit?: () => void;
}

const triesMax = 8;
/** A decision that never ends is a defect; one that asks row by row for a long document is only slow. */
const loadsMax = 500;

/**
 * The one road of every write. Commands that wait at the same moment are decided in turn on rows
 * loaded once, and committed together as one batch. When a guard trips on a race with another
 * process they go again one by one, so that only the culprit fails.
 */
export class WriteRoad {
  readonly #engine: Engine;
  readonly #options: WriteRoadOptions;
  #waiting: Command[] = [];
  #draining = false;

  constructor(engine: Engine, options: WriteRoadOptions = {}) {
    this.#engine = engine;
    this.#options = options;
  }

  /** Decides and commits one command. Rejects with a `Refusal` when it is refused. */
  async write<Answer>(
    verb: AnyVerb,
    rawInput: unknown,
    context: Context,
    idempotency?: Idempotency,
  ): Promise<Answer> {
    const input = parseInput(verb.input, rawInput);
    const { waitingMax = 10_000 } = this.#options;
    if (this.#engine.sharesBatches === false) return this.#writeAlone({ verb, input, context, idempotency });
    if (this.#waiting.length >= waitingMax) throw new Refusal('overloaded', { retryAfterSeconds: 1 });
    return new Promise<Answer>((resolve, reject) => {
      const answer = resolve as (answer: unknown) => void;
      this.#waiting.push({ verb, input, context, idempotency, resolve: answer, reject });
      if (!this.#draining) void this.#drain();
    });
  }

  /** The whole way inside one call, for an engine whose batches belong to the request that started them. */
  async #writeAlone<Answer>(
    command: Pick<Command, 'verb' | 'input' | 'context' | 'idempotency'>,
  ): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      void this.#commitGroup([{ ...command, resolve: resolve as Command['resolve'], reject }]);
    });
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    try {
      while (this.#waiting.length > 0) {
        await (this.#options.gather ?? nextMicrotask)();
        await this.#commitGroup(this.#nextGroup());
      }
    } finally {
      this.#draining = false;
    }
  }

  #nextGroup(): Command[] {
    const { groupMax = 100 } = this.#options;
    const alone = this.#waiting.findIndex(({ verb }) => verb.alone === true);
    const size = alone === 0 ? 1 : alone > 0 ? Math.min(alone, groupMax) : groupMax;
    return this.#waiting.splice(0, size);
  }

  async #commitGroup(group: readonly Command[]): Promise<void> {
    let outcomes: readonly Outcome[];
    try {
      outcomes = await this.#attempt(group);
    } catch (error) {
      if (group.length === 1) outcomes = [await this.#tryAgain(group[0] as Command, error)];
      else if (error instanceof UnknownOutcome) outcomes = group.map(() => ({ error: error.cause }));
      else {
        for (const command of group) await this.#commitGroup([command]);
        return;
      }
    }
    for (const [index, outcome] of outcomes.entries()) {
      const command = group[index] as Command;
      if ('answer' in outcome) command.resolve(outcome.answer);
      else command.reject(outcome.error);
    }
  }

  /** One command that lost a race is decided anew on fresh rows, until it holds or is refused by the facts. */
  async #tryAgain(command: Command, firstError: unknown): Promise<Outcome> {
    let lastError = firstError;
    for (let tries = 1; tries < triesMax; tries += 1) {
      if (!(lastError instanceof ConstraintError) && !(lastError instanceof BusyError)) break;
      try {
        const [outcome] = await this.#attempt([command]);
        if (outcome) return outcome;
      } catch (error) {
        lastError = error;
      }
    }
    return { error: refusalOf(lastError) };
  }

  /** Decides all commands and commits what they leave as one batch; throws when the batch is refused. */
  async #attempt(group: readonly Command[]): Promise<readonly Outcome[]> {
    const set = new WorkingSet();
    const outcomes = await this.#decideAll(set, group);
    if (!set.pending.isEmpty) await this.#commit(set.pending.statements(tableOrder));
    return outcomes;
  }

  async #commit(statements: readonly Statement[]): Promise<void> {
    try {
      await this.#engine.run(statements, 'write');
    } catch (error) {
      throw wasRefused(error) ? error : new UnknownOutcome(error);
    } finally {
      this.#options.onCommit?.();
    }
  }

  async #decideAll(set: WorkingSet, group: readonly Command[]): Promise<readonly Outcome[]> {
    const outcomes = new Map<Command, Outcome>();
    // What a decision makes up by chance stays the same while it is taken again for want of rows.
    let open = group.map((command) => ({ command, draws: sameDraws(command.context.random) }));
    for (let loads = 0; open.length > 0; loads += 1) {
      if (loads > loadsMax) throw new Error(`${open[0]?.command.verb.name ?? ''} asks for rows without end`);
      const postponed: typeof open = [];
      for (const one of open) {
        one.draws.again();
        const context = { ...one.command.context, random: one.draws.random };
        const outcome = decide(set, { ...one.command, context });
        if (outcome === missing) postponed.push(one);
        else outcomes.set(one.command, outcome);
      }
      if (set.wantsRows) await set.load(this.#engine);
      open = postponed;
    }
    return group.map((command) => outcomes.get(command) as Outcome);
  }
}

function decide(set: WorkingSet, command: Command): Outcome | typeof missing {
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

function decideOnce(work: Work, { verb, input, context, idempotency }: Command): unknown {
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
function foresee(work: Work, { verb, input, context }: Pick<Command, 'verb' | 'input' | 'context'>): never {
  try {
    verb.decide(work, input, context);
  } catch {
    // A refusal counts only once it is known that this is no repetition; the same decision is taken again.
  }
  throw missing;
}

/**
 * The connection broke while a batch was written: nobody knows whether it holds. Deciding its commands again could do
 * everything twice, so each caller is told, and asks again under the same idempotency key.
 */
class UnknownOutcome extends Error {
  constructor(cause: unknown) {
    super('it is not known whether the batch was written', { cause });
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof UnknownOutcome) return error.cause;
  if (error instanceof BusyError) return new Refusal('overloaded', { retryAfterSeconds: 1 });
  if (!(error instanceof ConstraintError)) return error;
  const code = codeOfConstraint(error);
  return code ? new Refusal(code, {}) : error;
}

async function nextMicrotask(): Promise<void> {
  await Promise.resolve();
}
