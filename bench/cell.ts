import type { Contender } from './contest.ts';

/** One thing that is measured: ours first, then the floors it is held against. */
export interface Cell {
  readonly name: string;
  contenders(): Promise<readonly Contender[]>;
  /** For each floor in turn: how many times as fast ours should be; null where the ratio is only told. */
  readonly targets: readonly (number | null)[];
}
