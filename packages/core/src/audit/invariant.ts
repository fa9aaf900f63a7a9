/** One thing that must always hold, as a query for the rows that break it. */
export interface Invariant {
  readonly name: string;
  /** What holds, in one sentence. */
  readonly rule: string;
  /** Selects the rows that break it, with their ids. No parameters, and at most five SELECTs in a compound (D1). */
  readonly sql: string;
}
