/*
 * How often properties are tried. CI has time for the usual number; `npm run nightly` asks for more by PROPERTY_RUNS,
 * which names the runs of pure arithmetic. Single calls are slower and get a hundredth of them, whole rounds by verbs a
 * ten-thousandth.
 */

/** The number of runs of a property: the usual one, or what the nightly figures ask for where that is more. */
export function runsOf(usual: number, kind: 'arithmetic' | 'calls' | 'rounds' = 'rounds'): number {
  const wanted = wantedRuns();
  if (wanted === null) return usual;
  return Math.max(usual, Math.round(wanted / { arithmetic: 1, calls: 100, rounds: 10_000 }[kind]));
}

/** How long a property may take, in milliseconds: as usual, and at night as long as it wants. */
export function patience(usual: number): number {
  return wantedRuns() === null ? usual : Math.max(usual, 3_600_000);
}

/**
 * Counts the cases of a property. In the nightly run it says how far it is, ten times, and `done` prints the figure; else
 * it is silent.
 */
export function counted(
  name: string,
  runs: number,
): { readonly next: () => void; readonly done: (figure: string) => void } {
  const step = Math.max(1, Math.floor(runs / 10));
  const nightly = wantedRuns() !== null;
  let count = 0;
  return {
    next: () => {
      count += 1;
      if (nightly && count % step === 0) say(`progress: ${name} ${String(count)} of ${String(runs)}`);
    },
    done: (figure) => {
      if (nightly) say(`figure: ${name}: ${figure}`);
    },
  };
}

interface Platform {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stderr?: { write(text: string): unknown };
}

/** The core knows no platform, and its tests run on several. */
const platform = (): Platform => (globalThis as { process?: Platform }).process ?? {};

function wantedRuns(): number | null {
  const wanted = Number(platform().env?.PROPERTY_RUNS ?? '');
  return Number.isSafeInteger(wanted) && wanted > 0 ? wanted : null;
}

function say(line: string): void {
  platform().stderr?.write(`${line}\n`);
}
