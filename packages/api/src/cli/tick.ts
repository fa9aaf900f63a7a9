import { instantOf } from '@opentuan/core';
import { type Command, isSet, textOption, UsageError } from './command.ts';
import { databaseOptions, withTuan } from './database.ts';

/** Does the work that has fallen due, once; what a cron job calls. */
export const tick: Command = {
  name: 'tick',
  text: {
    en: 'Do what has fallen due: holds, freezes, refunds, commissions',
    zh: '处理到期事务：占用到期、封单、退款、佣金',
  },
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
    else
      for (const { name, done, problem } of report.steps)
        call.print(
          `${problem === null ? '✓' : '✗'} ${name.padEnd(24)} ${String(done)}${problem === null ? '' : `  ${problem}`}`,
        );
    return report.steps.some(({ problem }) => problem !== null) ? 1 : 0;
  },
};

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
