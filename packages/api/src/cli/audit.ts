import { type Command, isSet, type Language } from './command.ts';
import { databaseOptions, withTuan } from './database.ts';

interface Report {
  readonly checked: number;
  readonly broken: readonly {
    readonly invariant: string;
    readonly rule: string;
    readonly rows: readonly Readonly<Record<string, unknown>>[];
  }[];
}

/** Proves the invariants on a database; exit code 1 when one does not hold. */
export const audit: Command = {
  options: {
    ...databaseOptions,
    json: { type: 'boolean', text: { en: 'The report as JSON', zh: '以 JSON 输出结果' } },
  },
  async run(call) {
    const report = await withTuan(call, (tuan) => tuan.audit.run({}));
    if (isSet(call, 'json')) call.print(JSON.stringify(report));
    else for (const line of auditLines(report, call.language)) call.print(line);
    return report.broken.length === 0 ? 0 : 1;
  },
};

/** The report in words: what is broken, and the rows that break it. */
export function auditLines({ checked, broken }: Report, language: Language): string[] {
  const count = String(checked);
  if (broken.length === 0)
    return [
      language === 'zh'
        ? `✓ 核对通过：${count} 项规则全部成立。`
        : `✓ The books are right: ${count} rules hold.`,
    ];
  const wrong = String(broken.length);
  return [
    language === 'zh'
      ? `✗ ${count} 项规则中有 ${wrong} 项不成立：`
      : `✗ ${wrong} of ${count} rules do not hold:`,
    ...broken.flatMap(({ invariant, rule, rows }) => [
      `  ${invariant}: ${rule}`,
      ...rows.map((row) => `    ${JSON.stringify(row)}`),
    ]),
  ];
}
