import type { Contender } from './contest.ts';

/** One thing that is measured: ours first, then the floors it is held against. */
export interface Cell {
  readonly name: string;
  /** Measured only when it is asked for: `--large` or `--peers`. */
  readonly only?: 'large' | 'peers';
  contenders(): Promise<readonly Contender[]>;
  /** For each floor in turn: how many times as fast ours should be; null where the ratio is only told. */
  readonly targets: readonly (number | null)[];
  /** For each floor in turn: how many times as short the time should be in which 99 of 100 requests are answered. */
  readonly latencyTargets?: readonly (number | null)[];
}
