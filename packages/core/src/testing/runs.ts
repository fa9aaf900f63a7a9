/**
 * How often a property is tried: as many times as CI has time for, or as the nightly figures ask for. `OPENTUAN_RUNS`
 * names the number for the arithmetic alone; whole rounds by verbs are a thousandth of it.
 */
export function runsOf(usual: number, kind: 'arithmetic' | 'rounds' = 'arithmetic'): number {
  const wanted = Number(environment().OPENTUAN_RUNS ?? '');
  if (!Number.isSafeInteger(wanted) || wanted <= 0) return usual;
  return Math.max(usual, kind === 'arithmetic' ? wanted : Math.round(wanted / 1000));
}

/** The core knows no platform, and its tests run on several. */
function environment(): Readonly<Record<string, string | undefined>> {
  return (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env ?? {};
}
