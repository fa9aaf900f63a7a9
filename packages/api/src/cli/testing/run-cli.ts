import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface CliAnswer {
  readonly code: number | null;
  /** Standard output. */
  readonly data: string;
  /** Standard error. */
  readonly notes: string;
}

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Starts the command as a person does, in English unless told otherwise. */
export function startCli(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  return spawn(process.execPath, [main, ...words], {
    env: { PATH, HOME, LANG: 'en_US.UTF-8', ...environment },
  });
}

/** Runs the command to its end. */
export function runCli(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CliAnswer> {
  const child = startCli(words, environment);
  let data = '';
  let notes = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => (data += part));
  child.stderr?.setEncoding('utf8').on('data', (part: string) => (notes += part));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, data, notes }));
  });
}
