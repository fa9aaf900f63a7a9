/** One wrong field of what was sent: `lines.0.pieces`. */
export interface FieldProblem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** The facts of a `application/problem+json` answer, and those of a call that never got an answer. */
export interface ProblemFacts {
  /** Stable, for programs: `offer_sold_out`. From this side: `offline`, `session_required`, `unreadable_answer`. */
  readonly code: string;
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** What is wrong and what to do, in English, for developers. */
  readonly detail: string;
  readonly fields: readonly FieldProblem[];
  /** Everything else that was answered: the new quote, how many are left, when to try again. */
  readonly [fact: string]: unknown;
}

/**
 * A call that was refused or did not arrive. Nothing of it was done, unless the code is `offline`:
 * then nobody knows, and the same call with the same idempotency key is safe.
 *
 * @example catch (problem) { if (problem instanceof ClientProblem && problem.code === 'offer_sold_out') … }
 */
export class ClientProblem extends Error {
  override readonly name = 'ClientProblem';
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly fields: readonly FieldProblem[];
  readonly facts: ProblemFacts;

  constructor(facts: Partial<ProblemFacts>) {
    const { code = 'unreadable_answer', status = 0, detail = '', fields = [] } = facts;
    super(detail || code);
    this.code = code;
    this.status = status;
    this.detail = detail;
    this.fields = fields;
    this.facts = { ...facts, code, status, detail, fields };
  }
}
