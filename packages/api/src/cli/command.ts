/** What people read, in both languages. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

export type Language = keyof Text;

export interface Option {
  readonly type: 'string' | 'boolean';
  readonly text: Text;
  /** What stands for the value in the help. */
  readonly value?: string;
}

/** What one run of a command works with. */
export interface Call {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
  readonly language: Language;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Writes a line of data to standard output. */
  readonly print: (line: string) => void;
  /** Writes a line to standard error: progress, and what people should know. */
  readonly note: (line: string) => void;
}

/** A command in the overview, before it is loaded. */
export interface CommandEntry {
  readonly name: string;
  readonly text: Text;
  load(): Promise<Command>;
}

/** One subcommand: its options, and what it does. */
export interface Command {
  readonly options: Readonly<Record<string, Option>>;
  /** What may stand behind the name, as in `create|list|revoke`. */
  readonly operand?: { readonly value: string; readonly text: Text; readonly max: number };
  /** Answers the exit code. */
  run(call: Call): Promise<number>;
}

/** A command line that cannot be understood; it names the way out. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

/** Something that people can put right themselves; told without a stack. */
export class Trouble extends Error {
  override readonly name = 'Trouble';
  readonly text: Text;

  constructor(text: Text, options?: ErrorOptions) {
    super(text.en, options);
    this.text = text;
  }
}

export function textOption({ values }: Call, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function isSet({ values }: Call, name: string): boolean {
  return values[name] === true;
}

/** A whole number between `min` and `max`; `fallback` where the option is left out. */
export function numberOption(call: Call, name: string, fallback: number, min: number, max: number): number {
  const text = textOption(call, name);
  if (text === undefined) return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new UsageError({
    en: `--${name} must be a whole number from ${String(min)} to ${String(max)}, not "${text}".`,
    zh: `--${name} 须为 ${String(min)} 到 ${String(max)} 的整数，不能是“${text}”。`,
  });
}
