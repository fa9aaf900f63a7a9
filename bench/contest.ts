/** Something that does the work of a cell: ours, or a floor to hold it against. */
export interface Contender {
  readonly name: string;
  /** How often it does the work in one round: enough for about a second. */
  readonly count: number;
  open(folder: string): Promise<Runner>;
}

interface Runner {
  /** Does the work so many times; answers the seconds that it took, without what was prepared beforehand. */
  run(count: number): Promise<number>;
  close(): Promise<void>;
}

interface Entrant extends Contender {
  readonly runner: Runner;
  readonly rates: number[];
}

export interface Measured {
  readonly name: string;
  /** Per second, one figure a round. */
  readonly rates: readonly number[];
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
  const runners: Entrant[] = [];
  try {
    for (const contender of contenders)
      runners.push({ ...contender, runner: await contender.open(folder), rates: [] });
    for (let round = 0; round <= rounds; round += 1) {
      for (const { name, count, runner, rates } of runners) {
        const times = Math.max(64, Math.round(count * share * (round === 0 ? 0.5 : 1)));
        const rate = times / (await runner.run(times));
        if (round > 0) rates.push(rate);
        onRound?.(`round ${String(round)} of ${String(rounds)}: ${name} ${rate.toFixed(0)}/s`);
      }
    }
  } finally {
    for (const { runner } of runners) await runner.close();
  }
  return runners.map(({ name, rates }) => ({ name, rates }));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((first, second) => first - second);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** Runs `work` so many times with so many callers at once; answers the seconds it took. */
export async function withCallers(
  callers: number,
  count: number,
  work: (index: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const call = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      await work(index);
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: callers }, call));
  return (performance.now() - begun) / 1000;
}
