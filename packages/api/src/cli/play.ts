import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeApiKey } from '../middleware/api-key.ts';
import { serve } from '../node/serve.ts';
import { type Call, type Command, isSet, numberOption, textOption, UsageError } from './command.ts';
import { playDay, stepsOf } from './play/play-day.ts';
import { progressBar } from './play/progress.ts';
import { tableLines } from './play/table.ts';

/** Plays a day of the neighbourhood over HTTP; exit code 1 when the figures or the audit find something wrong. */
export const play: Command = {
  options: {
    customers: { type: 'string', value: 'n', text: { en: 'Neighbours (300)', zh: '邻居人数（300）' } },
    leaders: { type: 'string', value: 'n', text: { en: 'Leaders (8)', zh: '团长人数（8）' } },
    seed: {
      type: 'string',
      value: 'n',
      text: { en: 'The same seed gives the same figures (7)', zh: '同一种子得到同样的数字（7）' },
    },
    url: {
      type: 'string',
      value: 'address',
      text: {
        en: 'A server that allows the test clock; left out, one is started on a temporary database',
        zh: '允许测试时钟的服务器；省略则临时启动一个',
      },
    },
    key: {
      type: 'string',
      value: 'sk_…',
      text: { en: 'Its secret key (default: OPENTUAN_KEY)', zh: '其 secret 密钥（默认取 OPENTUAN_KEY）' },
    },
    json: {
      type: 'boolean',
      text: { en: 'One JSON object on standard output, nothing else', zh: '标准输出只有一个 JSON 对象' },
    },
  },
  async run(call) {
    const options = {
      customers: numberOption(call, 'customers', 300, 20, 20_000),
      leaders: numberOption(call, 'leaders', 8, 1, 99),
      seed: numberOption(call, 'seed', 7, 0, 999_999),
    };
    const bar = progressBar(stepsOf(options), call.language, process.stderr);
    const figures = await withServer(call, (url, key) =>
      playDay({ ...options, url, key, step: bar.step }),
    ).finally(bar.end);
    if (isSet(call, 'json')) call.print(JSON.stringify(figures));
    else for (const line of tableLines(figures, call.language)) call.print(line);
    return figures.ok ? 0 : 1;
  },
};

/** The server of `--url`, or one of our own on a database that is thrown away afterwards. */
async function withServer<Answer>(
  call: Call,
  work: (url: string, key: string) => Promise<Answer>,
): Promise<Answer> {
  const url = textOption(call, 'url');
  if (url !== undefined) {
    const key = textOption(call, 'key') ?? call.environment.OPENTUAN_KEY;
    if (key === undefined)
      throw new UsageError({
        en: '--url needs the secret key of that server: --key sk_… or OPENTUAN_KEY.',
        zh: '--url 需要该服务器的 secret 密钥：--key sk_… 或 OPENTUAN_KEY。',
      });
    return work(url, key);
  }
  const folder = mkdtempSync(join(tmpdir(), 'opentuan-play-'));
  const rootKey = makeApiKey('secret');
  const database = `file:${join(folder, 'shop.db')}`;
  const served = await serve({ database, port: 0, rootKey, allowTestClock: true, limits: false });
  try {
    return await work(served.url, rootKey);
  } finally {
    await served.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
