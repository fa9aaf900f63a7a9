import { answersOfTwins } from './answer-of-twin.ts';
import { type Decidable, decide, type Outcome } from './decide-command.ts';
import type { Idempotency } from './shop/idempotency.ts';
import { type AnyVerb, parseInput } from './define.ts';
import { codeOfConstraint } from './storage/constraints.ts';
import type { Context } from './shared/context.ts';
import { Refusal } from './shared/error.ts';
import { sameDraws } from './shared/same-draws.ts';
import { BusyError, ConstraintError, type Engine, type Statement, wasRefused } from './storage/engine.ts';
import { tableOrder } from './storage/tables.ts';
import { missing, WorkingSet } from './storage/working-set.ts';

interface Command extends Decidable {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** What a group of commands leaves: an outcome for each, and the batch to write. */
interface Decided {
  readonly outcomes: readonly Outcome[];
  readonly statements: readonly Statement[];
}

export interface WriteRoadOptions {
  /** Waits until the callers of this moment have spoken; a server passes one turn of its event loop. */
  readonly gather?: () => Promise<void>;
  /** How many commands may share a batch. */
  readonly groupMax?: number;
  /** How many commands may wait, or be under way where none waits for another; one more that is asked for is refused with `overloaded`. */
  readonly waitingMax?: number;
  /** Told after a batch that changed something was committed, or may have been. What it throws is dropped. */
  readonly onCommit?: () => void;
}

/** `scheduled` is the work of the clock, one command at a time: it is never sent away. */
export type Urgency = 'asked' | 'scheduled';

interface Way {
  readonly idempotency?: Idempotency;
  readonly urgency?: Urgency;
}

/** So few are written together even where batches are written aside: each batch costs a sync. */
const crowd = 32;
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
  /** Commands on a way of their own. */
  #underWay = 0;
  /** The batch that is being written aside; it never rejects. */
  #writing: Promise<void> = Promise.resolve();

  constructor(engine: Engine, options: WriteRoadOptions = {}) {
    this.#engine = engine;
    this.#options = options;
  }

  /** Decides and commits one command. Rejects with a `Refusal` when it is refused. */
  async write<Answer>(
    verb: AnyVerb,
    rawInput: unknown,
    context: Context,
    { idempotency, urgency = 'asked' }: Way = {},
  ): Promise<Answer> {
    const input = parseInput(verb.input, rawInput);
    const { waitingMax = 10_000 } = this.#options;
    const waiting = Math.max(this.#waiting.length, this.#underWay);
    if (waiting >= waitingMax && urgency === 'asked')
      throw new Refusal('overloaded', { retryAfterSeconds: 1 });
    if (this.#engine.sharesBatches === false) return this.#writeAlone({ verb, input, context, idempotency });
    return new Promise<Answer>((resolve, reject) => {
      const answer = resolve as (answer: unknown) => void;
      this.#waiting.push({ verb, input, context, idempotency, resolve: answer, reject });
      if (!this.#draining) void this.#drain();
    });
  }

  /** The whole way inside one call, for an engine whose batches belong to the request that started them. */
  async #writeAlone<Answer>(command: Decidable): Promise<Answer> {
    this.#underWay += 1;
    try {
      return await new Promise<Answer>((resolve, reject) => {
        void this.#commitGroup([{ ...command, resolve: resolve as Command['resolve'], reject }]);
      });
    } finally {
      this.#underWay -= 1;
    }
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    try {
      while (this.#waiting.length > 0) {
        await this.#gather();
        await this.#take(this.#nextGroup());
      }
    } finally {
      this.#draining = false;
    }
  }

  /** A group that cannot be waited for is taken as it is: whoever waits in the queue hangs on nothing else. */
  async #gather(): Promise<void> {
    try {
      await (this.#options.gather ?? nextMicrotask)();
    } catch {
      await nextMicrotask();
    }
  }

  #nextGroup(): Command[] {
    const { groupMax = 100 } = this.#options;
    const alone = this.#waiting.findIndex(({ verb }) => verb.alone === true);
    if (alone === 0) return this.#waiting.splice(0, 1);
    const waiting = alone > 0 ? alone : this.#waiting.length;
    // Half of a crowd: so that there is something to decide while it is written.
    const share = this.#engine.writesAside === true ? Math.max(crowd, Math.ceil(waiting / 2)) : waiting;
    const size = Math.min(waiting, share, groupMax);
    return this.#waiting.splice(0, size);
  }

  /**
   * Where batches are written aside, one is written while the next is decided: on rows of before, as another process
   * would, so that the same guards hold.
   */
  async #take(group: readonly Command[]): Promise<void> {
    if (this.#engine.writesAside !== true || group[0]?.verb.alone === true) {
      await this.#writing;
      return this.#commitGroup(group);
    }
    const decided = await this.#decideAside(group);
    if (decided?.statements.length === 0) return settle(group, decided.outcomes);
    await this.#writing;
    if (!decided) return this.#commitGroup(group);
    this.#writing = this.#writeAside(group, decided);
  }

  /** Nothing when deciding failed: then it is done again when nothing else is under way, and its error told. */
  async #decideAside(group: readonly Command[]): Promise<Decided | undefined> {
    const set = new WorkingSet();
    try {
      const outcomes = await this.#decideAll(set, group);
      // Rows of two moments can contradict each other, which looks like a defect.
      if (outcomes.some((one) => 'error' in one && !(one.error instanceof Refusal))) return undefined;
      return { outcomes, statements: set.pending.isEmpty ? [] : set.pending.statements(tableOrder) };
    } catch {
      return undefined;
    }
  }

  /** Writes what was decided; when a guard trips, another batch came between, and the group is decided anew on its rows. */
  async #writeAside(group: readonly Command[], { outcomes, statements }: Decided): Promise<void> {
    try {
      await this.#commit(statements);
      settle(group, outcomes);
    } catch (error) {
      if (!(error instanceof UnknownOutcome)) return this.#commitGroup(group);
      settle(
        group,
        group.map(() => ({ error: error.cause })),
      );
    }
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
    settle(group, outcomes);
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
      this.#tellCommit();
    }
  }

  /** What the host does on its side must not look like a batch that failed: it would be written again. */
  #tellCommit(): void {
    try {
      this.#options.onCommit?.();
    } catch {
      // It is told, not asked.
    }
  }

  async #decideAll(set: WorkingSet, group: readonly Command[]): Promise<readonly Outcome[]> {
    const outcomes = new Map<Command, Outcome>();
    // What a decision makes up by chance stays the same while it is taken again for want of rows.
    let open = group.map((command) => ({ command, draws: sameDraws(command.context.random) }));
    let loads = 0;
    for (;;) {
      if (loads > loadsMax) throw new Error(`${open[0]?.command.verb.name ?? ''} asks for rows without end`);
      const postponed: typeof open = [];
      for (const one of open) {
        one.draws.again();
        const context = { ...one.command.context, random: one.draws.random };
        const outcome = decide(set, { ...one.command, context });
        if (outcome === missing) postponed.push(one);
        else outcomes.set(one.command, outcome);
      }
      if (postponed.length === 0) break;
      await set.load(this.#engine);
      loads += 1;
      open = postponed;
    }
    const decided = group.map((command) => outcomes.get(command) as Outcome);
    return loads > 1 ? answersOfTwins(this.#engine, group, decided) : decided;
  }
}

function settle(group: readonly Command[], outcomes: readonly Outcome[]): void {
  for (const [index, outcome] of outcomes.entries()) {
    const command = group[index] as Command;
    if ('answer' in outcome) command.resolve(outcome.answer);
    else command.reject(outcome.error);
  }
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
