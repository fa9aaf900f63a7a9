import type { Refusal } from '@opentuan/core';
import { parseArgs } from 'node:util';
import { type Call, type Command, type CommandEntry, type Language, Trouble, UsageError } from './command.ts';
import { commands } from './commands.ts';
import { commonOptions, helpOf, overview } from './help.ts';

export type Surroundings = Pick<Call, 'environment' | 'print' | 'note'>;

/** Runs one command line; answers the exit code: 0 well, 1 something is wrong, 2 the line was not understood. */
export async function runCommandLine(words: readonly string[], surroundings: Surroundings): Promise<number> {
  const language = languageOf(words, surroundings.environment);
  const [name = ''] = words;
  if (['', 'help', '--help', '-h'].includes(name)) {
    surroundings.print(overview(commands, language));
    return name === '' ? 2 : 0;
  }
  const entry = commands.find((candidate) => candidate.name === name);
  try {
    if (!entry) throw unknownCommand(name);
    const command = await entry.load();
    const { values, positionals } = parse(command, words.slice(1));
    if (values.help === true) {
      surroundings.print(helpOf(entry, command, language));
      return 0;
    }
    return await command.run({ values, positionals, language, ...surroundings });
  } catch (error) {
    return explain(error, entry, language, surroundings);
  }
}

function parse(command: Command, args: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries({ ...command.options, ...commonOptions }).map(([option, { type }]) => [option, { type }]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const max = command.operand?.max ?? 0;
    const extra = positionals[max];
    if (extra !== undefined)
      throw new UsageError({ en: `"${extra}" is not expected here.`, zh: `这里不需要“${extra}”。` });
    return { values: values as Call['values'], positionals };
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error)) throw error;
    throw notUnderstood(error);
  }
}

function notUnderstood(error: Error): UsageError {
  const [, option] = /'(--?[\w-]+)/.exec(error.message) ?? [];
  if (option === undefined) return new UsageError({ en: error.message, zh: error.message });
  if (/Unknown option/.test(error.message))
    return new UsageError({ en: `There is no option ${option}.`, zh: `没有选项 ${option}。` });
  return /does not take an argument/.test(error.message)
    ? new UsageError({ en: `${option} takes no value.`, zh: `${option} 不带值。` })
    : new UsageError({ en: `${option} needs a value.`, zh: `${option} 需要一个值。` });
}

function unknownCommand(name: string): UsageError {
  const names = commands.map((command) => command.name).join(', ');
  return new UsageError({
    en: `There is no command "${name}". There are: ${names}.`,
    zh: `没有命令“${name}”。可用：${names}。`,
  });
}

async function explain(
  error: unknown,
  entry: CommandEntry | undefined,
  language: Language,
  { note }: Surroundings,
): Promise<number> {
  if (error instanceof UsageError) {
    const line = entry === undefined ? 'opentuan --help' : `opentuan ${entry.name} --help`;
    note(`${error.text[language]}${language === 'zh' ? `请看：${line}` : ` See: ${line}`}`);
    return 2;
  }
  if (error instanceof Trouble) note(error.text[language]);
  else if (error instanceof Error && error.name === 'Refusal')
    note(await refusalText(error as Refusal, language));
  else note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}

async function refusalText(refusal: Refusal, language: Language): Promise<string> {
  const { errorSentences, errorSentencesZh } = await import('@opentuan/core');
  const sentences = language === 'zh' ? errorSentencesZh : errorSentences;
  const { code } = refusal;
  const fields = refusal.details.fields ?? [];
  const lines = fields.map(({ path, message }) => `  ${path}: ${message}`);
  return [`${code}: ${sentences[code]}`, ...lines].join('\n');
}

/** `--locale`, else the locale of the terminal. */
function languageOf(words: readonly string[], environment: Surroundings['environment']): Language {
  const at = words.findIndex((word) => word === '--locale' || word.startsWith('--locale='));
  const told = at === -1 ? undefined : (words[at]?.split('=')[1] ?? words[at + 1]);
  const locale = told ?? environment.LC_ALL ?? environment.LC_MESSAGES ?? environment.LANG ?? '';
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
