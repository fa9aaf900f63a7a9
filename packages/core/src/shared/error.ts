import type { ErrorCode } from '../error-codes.ts';

/** One wrong field: where (`lines.0.pieces`), what is wrong, and a code a program can read. */
export interface FieldProblem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

export interface RefusalDetails {
  /** What is wrong with which field. */
  readonly fields?: readonly FieldProblem[];
  /** Facts that help the caller: the current state, a new quote, how many are left. */
  readonly [fact: string]: unknown;
}

/** A command that was understood and refused. Nothing of it was done. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ErrorCode;
  readonly details: RefusalDetails;

  constructor(code: ErrorCode, details: RefusalDetails = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** Ends the command with an error code of `error-codes.ts`. */
export function refuse(code: ErrorCode, details?: RefusalDetails): never {
  throw new Refusal(code, details);
}

/** Refuses with `code` unless the rule holds. */
export function demand(holds: boolean, code: ErrorCode, details?: RefusalDetails): asserts holds {
  if (!holds) throw new Refusal(code, details);
}

/** A rule of our own code that must hold whatever the caller sends: a defect, never a refusal. */
export function assert(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(`assertion failed: ${message}`);
}
