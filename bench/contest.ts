/** Something that does the work of a cell: ours, or a floor to hold it against. */
export interface Contender {
  readonly name: string;
  /** How often it does the work in one round: enough for about a second. */
  readonly count: number;
  /** One document over all of `count`: the warming round is as large as the others. */
  readonly whole?: boolean;
  open(folder: string): Promise<Runner>;
}

/** What one round has told of a contender. */
export interface Round {
  /** Without what was prepared beforehand. */
  readonly seconds: number;
  /** Milliseconds that half, and 99 of 100, of the requests took at most. */
  readonly latency?: Latency;
  /** Resident memory of its process at the end of the round, or the most it held until then, in MiB. */
  readonly memory?: number;
}

export interface Latency {
  readonly half: number;
  readonly most: number;
}

export interface Runner {
  /** Does the work so many times. */
  run(count: number): Promise<Round>;
  close(): Promise<void>;
}

interface Entrant extends Contender {
  readonly runner: Runner;
  readonly rates: number[];
  readonly latencies: Latency[];
  readonly memory: number[];
}

export interface Measured {
  readonly name: string;
  /** Per second, one figure a round. */
  readonly rates: readonly number[];
  /** One a round where requests were timed, else none. */
  readonly latencies: readonly Latency[];
  readonly memory: readonly number[];
}

export interface ContestOptions {
  readonly folder: string;
  readonly rounds: number;
  /** 1 is a full round; less for a quick look. */
  readonly share: number;
  readonly onRound?: (text: string) => void;
}

/**
 * Lets the contenders work in turn, round after round in one process, so that whatever else the
 * machine does falls on all of them alike. The first round warms up and does not count.
 */
export async function compete(
  contenders: readonly Contender[],
  { folder, rounds, share, onRound }: ContestOptions,
): Promise<readonly Measured[]> {
  const entrants: Entrant[] = [];
  try {
    for (const contender of contenders) {
      const runner = await contender.open(folder);
      entrants.push({ ...contender, runner, rates: [], latencies: [], memory: [] });
    }
    for (let round = 0; round <= rounds; round += 1) {
      for (const entrant of entrants) {
        const { name, count, whole, runner } = entrant;
        const times = Math.max(64, Math.round(count * share * (round === 0 && whole !== true ? 0.5 : 1)));
        const told = await runner.run(times);
        if (round > 0) note(entrant, times, told);
        onRound?.(
          `round ${String(round)} of ${String(rounds)}: ${name} ${(times / told.seconds).toFixed(0)}/s`,
        );
      }
    }
  } finally {
    for (const { runner } of entrants) await runner.close();
  }
  return entrants.map(({ name, rates, latencies, memory }) => ({ name, rates, latencies, memory }));
}

function note({ rates, latencies, memory: sizes }: Entrant, times: number, round: Round): void {
  rates.push(times / round.seconds);
  if (round.latency) latencies.push(round.latency);
  if (round.memory !== undefined) sizes.push(round.memory);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((first, second) => first - second);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** Of the milliseconds that single requests took. */
export function latencyOf(times: readonly number[]): Latency {
  const sorted = times.toSorted((first, second) => first - second);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return { half: at(0.5), most: at(0.99) };
}

/** Runs `work` so many times with so many callers at once; answers the seconds it took, and each single one. */
export async function withCallers(
  callers: number,
  count: number,
  work: (index: number) => Promise<unknown>,
): Promise<Round> {
  const times: number[] = [];
  let next = 0;
  const call = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      const begun = performance.now();
      await work(index);
      times.push(performance.now() - begun);
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: callers }, call));
  return { seconds: (performance.now() - begun) / 1000, latency: latencyOf(times) };
}
