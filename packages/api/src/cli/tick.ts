import { instantOf } from '@opentuan/core';
import { type Command, isSet, textOption, UsageError } from './command.ts';
import { databaseOptions, withTuan } from './database.ts';

/** Does the work that has fallen due, once; what a cron job calls. */
export const tick: Command = {
  options: {
    ...databaseOptions,
    now: {
      type: 'string',
      value: 'instant',
      text: {
        en: 'Instead of the clock, like 2026-11-23T22:00:00+08:00',
        zh: '不用系统时钟，如 2026-11-23T22:00:00+08:00',
      },
    },
    json: { type: 'boolean', text: { en: 'The report as JSON', zh: '以 JSON 输出结果' } },
  },
  async run(call) {
    const now = instantOption(textOption(call, 'now'));
    const report = await withTuan(call, (tuan) => tuan.tick(now === undefined ? {} : { now }));
    if (isSet(call, 'json')) call.print(JSON.stringify(report));
    else for (const line of linesOf(report.steps)) call.print(line);
    return report.steps.some(({ problem }) => problem !== null) ? 1 : 0;
  },
};

function linesOf(
  steps: readonly { readonly name: string; readonly done: number; readonly problem: string | null }[],
): string[] {
  const width = Math.max(...steps.map(({ name }) => name.length));
  return steps.map(({ name, done, problem }) =>
    `${problem === null ? '✓' : '✗'} ${name.padEnd(width)}  ${String(done)}  ${problem ?? ''}`.trimEnd(),
  );
}

function instantOption(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  try {
    return instantOf(text);
  } catch {
    throw new UsageError({
      en: `--now needs an instant with its offset, like 2026-11-23T22:00:00+08:00, not "${text}".`,
      zh: `--now 须为带时区偏移的时刻，如 2026-11-23T22:00:00+08:00，不能是“${text}”。`,
    });
  }
}
