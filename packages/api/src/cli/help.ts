import type { Command, CommandEntry, Language, Option, Text } from './command.ts';

const words = {
  usage: { en: 'Usage', zh: '用法' },
  commands: { en: 'Commands', zh: '命令' },
  options: { en: 'Options', zh: '选项' },
  each: { en: 'opentuan <command> --help tells more.', zh: 'opentuan <命令> --help 查看每个命令的选项。' },
  about: {
    en: 'opentuan: community group buying (社区团购) on a database of your own',
    zh: 'opentuan：社区团购，数据在自己的数据库里',
  },
} as const satisfies Record<string, Text>;

/** The options that every command has. */
export const commonOptions: Readonly<Record<string, Option>> = {
  locale: {
    type: 'string',
    value: 'zh-CN|en',
    text: { en: 'Language of the messages (default: LANG)', zh: '提示语言（默认取 LANG）' },
  },
  help: { type: 'boolean', text: { en: 'Show this', zh: '显示本帮助' } },
};

export function overview(commands: readonly CommandEntry[], language: Language): string {
  const rows = commands.map(({ name, text }) => [name, text[language]] as const);
  return [
    words.about[language],
    '',
    `${words.usage[language]}: opentuan <command> [options]`,
    '',
    `${words.commands[language]}:`,
    ...columns(rows),
    '',
    words.each[language],
  ].join('\n');
}

export function helpOf(
  { name, text }: CommandEntry,
  { options, operand }: Command,
  language: Language,
): string {
  const rows = Object.entries({ ...options, ...commonOptions }).map(
    ([option, { value, text: meaning }]) =>
      [`--${option}${value === undefined ? '' : ` <${value}>`}`, meaning[language]] as const,
  );
  const operandRows = operand === undefined ? [] : [[operand.value, operand.text[language]] as const];
  const behind = operand === undefined ? '' : ` ${operand.value}`;
  return [
    `opentuan ${name}: ${text[language]}`,
    '',
    `${words.usage[language]}: opentuan ${name}${behind} [options]`,
    '',
    ...(operandRows.length === 0 ? [] : [...columns(operandRows), '']),
    `${words.options[language]}:`,
    ...columns(rows),
  ].join('\n');
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`);
}
