/** What a column can hold: money, quantities and instants are integers, everything else is text. */
export type SqlValue = string | number | null;

export interface Statement {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** One result row, keyed by column name. Columns of a join need aliases: D1 answers objects. */
export type SqlRow = Readonly<Record<string, SqlValue>>;

/**
 * The one port to a database. `run` is atomic: either every statement holds or none does.
 * It answers the rows of each statement, in order. A broken constraint rejects with a `ConstraintError`.
 */
export interface Engine {
  readonly name: string;
  /**
   * False where a batch belongs to the request that started it, as in a Worker: then commands of several
   * requests never share one, and each commits on its own. True when left out.
   */
  readonly sharesBatches?: boolean;
  /** True where a batch is written aside, so that the next one can be decided meanwhile. False when left out. */
  readonly writesAside?: boolean;
  /** Reads what may take long while everything else goes on. Where it is missing, `run` does it. */
  readAside?(statements: readonly Statement[]): Promise<readonly (readonly SqlRow[])[]>;
  run(statements: readonly Statement[], mode?: 'read' | 'write'): Promise<readonly (readonly SqlRow[])[]>;
  close?(): Promise<void>;
}

export type ConstraintKind = 'check' | 'unique' | 'foreignKey' | 'notNull' | 'type';

/** A batch that the database refused as a whole, because a rule of the schema did not hold. */
export class ConstraintError extends Error {
  override readonly name = 'ConstraintError';
  readonly kind: ConstraintKind;
  /** The name of the CHECK, or `table.column` of a unique or not-null rule, as the engine tells it. */
  readonly constraint: string;

  constructor(kind: ConstraintKind, constraint: string, cause: unknown) {
    super(`${kind} constraint failed: ${constraint}`, { cause });
    this.kind = kind;
    this.constraint = constraint;
  }
}

/** The database is held by another writer; the same batch may go through when it is tried again. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
  constructor(cause: unknown) {
    super('the database is busy', { cause });
  }
}

const patterns: readonly (readonly [ConstraintKind, RegExp])[] = [
  ['check', /CHECK constraint failed: (\w+)/],
  ['unique', /UNIQUE constraint failed: ([\w., ]+?)(?::|$)/m],
  ['foreignKey', /FOREIGN KEY constraint failed()/],
  ['notNull', /NOT NULL constraint failed: ([\w.]+)/],
  ['type', /cannot store (\w+ value in \w+ column [\w.]+)/],
];

/** Reads the engine's own error text, which carries the constraint's name on every engine. */
export function translateEngineError(error: unknown): unknown {
  const text = errorText(error);
  for (const [kind, pattern] of patterns) {
    const match = pattern.exec(text);
    if (match) return new ConstraintError(kind, match[1] ?? '', error);
  }
  if (/SQLITE_BUSY|database is locked/.test(text)) return new BusyError(error);
  return error;
}

/** Whether the database itself refused the batch, so that nothing of it holds. A broken connection says nothing. */
export function wasRefused(error: unknown): boolean {
  if (error instanceof ConstraintError || error instanceof BusyError) return true;
  const { code } = error instanceof Error ? (error as { readonly code?: unknown }) : {};
  return /\bSQLITE_[A-Z]+/.test(`${typeof code === 'string' ? code : ''} ${errorText(error)}`);
}

function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}\n${errorText(error.cause)}`;
}
